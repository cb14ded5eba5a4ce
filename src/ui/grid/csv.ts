import type { Table } from 'apache-arrow';
import { breath } from '../../engine/breath.ts';
import { TabhouseError } from '../../engine/errors.ts';
import { relationColumns, rowsOf } from '../../engine/index.ts';
import { csvField, harmless } from '../../sources/csv.ts';
import { cellText } from './cell-text.ts';

/** Rows that are turned into text at once. */
const PIECE = 1_000;
/** Characters after which the text goes to the browser, which keeps it outside of the page's memory. */
const PART = 8_000_000;

export interface Saved {
  readonly rows: number;
  readonly total: number;
}

/**
 * CSV (RFC 4180, CRLF, UTF-8 with BOM) of rows that come in pieces: exact values, no more of it in memory than a piece.
 * `shown` names columns in order. Rejects with `cancelled`.
 */
export async function csvOf(
  batches: AsyncIterable<Table>,
  shown: readonly string[],
  total: number,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (saved: Saved) => void } = {},
): Promise<Blob> {
  let whole = new Blob([
    '\uFEFF',
    `${shown.map((name) => csvField(harmless(name))).join(',')}\r\n`,
  ]);
  let text = '';
  let rows = 0;
  for await (const table of batches) {
    const types = new Map(relationColumns(table).map(({ name, type }) => [name, type]));
    for (let from = 0; from < table.numRows; from += PIECE) {
      if (signal?.aborted) throw new TabhouseError('cancelled');
      const piece = rowsOf(table.slice(from, from + PIECE));
      for (const row of piece) {
        text += shown.map((name) => field(row[name], types.get(name) ?? '')).join(',');
        text += '\r\n';
      }
      rows += piece.length;
      if (text.length > PART) {
        whole = new Blob([whole, text]);
        text = '';
      }
      onProgress?.({ rows, total });
      await breath();
    }
  }
  return new Blob([whole, text], { type: 'text/csv;charset=utf-8' });
}

function field(value: unknown, type: string): string {
  if (typeof value === 'string')
    return csvField(type === 'VARCHAR' || type === 'ENUM' ? harmless(value) : value);
  return csvField(cellText(value, type) ?? '');
}
