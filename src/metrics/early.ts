import type { Database, QueryOptions } from '../engine/types.ts';
import { t } from '../i18n/index.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { askedWhenReady, groundOf, type RunOptions, shownSql } from './asked.ts';
import { ledgerOf } from './ledger.ts';
import { unlessLost } from './lost.ts';
import { readable as columnsOf, readRows } from './read.ts';
import { inlined, sql } from './sql/fragment.ts';
import type { EarlyPlan, MetricResult, RawParameters } from './types.ts';

/** Tables of days that are kept at most; each has a row for a day. */
const MOST_TABLES = 64;

/**
 * The figures of a metric that a small layer tells at once, exactly; those that must be counted are null and named in
 * `pending`. Null where nothing can be told before `runMetric` answers, or where that has the whole result at hand.
 */
export async function earlyMetric(
  database: Database,
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<MetricResult | null> {
  const { metric, parameters, plan } = await askedWhenReady(kind, raw, context);
  const { early } = plan;
  if (!early || ledgerOf(database).stands(plan.relation)) return null;
  const { options: how } = groundOf(database, plan, options);
  const { query } = early;
  const from = sql`(${query.sql})`;
  const table = await unlessLost(database, async () => {
    if (early.days) await standDays(database, early.days, how);
    return database.query(columnsOf(early.columns, from).sql, query.parameters, how);
  });
  const blank = Object.fromEntries(early.pending.map((name) => [name, null]));
  const rows = readRows(table).map((row) => ({ ...row, ...blank }));
  return {
    kind,
    definition: metric.define(parameters, context, plan.known),
    sql: shownSql({ stages: early.days ? [early.days] : [], query }),
    parameters: parameters as RawParameters,
    pending: early.pending,
    rows,
    total: rows.length,
    relation: plan.relation,
    audit: { agrees: null, detail: t('metrics.audit.not_yet') },
  };
}

/** Whoever asks while the table is being made waits for it. */
function standDays(
  database: Database,
  { table, query }: NonNullable<EarlyPlan['days']>,
  how: QueryOptions,
): Promise<void> {
  const ledger = ledgerOf(database);
  return ledger.inTurn(table, async () => {
    if (ledger.days.has(table)) return;
    await database.query(`CREATE OR REPLACE TABLE ${table} AS ${inlined(query)}`, [], how);
    ledger.days.add(table);
    const [oldest] = ledger.days;
    if (ledger.days.size <= MOST_TABLES || oldest === undefined) return;
    ledger.days.delete(oldest);
    await database.query(`DROP TABLE IF EXISTS ${oldest}`).catch(() => undefined);
  });
}
