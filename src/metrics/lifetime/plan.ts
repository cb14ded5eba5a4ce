import type { DatasetContext } from '../../warehouse/types.ts';
import { relationName } from '../relation.ts';
import { withUserId } from '../rfm/scores.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { AuditPlan, MetricPlan, ModelStage, PlanColumn, Stage } from '../types.ts';
import {
  customersOfDays,
  customersOfTable,
  purchaseDays,
  purchaseDaysOfEvents,
  valued,
} from './customers.ts';
import { factsOf } from './facts.ts';
import type { LifetimeParameters } from './parameters.ts';

const number = (name: string): PlanColumn => ({ name, type: 'number' });

/** Tables of a plan. */
export interface Tables {
  readonly days: string;
  readonly customers: string;
  readonly expected: string;
  readonly parameters: string;
  readonly frequencies: string;
  readonly tracking: string;
  readonly summary: string;
}

/** Weeks of data up to which purchases are tracked by the day. */
const SHORT_WEEKS = 8;

const step = ({ table }: LifetimeParameters, { from, to }: DatasetContext): number => {
  if (table !== null || from === null || to === null) return 1;
  const weeks = (Date.parse(to) - Date.parse(from)) / (7 * 86_400_000);
  return weeks <= SHORT_WEEKS ? 1 / 7 : 1;
};

export function planOf(parameters: LifetimeParameters, context: DatasetContext): MetricPlan {
  const relation = relationName('lifetime_value', parameters, context);
  const table = (name: string) => `${relation}_${name}`;
  const tables: Tables = {
    days: table('days'),
    customers: table('customers'),
    expected: table('expected'),
    parameters: table('parameters'),
    frequencies: table('frequencies'),
    tracking: table('tracking'),
    summary: table('summary'),
  };
  const money = valued(parameters, context);
  const options = {
    horizon: parameters.horizon,
    level: parameters.level,
    step: step(parameters, context),
  };
  const key: PlanColumn =
    parameters.table === null
      ? { name: 'user_id', type: 'id' }
      : { name: 'customer', type: 'text' };
  const columns: readonly PlanColumn[] = [
    key,
    { name: 'x', type: 'count' },
    number('t_x'),
    number('T'),
    ...(money ? [number('value')] : []),
    number('p_alive'),
    number('expected_purchases'),
    { name: 'purchases_low', type: 'count' },
    { name: 'purchases_high', type: 'count' },
    ...(money ? [number('expected_spend'), number('expected_value'), number('value_sd')] : []),
  ];
  const order = money ? 'expected_value DESC NULLS LAST, ' : '';
  return {
    kind: 'lifetime_value',
    relation,
    stages: [
      ...customerStages(tables, parameters, purchaseDays(parameters, context)),
      modelStage(tables, parameters, options, money),
    ],
    query: sql`SELECT ${named(parameters, context, rowsOf(tables.customers, tables.expected))}
      ORDER BY ${order}expected_purchases DESC NULLS LAST, ${key.name}`,
    columns,
    facts: factsOf(relation, tables, parameters, money),
    known: {
      horizon: parameters.horizon,
      level: parameters.level,
      step: options.step,
      monetary: money,
      ...(parameters.table === null ? { reference: parameters.reference } : {}),
    },
    audit: auditOf(relation, parameters, context, options, money, columns),
  };
}

function customerStages(
  { days, customers }: Pick<Tables, 'days' | 'customers'>,
  parameters: LifetimeParameters,
  dayRows: Sql,
): Stage[] {
  return parameters.table === null
    ? [
        { table: days, query: dayRows },
        {
          table: customers,
          query: sql`SELECT *, true AS sound FROM (${customersOfDays(sql`${days}`, parameters)})`,
        },
      ]
    : [{ table: customers, query: customersOfTable(parameters) }];
}

const histories = (customers: string, money: boolean): Sql =>
  sql`SELECT customer_key, x, CAST(t_x AS DOUBLE) AS t_x, CAST(age AS DOUBLE) AS age
      ${money ? ', value' : ''} FROM ${customers} WHERE sound ORDER BY customer_key`;

function modelStage(
  tables: Tables,
  { table }: LifetimeParameters,
  options: ModelStage['options'],
  money: boolean,
): ModelStage {
  const first = `(SELECT min(first_day) AS day FROM ${tables.customers})`;
  return {
    model: 'lifetime',
    inputs: {
      customers: histories(tables.customers, money),
      ...(table === null && {
        repeats: sql`SELECT (d.day - f.day) / 7 AS moment, CAST(count(*) AS DOUBLE) AS purchases
          FROM ${tables.days} d JOIN ${tables.customers} c USING (customer_key), ${first} f
          WHERE d.day > c.first_day GROUP BY d.day, f.day ORDER BY d.day`,
      }),
    },
    options,
    outputs: [
      {
        name: 'customers',
        table: tables.expected,
        columns: {
          customer_key: 'BIGINT',
          p_alive: 'DOUBLE',
          expected_purchases: 'DOUBLE',
          purchases_low: 'DOUBLE',
          purchases_high: 'DOUBLE',
          expected_spend: 'DOUBLE',
          expected_value: 'DOUBLE',
          value_sd: 'DOUBLE',
        },
      },
      {
        name: 'parameters',
        table: tables.parameters,
        columns: {
          name: 'VARCHAR',
          value: 'DOUBLE',
          error: 'DOUBLE',
          low: 'DOUBLE',
          high: 'DOUBLE',
        },
      },
      {
        name: 'frequencies',
        table: tables.frequencies,
        columns: { purchases: 'INTEGER', observed: 'DOUBLE', expected: 'DOUBLE' },
      },
      {
        name: 'tracking',
        table: tables.tracking,
        columns: { step: 'INTEGER', observed: 'DOUBLE', expected: 'DOUBLE' },
      },
      {
        name: 'summary',
        table: tables.summary,
        columns: {
          customers: 'INTEGER',
          repeaters: 'INTEGER',
          payers: 'INTEGER',
          log_likelihood: 'DOUBLE',
          value_log_likelihood: 'DOUBLE',
          settled: 'INTEGER',
          value_settled: 'INTEGER',
          chi_square: 'DOUBLE',
          chi_square_p: 'DOUBLE',
          histories: 'INTEGER',
        },
      },
    ],
  };
}

/** Columns of a row beside its name. */
const rowsOf = (customers: string, expected: string): Sql =>
  sql`(SELECT c.*, e.* EXCLUDE (customer_key), CAST(c.age AS DOUBLE) AS T
    FROM ${customers} c JOIN ${expected} e USING (customer_key))`;

/** `* FROM rows`, with the customer's name. */
const named = ({ table }: LifetimeParameters, context: DatasetContext, rows: Sql): Sql =>
  table === null
    ? sql`* FROM ${withUserId(sql`(SELECT *, customer_key AS user_key FROM ${rows})`, context)}`
    : sql`* FROM ${rows}`;

/** Figures of the second way that are as near as two searches for the same peak come count as the first way's. */
const NEAR = 1e-3;

function auditOf(
  relation: string,
  parameters: LifetimeParameters,
  context: DatasetContext,
  options: ModelStage['options'],
  money: boolean,
  columns: readonly PlanColumn[],
): AuditPlan {
  const [days, customers, expected] = ['days', 'customers', 'expected'].map(
    (name) => `${relation}_again_${name}`,
  ) as [string, string, string];
  const key = columns[0]?.name ?? 'user_id';
  const modelled = [
    'p_alive',
    'expected_purchases',
    ...(money ? ['expected_spend', 'expected_value'] : []),
  ];
  const nearest = modelled.map(
    (name) =>
      `CASE WHEN abs(s.${name} - r.${name}) <= ${NEAR} * greatest(abs(r.${name}), 0.001) THEN r.${name} ELSE s.${name} END AS ${name}`,
  );
  const plain = ['x', 't_x', 'T', ...(money ? ['value'] : [])];
  return {
    stages: [
      ...customerStages({ days, customers }, parameters, purchaseDaysOfEvents(parameters, context)),
      {
        model: 'lifetime_second',
        inputs: { customers: histories(customers, money) },
        options,
        outputs: [
          {
            name: 'customers',
            table: expected,
            columns: {
              customer_key: 'BIGINT',
              p_alive: 'DOUBLE',
              expected_purchases: 'DOUBLE',
              expected_spend: 'DOUBLE',
              expected_value: 'DOUBLE',
            },
          },
        ],
      },
    ],
    query: sql`SELECT s.customer_key, s.${key}, ${plain.map((name) => `s.${name}`).join(', ')}, ${nearest.join(', ')}
      FROM (SELECT ${named(parameters, context, rowsOf(customers, expected))}) s
      LEFT JOIN ${relation} r USING (customer_key)`,
    key: ['customer_key'],
    compare: [key, ...plain, ...modelled],
    way: parameters.table === null ? 'lifetime.audit.events' : 'lifetime.audit.table',
  };
}
