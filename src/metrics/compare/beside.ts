import { renamed } from '../renamed.ts';
import { Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, MetricPlan, PlanColumn, Query } from '../types.ts';
import type { Comparison } from './comparison.ts';

/** How the days of two periods are laid over one another: by days between them, or one after the other. */
export type Fit = { readonly days: number } | 'order';

/** Name of the column that holds the earlier period's figure. */
export const beforeColumn = (name: string): string => `${name}_before`;

interface Beside extends Pick<Comparison<never>, 'texts' | 'facts'> {
  readonly fit: Fit;
  /** All rows of both periods are listed. */
  readonly whole: boolean;
}

/**
 * One plan of two over different periods: the rows of `now`, in their order, each with the figures of the row of
 * `before` that has the same key (`pv_before`, …), NULL where there is none. Its facts are those of both, the earlier
 * ones under `before_…`; `only_before` counts rows that the earlier period alone has, where both are `whole`. `now` is
 * named `relation` already.
 */
export function beside(
  now: MetricPlan,
  before: MetricPlan,
  relation: string,
  { fit, whole, texts = [], facts = () => [] }: Beside,
): MetricPlan {
  const [rows, earlier] = [`${relation}_rows`, `${relation}_before`];
  const [a, b] = [now, renamed(before, earlier)];
  const { key } = now.audit;
  const more: readonly PlanColumn[] = now.columns
    .filter(
      ({ name, type }) =>
        !key.includes(name) && (type === 'count' || type === 'number' || texts.includes(name)),
    )
    .map(({ name, type }) => ({ name: beforeColumn(name), type }));
  const besides = more.map(({ name }) => name.slice(0, -'_before'.length));
  const checked = now.audit.compare.filter((name) => besides.includes(name));
  const joined = (first: string, second: string, names: readonly string[]) => {
    const figures = names.map((name) => `b."${name}" AS "${beforeColumn(name)}"`);
    return sql`SELECT a.* EXCLUDE (place), ${figures.join(', ')}
      FROM ${first} a LEFT JOIN ${second} b ON ${onKey(a, b, fit)}`;
  };
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
    query: sql`${joined(rows, earlier, besides)} ORDER BY a.place`,
    columns: [...now.columns, ...more],
    facts: [
      ...a.facts,
      ...b.facts.map(named),
      ...(whole
        ? [
            {
              columns: [{ name: 'only_before', type: 'count' } as const],
              query: sql`SELECT count(*) AS only_before FROM ${earlier} b
                WHERE NOT EXISTS (FROM ${rows} a WHERE ${onKey(a, b, fit)})`,
            },
          ]
        : []),
      ...facts({ rows, earlier }, a, b),
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
      query: joined(again, againBefore, checked),
      compare: [...now.audit.compare, ...checked.map(beforeColumn)],
    },
  };
}

/** Condition on rows `a` of the period and `b` of the earlier one. */
function onKey(now: MetricPlan, before: MetricPlan, fit: Fit): string {
  const { audit, columns, pair } = now;
  if (pair) return `${pair('a')} = ${(before.pair ?? pair)('b')}`;
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
