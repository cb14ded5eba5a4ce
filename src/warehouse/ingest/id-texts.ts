import type { Dictionary } from '../../sources/read/index.ts';
import { ID_COLUMNS, type IdColumn } from '../../sources/types.ts';
import type { BuiltTable } from '../load.ts';
import { DICTIONARY, keyOf } from '../tables/index.ts';
import type { DatasetContext } from '../types.ts';
import { ipcOf, numbered, textColumn } from './arrow.ts';
import type { Part } from './part.ts';

/** Identifiers sent to their dim at a time. */
const ROWS = 1 << 19;

/**
 * Writes the texts of a shard's identifiers; `key` gives the key in the data set of text n. `carried` where those of
 * sessions are written by another way.
 */
export async function writeIdTexts(
  part: Part,
  context: DatasetContext,
  shard: Partial<Record<IdColumn, Dictionary>>,
  key: (local: number) => number,
  carried: boolean,
): Promise<BuiltTable[]> {
  const built: BuiltTable[] = [];
  for (const id of ID_COLUMNS) {
    if (!context.textual.includes(id) || (carried && id === 'session_id')) continue;
    const name = DICTIONARY[id];
    const started = performance.now();
    await part.createTable(name, context);
    const dictionary = shard[id];
    if (dictionary) await write(part, id, dictionary, key);
    const seconds = (performance.now() - started) / 1000;
    built.push({ name, rows: dictionary?.size ?? 0, bytes: 0, seconds });
  }
  return built;
}

async function write(
  part: Part,
  id: IdColumn,
  dictionary: Dictionary,
  key: (local: number) => number,
): Promise<void> {
  const { bytes, offsets } = dictionary.view();
  for (let from = 0; from < dictionary.size; from += ROWS) {
    const rows = Math.min(ROWS, dictionary.size - from);
    const base = offsets[from] as number;
    const keys = Uint32Array.from({ length: rows }, (_, row) => from + row + 1);
    const data = {
      bytes: bytes.subarray(base, offsets[from + rows]),
      offsets: offsets.slice(from, from + rows + 1).map((offset) => offset - base),
    };
    const columns = [
      { name: keyOf(id), data: numbered(keys, key) },
      { name: id, data: textColumn(data) },
    ];
    await part.insert(DICTIONARY[id], ipcOf(columns, rows));
  }
}
