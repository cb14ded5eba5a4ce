import { loadBinary } from '../../engine/binary.ts';
import { openDatabase } from '../../engine/database.ts';
import { identifier } from '../../engine/identifier.ts';
import type { Database, MemoryAttachment, OpfsAttachment } from '../../engine/types.ts';
import { readApart } from '../../sources/table/apart.ts';
import { createTable, tableName } from '../../sources/table/names.ts';
import type { PickedFile } from '../../sources/types.ts';
import { PLAIN, type PlainTable } from '../catalog/index.ts';
import { TABLES } from '../tables/index.ts';
import type { Storage, TableStatus } from '../types.ts';

export interface PlainTables {
  readonly attachment: OpfsAttachment | MemoryAttachment;
  readonly plain: readonly PlainTable[];
  readonly tables: readonly TableStatus[];
}

export interface PlainOptions {
  readonly dataset: string;
  readonly storage: Storage;
  /** Names of the data set's other plain tables. */
  readonly taken: readonly string[];
  readonly signal?: AbortSignal;
}

/** Stores files that are not events: a table for the files of each shape. */
export async function plainTables(
  groups: readonly (readonly PickedFile[])[],
  { dataset, storage, taken, signal }: PlainOptions,
): Promise<PlainTables> {
  const alias = `${PLAIN}${taken.length}`;
  const names = namesFor(groups, taken);
  const schemas = await readApart(
    (reader) => Promise.all(groups.map((files) => reader.schema(files))),
    signal,
  );
  const fill = (database: Database, schema: string) =>
    readApart(async (reader) => {
      for (const [index, files] of groups.entries()) {
        const columns = schemas[index];
        const table = names[index];
        if (!columns || !table) continue;
        await database.query(createTable(`${schema}.${identifier(table)}`, columns));
        await reader.batches(files, columns, (ipc) => database.insert(ipc, { schema, table }));
      }
    }, signal);
  return {
    attachment: await attached(storage, alias, `tabhouse-${dataset}-t${taken.length}.db`, fill),
    plain: names.map((name) => ({ name, alias, table: name })),
    tables: names.map((name, index) => ({
      layer: 'ods',
      name,
      rows: schemas[index]?.rows ?? 0,
      bytes: (groups[index] ?? []).reduce((sum, { shape }) => sum + shape.size, 0),
      seconds: 0,
      checks: [],
      dependencies: [],
    })),
  };
}

async function attached(
  storage: Storage,
  alias: string,
  file: string,
  fill: (database: Database, schema: string) => Promise<void>,
): Promise<OpfsAttachment | MemoryAttachment> {
  if (storage === 'memory')
    return { kind: 'memory', alias, fill: (database) => fill(database, alias) };
  const database = await openDatabase({ wasm: await loadBinary(), path: `opfs://${file}` });
  try {
    await fill(database, 'main');
  } finally {
    await database.close();
  }
  return { kind: 'opfs', alias, file };
}

const RESERVED: readonly string[] = [...TABLES.map(({ name }) => name), 'dwd_events', 'ods'];

/** Names by which the files are queried; no two the same, and none that a layer has. */
export function namesFor(
  groups: readonly (readonly Pick<PickedFile, 'shape'>[])[],
  taken: readonly string[] = [],
): string[] {
  const used = new Set([...RESERVED, ...taken]);
  return groups.map(([first]) => {
    const wanted = first ? tableName(first.shape) : 'table';
    let name = wanted;
    for (let number = 2; used.has(name); number++) name = `${wanted}_${number}`;
    used.add(name);
    return name;
  });
}
