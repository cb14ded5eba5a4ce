import { type EngineBinary, loadBinary } from '../../engine/binary.ts';
import { type OpenDatabase, openDatabase } from '../../engine/database.ts';
import type { OpfsAttachment } from '../../engine/types.ts';
import { isMain, type Judged, MAIN, type Place, seenRows } from '../catalog/index.ts';
import { Part } from '../ingest/part.ts';
import type { BuiltTable } from '../load.ts';
import type { TableDefinition } from '../table.ts';
import { combinedTable, partTable } from '../tables/index.ts';
import type { DatasetContext, LoadProgress } from '../types.ts';
import { stepper } from './progress.ts';
import type { DatasetRecord } from './records.ts';

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** What is built again, and as what. */
export interface Rebuilding {
  readonly context: DatasetContext;
  readonly tables: readonly TableDefinition[];
  readonly judged: Judged;
}

export interface Rebuilt extends Pick<DatasetRecord, 'places' | 'attachments'> {
  /** Tables that were built, in their order. */
  readonly built: readonly BuiltTable[];
}

/** The files that hold DWD. */
export const partsOf = ({ attachments, places }: DatasetRecord): readonly OpfsAttachment[] =>
  attachments.filter(({ alias }) =>
    places.some((place) => place.alias === alias && place.table === 'dwd'),
  );

/**
 * Builds tables of a data set in OPFS again from its DWD, into new files: what was there stays as it is, and can stay
 * open, until the record is replaced. What it wrote is the caller's to delete where this rejects.
 */
export async function rebuild(
  record: DatasetRecord,
  { context, tables, judged }: Rebuilding,
  options: RebuildOptions = {},
): Promise<Rebuilt> {
  const { places, attachments } = record;
  if (tables.length === 0) return { places, attachments, built: [] };
  const wasm = await loadBinary();
  const parts = partsOf(record);
  const generation = crypto.randomUUID().slice(0, 4);
  const file = (name: string) => `tabhouse-${record.id}-z${generation}${name}.db`;
  const step = stepper(options, tables.length * (parts.length + 1));
  const fresh = await settled(
    parts.map(async (part): Promise<Holding> => {
      const own = { ...part, alias: `z${generation}${part.alias}`, file: file(part.alias) };
      const built = await within(wasm, own.file, async (database) => {
        await database.attach(part.file, 'source');
        await database.query(`CREATE VIEW main.dwd AS SELECT * FROM source.dwd${seenRows(judged)}`);
        const made = await each(database, tables, step, options, (table) =>
          partTable(table, context, 'main'),
        );
        await database.query('DROP VIEW main.dwd');
        return made;
      });
      return { attachment: own, built };
    }),
  );
  const main: OpfsAttachment = {
    kind: 'opfs',
    alias: `${MAIN}_z${generation}`,
    file: file('main'),
  };
  const combined = await within(wasm, main.file, async (database) => {
    for (const { attachment } of fresh) await database.attach(attachment.file, attachment.alias);
    const aliases = fresh.map(({ attachment }) => attachment.alias);
    return each(database, tables, step, options, (table) =>
      combinedTable(table, context, aliases, 'main'),
    );
  });
  const all = [...fresh, { attachment: main, built: combined }];
  return joined(record, tables, all);
}

/** What all gave, once none works any more: where one fails, its files and the others' can be deleted. */
async function settled<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

interface Holding {
  readonly attachment: OpfsAttachment;
  readonly built: readonly BuiltTable[];
}

/** Where everything lies now; files that hold nothing any more are left out. */
function joined(
  { places, attachments, plain }: DatasetRecord,
  tables: readonly TableDefinition[],
  fresh: readonly Holding[],
): Rebuilt {
  const again = new Set(tables.map(({ name }) => name));
  const stay = places.filter(({ table }) => !again.has(table));
  const made = fresh.flatMap(({ attachment, built }) =>
    built.map(({ name, rows }): Place => ({ table: name, alias: attachment.alias, rows })),
  );
  const used = new Set([...stay, ...plain].map(({ alias }) => alias));
  return {
    places: [...stay, ...made],
    attachments: [
      ...attachments.filter(({ alias }) => used.has(alias) || alias === MAIN),
      ...fresh.map(({ attachment }) => attachment),
    ],
    built: tables.map(({ name }) => {
      const of = (main: boolean) =>
        fresh
          .filter(({ attachment }) => isMain(attachment.alias) === main)
          .flatMap(({ built }) => built.filter((table) => table.name === name));
      const [parts, main] = [of(false), of(true)];
      return {
        name,
        rows: 0,
        bytes: [...parts, ...main].reduce((sum, { bytes }) => sum + bytes, 0),
        seconds:
          Math.max(0, ...parts.map(({ seconds }) => seconds)) +
          main.reduce((sum, { seconds }) => sum + seconds, 0),
      };
    }),
  };
}

/** Builds the tables for which there is a statement, one after the other. */
async function each(
  database: OpenDatabase,
  tables: readonly TableDefinition[],
  step: (subject: string) => void,
  options: RebuildOptions,
  statement: (table: TableDefinition) => string | null,
): Promise<BuiltTable[]> {
  const made: BuiltTable[] = [];
  for (const { name, ...table } of tables) {
    step(name);
    const sql = statement({ name, ...table });
    if (!sql) continue;
    const started = performance.now();
    const result = await database.query(sql, [], options.signal ? { signal: options.signal } : {});
    const seconds = (performance.now() - started) / 1000;
    made.push({ name, rows: Number(result.getChildAt(0)?.get(0) ?? 0), bytes: 0, seconds });
  }
  const sizes = await new Part(database, { keeps: false }).sizes();
  return made.map((table) => ({ ...table, bytes: sizes.get(table.name) ?? 0 }));
}

async function within<T>(
  wasm: EngineBinary,
  file: string,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ wasm, path: `opfs://${file}` });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
