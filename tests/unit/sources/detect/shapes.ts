import { existsSync, readFileSync } from 'node:fs';
import type { FileShape } from '../../../../src/sources/types.ts';

/** A shape from the text of a small delimited file without quotes: what inspection would say of it. */
export function shapeOf(
  name: string,
  text: string,
  { header = true, delimiter = ',' }: { header?: boolean; delimiter?: string } = {},
): FileShape {
  const lines = text.trim().split(/\r?\n/);
  const cells = lines.map((line) => line.split(delimiter));
  const width = cells[0]?.length ?? 0;
  const columns = header
    ? (cells[0] ?? [])
    : Array.from({ length: width }, (_, position) => `column${position}`);
  const rows = cells.slice(header ? 1 : 0, header ? 51 : 50);
  return {
    name,
    size: text.length,
    lastModified: 0,
    format: 'delimited',
    compression: 'none',
    encoding: 'utf-8',
    bom: false,
    dialect: { delimiter, quote: null, header },
    columns,
    types: columns.map(() => 'VARCHAR'),
    preview: rows.map((row) => columns.map((_, position) => row[position] || null)),
    estimatedRows: rows.length,
    exactRows: false,
    notes: [],
  };
}

/** The head of a real file beside the project; null where it is not there. */
export function realShape(path: string, header: boolean): FileShape | null {
  const full = new URL(`../../../../../shared/data/${path}`, import.meta.url);
  if (!existsSync(full)) return null;
  const text = readFileSync(full, 'utf8').replace(/^\uFEFF/, '');
  return shapeOf(path.split('/').at(-1) ?? path, text.slice(0, 20_000).replace(/[^\n]*$/, ''), {
    header,
  });
}
