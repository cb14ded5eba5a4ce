import type { Row } from '../../metrics/types.ts';
import { cellText } from './cell-text.ts';
import type { GridColumn } from './types.ts';

/** Rows that are copied at most: a clipboard is no way to carry more. */
export const MOST_COPIED = 100_000;

/** Cells as a spreadsheet takes them, every digit kept, without heads; NULL is empty. */
export function tsvOf(rows: readonly Row[], columns: readonly GridColumn[]): string {
  return rows
    .map((row) =>
      columns
        .map(({ name, type }) => (cellText(row[name], type) ?? '').replaceAll(/[\t\r\n]+/g, ' '))
        .join('\t'),
    )
    .join('\n');
}

/** The names of columns as the first line. */
export const headOf = (columns: readonly GridColumn[]): string =>
  columns.map(({ name }) => name.replaceAll(/[\t\r\n]+/g, ' ')).join('\t');
