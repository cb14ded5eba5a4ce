import type { Database } from '../engine/types.ts';
import { t } from '../i18n/index.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { askedWhenReady, groundOf, type RunOptions } from './asked.ts';
import { ledgerOf } from './ledger.ts';
import { readable as columnsOf, readRows } from './read.ts';
import { readable, sql } from './sql/fragment.ts';
import type { MetricResult, RawParameters } from './types.ts';

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
  const table = await database.query(columnsOf(early.columns, from).sql, query.parameters, how);
  const blank = Object.fromEntries(early.pending.map((name) => [name, null]));
  const rows = readRows(table).map((row) => ({ ...row, ...blank }));
  return {
    kind,
    definition: metric.define(parameters, context, plan.known),
    sql: readable(query),
    parameters: parameters as RawParameters,
    pending: early.pending,
    rows,
    total: rows.length,
    relation: plan.relation,
    audit: { agrees: null, detail: t('metrics.audit.not_yet') },
  };
}
