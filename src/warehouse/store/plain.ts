import { loadBinary } from '../../engine/binary.ts';
import { openDatabase } from '../../engine/database.ts';
import type { Database, MemoryAttachment, OpfsAttachment } from '../../engine/types.ts';
import { createTable, tableBatches, tableName, tableSchema } from '../../sources/table/index.ts';
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
  const options = signal ? { signal } : {};
  const schemas = await Promise.all(groups.map((files) => tableSchema(files, options)));
  const fill = async (database: Database, schema: string) => {
    for (const [index, files] of groups.entries()) {
      const columns = schemas[index];
      const name = names[index];
      if (!columns || !name) continue;
      await database.query(createTable(`${schema}.${quoted(name)}`, columns));
      for await (const batch of tableBatches(files, columns, options))
        await database.insert(batch, { schema, table: name });
    }
  };
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

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

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
