import { type EngineBinary, loadBinary } from '../../engine/binary.ts';
import { type OpenDatabase, openDatabase } from '../../engine/database.ts';
import { TabhouseError } from '../../engine/errors.ts';
import type { OpfsAttachment } from '../../engine/types.ts';
import { localDay, zoneTable } from '../../sources/zones.ts';
import { MAIN } from '../catalog/index.ts';
import type { TableDefinition } from '../table.ts';
import { behind, combinedTable, partTable, plan } from '../tables/index.ts';
import type { DatasetContext, LoadProgress } from '../types.ts';
import type { DatasetRecord } from './records.ts';

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/**
 * Builds every table behind DWD again for a data set in OPFS, with its days in another zone. The files must not be
 * open anywhere. When it rejects, the layers are incomplete: run it again with the old context.
 */
export async function rebuild(
  record: DatasetRecord,
  reportTimezone: string,
  options: RebuildOptions = {},
): Promise<Pick<DatasetRecord, 'context' | 'places'>> {
  const binary = await loadBinary();
  const parts = record.attachments.filter(({ alias }) => alias !== MAIN);
  const main = record.attachments.find(({ alias }) => alias === MAIN);
  const context = await inZone(record, reportTimezone, parts, binary);
  const tables = behind(['dwd'], plan(context)).filter(({ sql }) => sql !== null);
  const step = stepper(options, tables.length * (parts.length + 1));
  const built: { table: string; alias: string; rows: number }[] = [];
  for (const part of parts)
    await within(binary, part, async (database) => {
      await drop(database, tables);
      for (const table of tables) {
        step(table.name);
        await database.query(partTable(table, context, 'main') ?? 'SELECT 1', [], options);
        built.push({ table: table.name, alias: part.alias, rows: await count(database, table) });
      }
    });
  if (main)
    await within(binary, main, async (database) => {
      for (const { file, alias } of parts) await database.attach(file, alias);
      await drop(database, tables);
      const aliases = parts.map(({ alias }) => alias);
      for (const table of tables) {
        step(table.name);
        const sql = combinedTable(table, context, aliases, 'main');
        if (!sql) continue;
        await database.query(sql, [], options);
        built.push({ table: table.name, alias: MAIN, rows: await count(database, table) });
      }
    });
  const again = new Set(tables.map(({ name }) => name));
  return { context, places: [...record.places.filter(({ table }) => !again.has(table)), ...built] };
}

async function within(
  wasm: EngineBinary,
  { file }: OpfsAttachment,
  work: (database: OpenDatabase) => Promise<void>,
): Promise<void> {
  const database = await openDatabase({ wasm, path: `opfs://${file}` });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

async function drop(database: OpenDatabase, tables: readonly TableDefinition[]): Promise<void> {
  for (const { name } of tables) await database.query(`DROP TABLE IF EXISTS main.${name}`);
}

async function count(database: OpenDatabase, { name }: TableDefinition): Promise<number> {
  const result = await database.query(`SELECT CAST(count(*) AS DOUBLE) AS n FROM main.${name}`);
  return Number(result.getChildAt(0)?.get(0) ?? 0);
}

/** The context with its days counted in another zone. First marks of a day hold no longer. */
async function inZone(
  { context, places }: DatasetRecord,
  reportTimezone: string,
  parts: readonly OpfsAttachment[],
  wasm: EngineBinary,
): Promise<DatasetContext> {
  const range = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  for (const part of parts) {
    if (!places.some(({ table, alias, rows }) => table === 'dwd' && alias === part.alias && rows))
      continue;
    await within(wasm, part, async (database) => {
      const result = await database.query(
        `SELECT CAST(epoch_us(min(event_time)) AS DOUBLE) AS low, CAST(epoch_us(max(event_time)) AS DOUBLE) AS high FROM main.dwd`,
      );
      range.from = Math.min(range.from, Number(result.getChildAt(0)?.get(0)) / 1000);
      range.to = Math.max(range.to, Number(result.getChildAt(1)?.get(0)) / 1000);
    });
  }
  const empty = range.from > range.to;
  const shifted = range.to + zoneTable(reportTimezone).offsetSecondsAt(range.to) * 1000;
  return {
    ...context,
    reportTimezone,
    firsts: false,
    from: empty ? null : localDay(range.from, reportTimezone),
    to: empty ? null : localDay(range.to, reportTimezone),
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
