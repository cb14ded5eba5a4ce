import { TabhouseError } from '../engine/errors.ts';
import { t } from '../i18n/index.ts';
import { readRows } from './read.ts';
import { Sql, sql } from './sql/fragment.ts';
import { type Ground, withStages } from './stages.ts';
import type { Audit, MetricPlan, PlanColumn } from './types.ts';

/** Compares the plan's relation, which stands, with its second way. */
export async function compared(ground: Ground, plan: MetricPlan): Promise<Audit> {
  try {
    return await withStages(ground, plan.audit.stages ?? [], () => verdict(ground, plan));
  } catch (error) {
    // The second way is the costlier one: that it has no room says nothing against the first.
    if (!(error instanceof TabhouseError) || error.code !== 'out-of-memory') throw error;
    return { agrees: null, detail: t('metrics.audit.no_room', { way: t(plan.audit.way) }) };
  }
}

async function verdict({ database, options }: Ground, plan: MetricPlan): Promise<Audit> {
  const { sql: text, parameters } = comparison(plan);
  const [row] = readRows(await database.query(text, parameters, options));
  const figure = (name: string) => Number(row?.[name] ?? 0);
  const [missing, extra, differing] = [figure('missing'), figure('extra'), figure('differing')];
  const agrees = missing + extra + differing === 0;
  const way = t(plan.audit.way);
  return {
    agrees,
    detail: agrees
      ? t('metrics.audit.agrees', { n: figure('rows'), way })
      : t('metrics.audit.differs', { way, missing, extra, differing }),
  };
}

/** One row: rows compared, rows that only the second way has, that only the first has, and that differ. */
function comparison({ relation, columns, audit }: MetricPlan): Sql {
  const query = audit.query;
  const same = ['one', ...audit.key]
    .map((key) => `a."${key}" IS NOT DISTINCT FROM b."${key}"`)
    .join(' AND ');
  const differ = audit.compare.map((name) => difference(name, columns)).join(' OR ');
  const second = sql`${query.sql}`;
  const text = sql`SELECT CAST(count(*) AS DOUBLE) AS rows,
      CAST(count(*) FILTER (a.one IS NULL) AS DOUBLE) AS missing,
      CAST(count(*) FILTER (b.one IS NULL) AS DOUBLE) AS extra,
      CAST(count(*) FILTER (a.one IS NOT NULL AND b.one IS NOT NULL AND (${differ})) AS DOUBLE) AS differing
    FROM (SELECT *, 1 AS one FROM ${relation}) a
    FULL JOIN (SELECT *, 1 AS one FROM (${second})) b ON ${same}`;
  return new Sql(text.sql, query.parameters);
}

/** Ratios may differ in the last bits, since sums add up in another order. */
function difference(name: string, columns: readonly PlanColumn[]): string {
  const [a, b] = [`a."${name}"`, `b."${name}"`];
  const distinct = `${a} IS DISTINCT FROM ${b}`;
  if (columns.find((column) => column.name === name)?.type !== 'number') return distinct;
  return `(${distinct} AND coalesce(abs(${a} - ${b}) > 1e-9 * greatest(1, abs(${a})), true))`;
}
