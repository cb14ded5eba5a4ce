import { tableFromIPC } from 'apache-arrow';
import { EVENT_TYPES } from '../../../src/sources/types.ts';
import { localDays } from '../../../src/warehouse/ingest/days.ts';
import { Reach } from '../../../src/warehouse/ingest/reach/index.ts';
import { reachPlan } from '../../../src/warehouse/ingest/reach/plan.ts';
import { emptyTable, TABLES } from '../../../src/warehouse/tables/index.ts';
import type { DatasetContext } from '../../../src/warehouse/types.ts';

/** What is asked of a database to fill it. */
export interface Runner {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
}

export const REACH_TABLES: ReadonlySet<string> = new Set([
  'dws_user_reach',
  'dws_hour_reach',
  'dws_user_return',
]);

/** The context with what ingest would count of rows of `keyed`. */
export async function withReach(context: DatasetContext, runner: Runner): Promise<DatasetContext> {
  const [row] =
    await runner.rows(`SELECT epoch_us(min(event_time)) AS first, epoch_us(max(event_time)) AS last,
    list(DISTINCT CAST(event_type AS VARCHAR)) AS types FROM keyed`);
  if (!row || row.first === null) return context;
  const types = EVENT_TYPES.map((type) => ((row.types as string[]).includes(type) ? 1 : 0));
  const survey = { firstTime: Number(row.first), lastTime: Number(row.last), types };
  const reach = reachPlan(context, [survey]);
  return reach ? { ...context, reach } : context;
}

/** Counts a part's rows as ingest does and fills the part's tables. */
export async function fillReach(context: DatasetContext, schema: string, { run, rows }: Runner) {
  const { reach } = context;
  if (!reach) return;
  const events =
    await rows(`SELECT CAST(user_key AS DOUBLE) AS user_key, epoch_us(event_time) AS t, CAST(event_type AS VARCHAR) AS e
    FROM ${schema}.dwd ORDER BY user_key, event_time`);
  const names = new Map<unknown, number>();
  const number = (user: unknown) => {
    if (user === null) return 0;
    if (!names.has(user)) names.set(user, names.size + 1);
    return names.get(user) as number;
  };
  const time = Float64Array.from(events, ({ t }) => Number(t));
  const lanes = {
    user_id: Uint32Array.from(events, ({ user_key }) => number(user_key)),
    time,
    type: Uint8Array.from(events, ({ e }) => EVENT_TYPES.indexOf(e as never)),
  };
  const counter = new Reach(reach, context.grain !== 'day');
  const days = localDays(time, reach.zone);
  counter.add({ rows: { rows: events.length, lanes }, days }, true);
  const table = (name: string) => {
    const found = TABLES.find((one) => one.name === name);
    if (!found) throw new Error(`no table ${name}`);
    return found;
  };
  await counter.write({
    createTable: (name) => run(emptyTable(table(name), context, schema)),
    async insert(name, ipc) {
      const columns = table(name).columns(context);
      const values = tableFromIPC(ipc)
        .toArray()
        .map(
          (row) =>
            `(${columns.map((column) => literal(row[column.name], column.type)).join(', ')})`,
        );
      for (let from = 0; from < values.length; from += 5000)
        await run(
          `INSERT INTO ${schema}.${name} VALUES ${values.slice(from, from + 5000).join(', ')}`,
        );
    },
  });
}

function literal(value: unknown, type: string): string {
  if (value === null) return 'NULL';
  if (type === 'DATE') return `DATE '${new Date(Number(value)).toISOString().slice(0, 10)}'`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}
