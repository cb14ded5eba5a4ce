import type { Dictionary } from '../../sources/read/index.ts';

/** A list of more texts, or of more bytes, is not worth its place in the catalog of every file. */
const MOST_TEXTS = 10_000;
const MOST_BYTES = 1 << 18;

/** DuckDB's type of a column with only these texts; null where they are none or too many, or cannot be written so. */
export function enumOf(texts: Dictionary | undefined): string | null {
  if (!texts || texts.size === 0 || texts.size > MOST_TEXTS || texts.byteLength > MOST_BYTES)
    return null;
  return listOf(Array.from({ length: texts.size }, (_, index) => texts.text(index + 1)));
}

/** The same of texts that are at hand: one each, and few. */
export function listOf(list: readonly string[]): string | null {
  if (list.length === 0 || list.some((text) => text.includes('\0'))) return null;
  return `ENUM(${list.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')})`;
}
