/** What is to be exported: the rows of a cell, a table, or the layers. */
export type ExportWish =
  | { readonly kind: 'cell'; readonly id: string }
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'layers' };
