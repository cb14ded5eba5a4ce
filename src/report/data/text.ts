import { Table } from 'apache-arrow';
import { uniqueNames } from '../../engine/sql-types.ts';
import { type ResultRow, rowsOf } from '../../engine/values.ts';
import { csvLine, exactJson } from '../../sources/csv.ts';
import type { Batches } from './batches.ts';
import type { OnRows, TakeBytes } from './types.ts';

/** How rows become text. */
interface TextForm {
  head(columns: readonly string[]): string;
  row(row: ResultRow, columns: readonly string[], first: boolean): string;
  readonly foot: string;
}

/** RFC 4180 with CRLF, in UTF-8 with a mark that lets spreadsheets read Chinese. */
const csv: TextForm = {
  head: (columns) => `\uFEFF${csvLine(columns)}`,
  row: (row, columns) => csvLine(columns.map((column) => row[column])),
  foot: '',
};

/** One array of objects, a row a line; BIGINT and DECIMAL are texts, so that no reader rounds them. */
const json: TextForm = {
  head: () => '[',
  row: (row, _columns, first) => `${first ? '\n' : ',\n'}${exactJson(row)}`,
  foot: '\n]\n',
};

export const FORMS = { csv, json } as const;

/** Characters that are handed on at once. */
const PIECE = 1_000_000;

/** Writes rows as text; resolves with their number. */
export async function writeText(
  form: TextForm,
  { schema, batches }: Batches,
  take: TakeBytes,
  onRows: OnRows,
): Promise<number> {
  const encoder = new TextEncoder();
  const columns = uniqueNames(schema.fields.map(({ name }) => name));
  let text = form.head(columns);
  let rows = 0;
  const flush = async () => {
    await take(encoder.encode(text));
    text = '';
    onRows(rows);
  };
  for await (const batch of batches) {
    for (const row of rowsOf(new Table([batch]))) {
      text += form.row(row, columns, rows === 0);
      rows += 1;
      if (text.length > PIECE) await flush();
    }
  }
  text += form.foot;
  await flush();
  return rows;
}
