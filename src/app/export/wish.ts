import type { Subject } from './subject.ts';

/** What is to be exported: the rows of a cell, a table, the layers, or rows that no cell has. */
export type ExportWish =
  | { readonly kind: 'cell'; readonly id: string }
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'layers' }
  | { readonly kind: 'rows'; readonly subject: Subject };
