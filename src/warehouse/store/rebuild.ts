import { type EngineBinary, loadBinary } from '../../engine/binary.ts';
import { type OpenDatabase, openDatabase } from '../../engine/database.ts';
import { TabhouseError } from '../../engine/errors.ts';
import type { OpfsAttachment } from '../../engine/types.ts';
import { localDay, zoneTable } from '../../sources/zones.ts';
import { isMain, MAIN, type Place } from '../catalog/index.ts';
import type { TableDefinition } from '../table.ts';
import { behind, combinedTable, partTable, plan } from '../tables/index.ts';
import type { DatasetContext, LoadProgress } from '../types.ts';
import type { DatasetRecord } from './records.ts';

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/**
 * Builds the tables whose days change with the zone, for a data set in OPFS, into new files: what was there stays as
 * it is until the record is replaced. The data set must not be open in the engine. What it wrote is the caller's to
 * delete where this rejects.
 */
export async function rebuild(
  record: DatasetRecord,
  reportTimezone: string,
  options: RebuildOptions = {},
): Promise<Pick<DatasetRecord, 'context' | 'places' | 'attachments'>> {
  const wasm = await loadBinary();
  const parts = record.attachments.filter(({ alias }) =>
    record.places.some((place) => place.alias === alias && place.table === 'dwd'),
  );
  const context = await inZone(record.context, reportTimezone, parts, wasm);
  const tables = changedTables(record.context, context);
  const generation = crypto.randomUUID().slice(0, 4);
  const file = (name: string) => `tabhouse-${record.id}-z${generation}${name}.db`;
  const step = stepper(options, tables.length * (parts.length + 1));
  const built: Place[] = [];
  const fresh = await Promise.all(
    parts.map(async (part): Promise<OpfsAttachment> => {
      const own: OpfsAttachment = { ...part, alias: `z${part.alias}`, file: file(part.alias) };
      await within(wasm, own.file, async (database) => {
        await database.attach(part.file, 'source');
        await database.query('CREATE VIEW main.dwd AS SELECT * FROM source.dwd');
        for (const table of tables) {
          step(table.name);
          await database.query(partTable(table, context, 'main') ?? 'SELECT 1', [], options);
          built.push({ table: table.name, alias: own.alias, rows: await count(database, table) });
        }
        await database.query('DROP VIEW main.dwd');
      });
      return own;
    }),
  );
  const main: OpfsAttachment = { kind: 'opfs', alias: `${MAIN}_z`, file: file('main') };
  await within(wasm, main.file, async (database) => {
    for (const { file: from, alias } of fresh) await database.attach(from, alias);
    const aliases = fresh.map(({ alias }) => alias);
    for (const table of tables) {
      step(table.name);
      const sql = combinedTable(table, context, aliases, 'main');
      if (!sql) continue;
      await database.query(sql, [], options);
      built.push({ table: table.name, alias: main.alias, rows: await count(database, table) });
    }
  });
  const again = new Set(tables.map(({ name }) => name));
  const places = [...record.places.filter(({ table }) => !again.has(table)), ...built];
  const needed = [...record.attachments.filter(isOriginal), ...fresh, main];
  return { context, places, attachments: needed };
}

/** Files of an earlier rebuild hold nothing but what is built again. */
const isOriginal = ({ alias }: OpfsAttachment) =>
  alias === MAIN || (!alias.startsWith('z') && !isMain(alias));

/** Tables whose SQL the zone changes, and those behind them. */
function changedTables(before: DatasetContext, after: DatasetContext): readonly TableDefinition[] {
  const tables = plan(after);
  const changed = tables.filter(
    ({ sql }) => sql && sql({ ...before, firsts: false }, 's') !== sql(after, 's'),
  );
  const touched = behind(
    changed.map(({ name }) => name),
    tables,
  );
  return touched.filter(({ layer, sql }) => layer === 'dws' && sql !== null);
}

async function within(
  wasm: EngineBinary,
  file: string | null,
  work: (database: OpenDatabase) => Promise<void>,
): Promise<void> {
  const database = await openDatabase({ wasm, ...(file ? { path: `opfs://${file}` } : {}) });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

async function count(database: OpenDatabase, { name }: TableDefinition): Promise<number> {
  const result = await database.query(`SELECT CAST(count(*) AS DOUBLE) AS n FROM main.${name}`);
  return Number(result.getChildAt(0)?.get(0) ?? 0);
}

/** The context with its days counted in another zone. First marks of a day hold no longer. */
async function inZone(
  context: DatasetContext,
  reportTimezone: string,
  parts: readonly OpfsAttachment[],
  wasm: EngineBinary,
): Promise<DatasetContext> {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  await within(wasm, null, async (database) => {
    for (const { file, alias } of parts) {
      await database.attach(file, alias);
      const result = await database.query(
        `SELECT CAST(epoch_us(min(event_time)) AS DOUBLE) AS low, CAST(epoch_us(max(event_time)) AS DOUBLE) AS high
        FROM ${alias}.dwd HAVING count(*) > 0`,
      );
      if (result.numRows === 0) continue;
      from = Math.min(from, Number(result.getChildAt(0)?.get(0)) / 1000);
      to = Math.max(to, Number(result.getChildAt(1)?.get(0)) / 1000);
    }
  });
  const empty = from > to;
  const shifted = to + zoneTable(reportTimezone).offsetSecondsAt(to) * 1000;
  return {
    ...context,
    reportTimezone,
    firsts: false,
    from: empty ? null : localDay(from, reportTimezone),
    to: empty ? null : localDay(to, reportTimezone),
    lastEvent: empty ? null : new Date(shifted).toISOString().slice(0, 19),
    version: `${context.version.split('@')[0]}@${reportTimezone}`,
  };
}

function stepper({ signal, onProgress }: RebuildOptions, steps: number) {
  let done = 0;
  return (subject: string) => {
    if (signal?.aborted) throw new TabhouseError('cancelled');
    onProgress?.({
      stage: 'dws',
      subject,
      rows: 0,
      estimatedRows: 0,
      bytes: 0,
      totalBytes: 0,
      rowsPerSecond: 0,
      fraction: done / steps,
      secondsLeft: null,
    });
    done += 1;
  };
}
