import type { Database, QueryOptions } from '../engine/types.ts';
import { t } from '../i18n/index.ts';
import { Sql, sql } from './sql/fragment.ts';
import type { Audit, MetricPlan, PlanColumn, Stage } from './types.ts';

type Staged = <T>(
  database: Database,
  stages: readonly Stage[],
  options: QueryOptions,
  work: () => Promise<T>,
) => Promise<T>;

/** Compares the plan's relation, which stands, with its second way; `staged` makes and drops tables. */
export async function compared(
  database: Database,
  plan: MetricPlan,
  staged: Staged,
  options: QueryOptions,
): Promise<Audit> {
  const { stages = [] } = plan.audit;
  return staged(database, stages, options, async () => {
    const { sql: text, parameters } = comparison(plan);
    const table = await database.query(text, parameters, options);
    const figure = (name: string) => Number(table.getChild(name)?.get(0) ?? 0);
    const [rows, missing, extra, differing] = ['rows', 'missing', 'extra', 'differing'].map(
      figure,
    ) as [number, number, number, number];
    const agrees = missing + extra + differing === 0;
    const way = t(plan.audit.way);
    return {
      agrees,
      detail: agrees
        ? t('metrics.audit.agrees', { n: rows, way })
        : t('metrics.audit.differs', { way, missing, extra, differing }),
    };
  });
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
