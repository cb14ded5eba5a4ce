import { renamed } from '../renamed.ts';
import { Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, MetricPlan, PlanColumn, Query } from '../types.ts';

/** How the days of two periods are laid over one another: by days between them, or one after the other. */
export type Fit = { readonly days: number } | 'order';

/** Name of the column that holds the earlier period's figure. */
export const beforeColumn = (name: string): string => `${name}_before`;

/**
 * One plan of two over different periods: the rows of `now`, in their order, each with the figures of the row of
 * `before` that has the same key (`pv_before`, …), NULL where there is none. Its facts are those of both, the earlier
 * ones under `before_…`; `only_before` counts rows that the earlier period alone has, where both are `whole`.
 */
export function beside(
  now: MetricPlan,
  before: MetricPlan,
  relation: string,
  fit: Fit,
  whole: boolean,
): MetricPlan {
  const [rows, earlier] = [`${relation}_rows`, `${relation}_before`];
  const [a, b] = [renamed(now, relation), renamed(before, earlier)];
  const { key } = now.audit;
  const more: readonly PlanColumn[] = now.columns
    .filter(({ name, type }) => !key.includes(name) && (type === 'count' || type === 'number'))
    .map(({ name, type }) => ({ name: beforeColumn(name), type }));
  const figures = more.map(({ name }) => `b."${name.slice(0, -'_before'.length)}" AS "${name}"`);
  const joined = (
    first: string,
    second: string,
  ) => sql`SELECT a.* EXCLUDE (place), ${figures.join(', ')}
    FROM ${first} a LEFT JOIN ${second} b ON ${onKey(now, fit)}`;
  const place = (query: Query) => inOrder(query, key, fit);
  const [again, againBefore] = [`${relation}_second`, `${relation}_second_before`];
  return {
    ...a,
    stages: [
      ...a.stages,
      { table: rows, query: place(a.query) },
      ...b.stages,
      { table: earlier, query: place(b.query) },
    ],
    query: sql`${joined(rows, earlier)} ORDER BY a.place`,
    columns: [...now.columns, ...more],
    facts: [
      ...a.facts,
      ...b.facts.map(named),
      ...(whole
        ? [
            {
              columns: [{ name: 'only_before', type: 'count' } as const],
              query: sql`SELECT count(*) AS only_before FROM ${earlier} b
                WHERE NOT EXISTS (FROM ${rows} a WHERE ${onKey(now, fit)})`,
            },
          ]
        : []),
    ],
    ...(a.early && {
      early: { ...a.early, pending: [...a.early.pending, ...more.map(({ name }) => name)] },
    }),
    audit: {
      ...a.audit,
      stages: [
        ...(a.audit.stages ?? []),
        { table: again, query: place(a.audit.query) },
        ...(b.audit.stages ?? []),
        { table: againBefore, query: place(b.audit.query) },
      ],
      query: joined(again, againBefore),
      compare: [
        ...now.audit.compare,
        ...now.audit.compare
          .map(beforeColumn)
          .filter((name) => more.some((one) => one.name === name)),
      ],
    },
  };
}

/** Condition on rows `a` of the period and `b` of the earlier one. */
function onKey({ audit, columns, pair }: MetricPlan, fit: Fit): string {
  if (pair) return `${pair('a')} = ${pair('b')}`;
  const parts = audit.key.map((name) => {
    const isDay = columns.find((column) => column.name === name)?.type === 'day';
    if (!isDay) return `a."${name}" IS NOT DISTINCT FROM b."${name}"`;
    return fit === 'order' ? 'a.place = b.place' : `a."${name}" = b."${name}" + ${fit.days}`;
  });
  return parts.join(' AND ') || 'true';
}

/** With its place among the rows: of those by week or month by their days, which the second way need not keep in order. */
function inOrder(query: Query, key: readonly string[], fit: Fit): Sql {
  const order = fit === 'order' ? `ORDER BY ${key.map((name) => `"${name}"`).join(', ')}` : '';
  const text = sql`SELECT *, row_number() OVER (${order}) AS place FROM (${query.sql})`;
  return new Sql(text.sql, query.parameters);
}

function named(fact: FactQuery): FactQuery {
  if (fact.name !== undefined) return { ...fact, name: `before_${fact.name}` };
  const list = fact.columns.map(({ name }) => `"${name}" AS "before_${name}"`).join(', ');
  const text = sql`SELECT ${list} FROM (${fact.query.sql})`;
  return {
    columns: fact.columns.map((column) => ({ ...column, name: `before_${column.name}` })),
    query: new Sql(text.sql, fact.query.parameters),
  };
}
