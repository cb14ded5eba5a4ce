import type { Database, QueryOptions } from '../engine/types.ts';
import { t } from '../i18n/index.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { askedWhenReady, groundOf, type RunOptions, shownSql } from './asked.ts';
import { ledgerOf } from './ledger.ts';
import { unlessLost } from './lost.ts';
import { readable as columnsOf, readRows } from './read.ts';
import { sql } from './sql/fragment.ts';
import type {
  EarlyDays,
  EarlyPlan,
  MetricResult,
  PlanColumn,
  RawParameters,
  Row,
} from './types.ts';

/** Filters whose days are kept at most. */
const MOST_FILTERS = 64;

export interface EarlyOptions extends RunOptions {
  /** False where the engine answers from another state of the data by now: what it says is not kept. */
  readonly stands?: () => boolean;
}

/**
 * The figures of a metric that a small layer tells at once, exactly; those that must be counted are null and named in
 * `pending`. Null where nothing can be told before `runMetric` answers, or where that has the whole result at hand.
 */
export async function earlyMetric(
  database: Database,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
  options: EarlyOptions = {},
): Promise<MetricResult | null> {
  const { metric, parameters, plan } = await askedWhenReady(kind, raw, context);
  const { early } = plan;
  if (!early || ledgerOf(database).stands(plan.relation)) return null;
  const { options: how } = groundOf(database, plan, options);
  const { query, days } = early;
  const told = days
    ? days.rows(await daysOf(database, days, how, options.stands))
    : await unlessLost(database, () => readOf(database, early, how));
  const blank = Object.fromEntries(early.pending.map((name) => [name, null]));
  const rows = told.map((row) => ({ ...row, ...blank }));
  return {
    kind,
    definition: metric.define(parameters, context, plan.known),
    sql: shownSql({ stages: days ? [days] : [], query }),
    parameters: parameters as RawParameters,
    pending: early.pending,
    rows,
    total: rows.length,
    relation: plan.relation,
    audit: { agrees: null, detail: t('metrics.audit.not_yet') },
  };
}

async function readOf(
  database: Database,
  { query, columns }: Pick<EarlyPlan, 'query'> & { readonly columns: readonly PlanColumn[] },
  how: QueryOptions,
): Promise<readonly Row[]> {
  const { sql: text } = columnsOf(columns, sql`(${query.sql})`);
  return readRows(await database.query(text, query.parameters, how));
}

/** Whoever asks while they are on their way waits for them. */
function daysOf(
  database: Database,
  days: EarlyDays,
  how: QueryOptions,
  stands: EarlyOptions['stands'],
): Promise<readonly Row[]> {
  const ledger = ledgerOf(database);
  return ledger.inTurn(days.table, async () => {
    const known = ledger.days.get(days.table);
    const rows = known ?? (await readOf(database, days, how));
    ledger.days.delete(days.table);
    if (known || stands?.() !== false) ledger.days.set(days.table, rows);
    const [oldest] = ledger.days.keys();
    if (ledger.days.size > MOST_FILTERS && oldest !== undefined) ledger.days.delete(oldest);
    return rows;
  });
}
