import { sql } from '../sql/fragment.ts';
import type { FactQuery, PlanColumn } from '../types.ts';
import type { LifetimeParameters } from './parameters.ts';
import type { Tables } from './plan.ts';

const number = (name: string): PlanColumn => ({ name, type: 'number' });
const count = (name: string): PlanColumn => ({ name, type: 'count' });

/** Parameters with their errors, how well they fit, and what is expected of all customers together. */
export function factsOf(
  relation: string,
  tables: Tables,
  { table }: LifetimeParameters,
  money: boolean,
): readonly FactQuery[] {
  const names = ['r', 'alpha', 'a', 'b', ...(money ? ['p', 'q', 'v'] : [])];
  const total = money
    ? ', sum(expected_value) AS total_value, sqrt(sum(value_sd * value_sd)) AS total_value_sd'
    : '';
  const measure = money ? 'expected_value' : 'expected_purchases';
  return [
    {
      columns: names.map(number),
      query: sql`SELECT ${names.map((name) => `max(value) FILTER (name = '${name}') AS ${name}`).join(', ')}
        FROM ${tables.parameters}`,
    },
    {
      columns: [
        count('customers'),
        count('repeaters'),
        ...(money ? [count('payers')] : []),
        number('log_likelihood'),
        ...(money ? [number('value_log_likelihood')] : []),
        { name: 'settled', type: 'flag' },
        ...(money ? [{ name: 'value_settled', type: 'flag' } as const] : []),
        number('chi_square'),
        number('chi_square_p'),
      ],
      query: sql`SELECT * REPLACE (settled = 1 AS settled, value_settled = 1 AS value_settled) FROM ${tables.summary}`,
    },
    {
      columns: [
        count('left_out'),
        number('total_purchases'),
        ...(money ? [number('total_value'), number('total_value_sd')] : []),
      ],
      query: sql`SELECT (SELECT count(*) FROM ${tables.customers} WHERE NOT sound) AS left_out,
          sum(expected_purchases) AS total_purchases ${total} FROM ${relation}`,
    },
    {
      name: 'parameters',
      columns: [
        { name: 'name', type: 'text' },
        number('value'),
        number('error'),
        number('low'),
        number('high'),
      ],
      query: sql`SELECT * FROM ${tables.parameters}`,
    },
    {
      name: 'frequencies',
      columns: [count('purchases'), count('observed'), number('expected')],
      query: sql`SELECT * FROM ${tables.frequencies} ORDER BY purchases`,
    },
    ...(table === null
      ? [
          {
            name: 'tracking',
            columns: [count('step'), count('observed'), number('expected')],
            query: sql`SELECT * FROM ${tables.tracking} ORDER BY step`,
          },
        ]
      : []),
    {
      name: 'tenths',
      columns: [
        count('tenth'),
        count('customers'),
        number('expected_purchases'),
        ...(money ? [number('expected_value')] : []),
        number('share'),
        number('p_alive'),
      ],
      query: sql`SELECT tenth, count(*) AS customers, sum(expected_purchases) AS expected_purchases
          ${money ? ', sum(expected_value) AS expected_value' : ''},
          sum(${measure}) / nullif(sum(sum(${measure})) OVER (), 0) AS share, avg(p_alive) AS p_alive
        FROM (SELECT *, ntile(10) OVER (ORDER BY ${measure} DESC NULLS LAST, customer_key) AS tenth FROM ${relation})
        GROUP BY tenth ORDER BY tenth`,
    },
  ];
}
