import type { Engine } from '../../engine/types.ts';
import { localDay, zoneTable } from '../../sources/zones.ts';
import { reachOver } from '../ingest/reach/plan.ts';
import type { TableDefinition } from '../table.ts';
import { behind, plan } from '../tables/index.ts';
import type { DatasetContext } from '../types.ts';

/** The context of the mounted data set with its days counted in another zone. */
export async function inZone(
  engine: Engine,
  context: DatasetContext,
  reportTimezone: string,
  signal?: AbortSignal,
): Promise<DatasetContext> {
  const result = await engine.query(
    `SELECT CAST(epoch_us(min(event_time)) AS DOUBLE) AS low, CAST(epoch_us(max(event_time)) AS DOUBLE) AS high
    FROM dwd HAVING count(*) > 0`,
    [],
    signal ? { signal } : {},
  );
  const empty = result.numRows === 0;
  const at = (column: number) => Math.floor(Number(result.getChildAt(column)?.get(0)) / 1000);
  const [from, to] = [at(0), at(1)];
  const shifted = to + zoneTable(reportTimezone).offsetSecondsAt(to) * 1000;
  return {
    ...context,
    reportTimezone,
    from: empty ? null : localDay(from, reportTimezone),
    to: empty ? null : localDay(to, reportTimezone),
    lastEvent: empty ? null : new Date(shifted).toISOString().slice(0, 19),
  };
}

const DAY = 86_400_000;

/** With what is to be counted of reached steps in its zone; null where that is not worth it. */
export function withReach(context: DatasetContext): DatasetContext {
  const { reach: _, ...rest } = context;
  const day = (text: string | null) => (text === null ? Number.NaN : Date.parse(text) / DAY);
  const days = [day(context.from), day(context.to)] as const;
  const reach = reachOver(context, days, context.eventTypes);
  return reach ? { ...rest, reach } : rest;
}

/** Tables that are built from events by SQL: all of them are behind a change of DWD's rows. */
export const builtTables = (context: DatasetContext): readonly TableDefinition[] =>
  plan(context).filter(({ layer, sql }) => layer === 'dws' && sql !== null);

/** Tables of steps, hours and returns that are counted in the report zone while rows are read. */
const reachTables = (context: DatasetContext): readonly TableDefinition[] =>
  plan(context).filter(({ layer, sql }) => layer === 'dws' && sql === null);

/** Tables whose SQL the zone changes, and those behind them. */
export function zonedTables(
  before: DatasetContext,
  after: DatasetContext,
): readonly TableDefinition[] {
  const tables = plan(after);
  const changed = tables.filter(({ sql }) => sql && sql(before, 's') !== sql(after, 's'));
  const touched = new Set(
    behind(
      changed.map(({ name }) => name),
      tables,
    ),
  );
  return [...builtTables(after).filter((table) => touched.has(table)), ...reachTables(after)];
}
