import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { relationName } from '../relation.ts';
import { lastDay } from '../retention/facts.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type {
  AuditPlan,
  FactQuery,
  MetricPlan,
  ModelColumn,
  ModelStage,
  PlanColumn,
} from '../types.ts';
import { type Feature, featuresOf, scaled } from './features.ts';
import type { PredictionParameters, Window } from './parameters.ts';
import { buyersAfter, fromEvents, fromLayers, type Sources, usersQuery } from './users.ts';

const doubles = (names: readonly string[]): Record<string, ModelColumn> =>
  Object.fromEntries(names.map((name) => [name, 'DOUBLE' as const]));

/** What the model tells, by table. */
const OUTPUTS: Readonly<Record<string, Readonly<Record<string, ModelColumn>>>> = {
  scores: { user_key: 'BIGINT', probability: 'DOUBLE' },
  coefficients: {
    number: 'INTEGER',
    feature: 'VARCHAR',
    ...doubles(['coefficient', 'standard_error', 'mean', 'deviation']),
  },
  fit: {
    outcome: 'VARCHAR',
    ...doubles(['users_train', 'buyers_train', 'users_test', 'buyers_test', 'steps']),
    ...doubles(['auc', 'auc_error', 'brier', 'brier_base', 'log_loss', 'top_decile']),
  },
  roc: doubles(['false_positive', 'true_positive', 'threshold']),
  calibration: {
    decile: 'INTEGER',
    ...doubles(['users', 'buyers', 'predicted', 'observed']),
  },
  histogram: doubles(['from', 'to', 'users']),
};

export function planOf(parameters: PredictionParameters, context: DatasetContext): MetricPlan {
  const relation = relationName('prediction', parameters, context);
  const features = featuresOf(parameters, context);
  const users = `${relation}_users`;
  const sources = fromLayers(parameters, context);
  return {
    kind: 'prediction',
    relation,
    stages: [
      { table: users, query: usersQuery(parameters.score, sources, parameters, context) },
      model(relation, users, sources, parameters, context, {
        solver: 'newton',
        outputs: Object.keys(OUTPUTS),
      }),
    ],
    query: sql`SELECT ${identified(context)}, probability, ${names(features)}, user_key
      FROM ${users} JOIN ${relation}_scores USING (user_key) ${dictionary(context)}
      ORDER BY probability DESC, user_key`,
    columns: [
      { name: 'user_id', type: 'id' },
      { name: 'probability', type: 'number' },
      ...features.map(({ name, type }): PlanColumn => ({ name, type })),
    ],
    facts: [...factsOf(relation), ...lastDay(context, parameters.score.cut)],
    known: {
      days: parameters.days,
      history: parameters.history,
      ridge: parameters.ridge,
      train_cut: parameters.train.cut,
      test_cut: parameters.test.cut,
      score_cut: parameters.score.cut,
    },
    audit: auditOf(relation, features, parameters, context),
  };
}

const names = (features: readonly Feature[]): string => features.map(({ name }) => name).join(', ');

const textual = (context: DatasetContext) => context.textual.includes('user_id');
const identified = (context: DatasetContext): string =>
  textual(context) ? 'user_id' : 'user_key AS user_id';
const dictionary = (context: DatasetContext): string =>
  textual(context) ? `LEFT JOIN ${DICTIONARY.user_id} USING (user_key)` : '';

interface How {
  readonly solver: 'newton' | 'conjugate';
  readonly outputs: readonly string[];
}

function model(
  prefix: string,
  users: string,
  sources: Sources,
  parameters: PredictionParameters,
  context: DatasetContext,
  { solver, outputs }: How,
): ModelStage {
  const features = featuresOf(parameters, context);
  const columns = features.map((feature) => `${scaled(feature)} AS ${feature.name}`).join(', ');
  const labelled = (window: Window): Sql =>
    sql`SELECT ${columns}, CASE WHEN b.user_key IS NULL THEN 0.0::DOUBLE ELSE 1.0::DOUBLE END AS label
      FROM (${usersQuery(window, sources, parameters, context)}) u
      LEFT JOIN (${buyersAfter(window.cut, sources, parameters.days)}) b ON b.user_key = u.user_key`;
  return {
    model: 'logistic',
    inputs: {
      train: labelled(parameters.train),
      test: labelled(parameters.test),
      score: sql`SELECT user_key, ${columns} FROM ${users}`,
    },
    options: { features: features.map(({ name }) => name), ridge: parameters.ridge, solver },
    outputs: outputs.map((name) => ({
      name,
      table: `${prefix}_${name}`,
      columns: OUTPUTS[name] ?? {},
    })),
  };
}

function factsOf(relation: string): readonly FactQuery[] {
  const list = (name: string, text: readonly string[], order: string): FactQuery => {
    const columns = Object.entries(OUTPUTS[name] ?? {});
    return {
      name,
      columns: columns.map(([column]) => ({
        name: column,
        type: text.includes(column) ? 'text' : 'number',
      })),
      query: sql`SELECT ${columns.map(([column]) => `"${column}"`).join(', ')}
        FROM ${relation}_${name} ORDER BY ${order}`,
    };
  };
  const fit = Object.keys(OUTPUTS.fit ?? {});
  return [
    {
      columns: fit.map((name) => ({ name, type: name === 'outcome' ? 'text' : 'number' })),
      query: sql`SELECT ${fit.join(', ')} FROM ${relation}_fit`,
    },
    {
      columns: [
        { name: 'users', type: 'count' },
        { name: 'expected_buyers', type: 'number' },
      ],
      query: sql`SELECT count(*) AS users, coalesce(sum(probability), 0) AS expected_buyers FROM ${relation}`,
    },
    list('coefficients', ['feature'], 'number'),
    list('roc', [], 'false_positive, true_positive'),
    list('calibration', [], 'decile'),
    list('histogram', [], '"from"'),
  ];
}

/** Features from single events, weights by another method, and each probability by its formula in SQL. */
function auditOf(
  relation: string,
  features: readonly Feature[],
  parameters: PredictionParameters,
  context: DatasetContext,
): AuditPlan {
  const prefix = `${relation}_again`;
  const users = `${prefix}_users`;
  const sources = fromEvents(parameters, context);
  const weight = (name: string) =>
    `max(CASE WHEN deviation = 0 THEN 0 ELSE coefficient / deviation END) FILTER (feature = '${name}') AS "w ${name}",
     max(mean) FILTER (feature = '${name}') AS "m ${name}"`;
  const score = features
    .map((feature) => `"w ${feature.name}" * (${scaled(feature)} - "m ${feature.name}")`)
    .join(' + ');
  return {
    stages: [
      { table: users, query: usersQuery(parameters.score, sources, parameters, context) },
      model(prefix, users, sources, parameters, context, {
        solver: 'conjugate',
        outputs: ['coefficients'],
      }),
    ],
    query: sql`SELECT user_key, ${names(features)}, 1 / (1 + exp(-(intercept + ${score}))) AS probability
      FROM ${users}, (SELECT max(coefficient) FILTER (feature = 'intercept') AS intercept,
        ${features.map(({ name }) => weight(name)).join(', ')}, count(*) AS fitted FROM ${prefix}_coefficients)
      WHERE fitted > 0`,
    key: ['user_key'],
    compare: ['probability', ...features.map(({ name }) => name)],
    way: 'prediction.audit',
  };
}
