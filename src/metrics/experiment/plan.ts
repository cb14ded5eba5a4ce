import type { DatasetContext } from '../../warehouse/types.ts';
import { relationName } from '../relation.ts';
import { bind, type Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, MetricPlan, ModelColumn, ModelStage, PlanColumn } from '../types.ts';
import { auditOf } from './audit.ts';
import type { ExperimentParameters } from './parameters.ts';
import { inBoth, unitsStage } from './units.ts';

/** Below it the units are not shared out as planned, and no test of the results can be trusted. */
export const RATIO_ALPHA = 0.01;

/** Names by which a control is known where none is chosen, in small letters; else the first variant by name is it. */
const CONTROLS = [
  'ctrl',
  'baseline',
  'a',
  'old',
  ...inBoth('experiment.word.control'),
  ...inBoth('experiment.word.control_group'),
];

const estimate = (name: string) => [name, `${name}_low`, `${name}_high`];

/** What the model tells of every variant. */
const TOLD = {
  always: ['planned'],
  converts: [
    'conversion_low',
    'conversion_high',
    ...estimate('conversion_difference'),
    ...estimate('conversion_uplift'),
    'z',
    'p',
    'p_corrected',
    'power',
    'conversion_detectable',
  ],
  valued: [
    'mean_low',
    'mean_high',
    ...estimate('value_difference'),
    ...estimate('value_uplift'),
    't',
    'degrees',
    'value_p',
    'value_p_corrected',
  ],
  planned: ['power', 'value_detectable'],
} as const;

const toldOf = ({ converts, valued }: ExperimentParameters): readonly string[] => [
  ...TOLD.always,
  ...(converts ? TOLD.converts : []),
  ...(valued ? TOLD.valued : []),
  ...(converts ? [] : TOLD.planned),
];

interface Names {
  readonly units: string;
  readonly variants: string;
  readonly tests: string;
  readonly ratio: string;
  readonly planner: string;
  readonly curve: string;
}

export function planOf(parameters: ExperimentParameters, context: DatasetContext): MetricPlan {
  const relation = relationName('experiment', parameters, context);
  const name = (table: string) => `${relation}_${table}`;
  const names: Names = {
    units: name('units'),
    variants: name('variants'),
    tests: name('tests'),
    ratio: name('ratio'),
    planner: name('planner'),
    curve: name('curve'),
  };
  return {
    kind: 'experiment',
    relation,
    stages: [
      unitsStage(names.units, parameters, context),
      { table: names.variants, query: variantsOf(names.units, parameters) },
      testing(names, parameters),
    ],
    query: rowsOf(names, parameters),
    columns: columnsOf(parameters),
    facts: factsOf(names, parameters),
    known: {
      alpha: parameters.alpha,
      correction: parameters.correction,
      looks: parameters.looks,
      ratio_alpha: RATIO_ALPHA,
    },
    audit: auditOf(relation, parameters, context),
  };
}

/** A row a variant, the control first: sums that all tests stand on. */
function variantsOf(units: string, { control }: ExperimentParameters): Sql {
  const known = CONTROLS.map((word) => `'${word}'`).join(', ');
  const first = sql`CASE WHEN variant = ${bind(control)} THEN 0
    WHEN lower(variant) IN (${known}) THEN 1 ELSE 2 END`;
  return sql`SELECT row_number() OVER (ORDER BY ${first}, variant) AS number, *
    FROM (SELECT variant, count(*) AS units, CAST(sum(outcome) AS BIGINT) AS conversions, count(value) AS valued,
        avg(value) AS mean, var_samp(value) AS variance
      FROM ${units} WHERE state = 'ok' GROUP BY variant)`;
}

const doubles = (names: readonly string[]): Record<string, ModelColumn> =>
  Object.fromEntries(names.map((name) => [name, 'DOUBLE' as const]));

function testing(names: Names, parameters: ExperimentParameters): ModelStage {
  const { alpha, correction, looks, split, baseline, effect, effect_is, power } = parameters;
  const { converts, mean, deviation } = parameters;
  const figures = ['units', 'conversions', 'valued', 'mean', 'variance']
    .map((figure) => `CAST(${figure} AS DOUBLE) AS ${figure}`)
    .join(', ');
  return {
    model: 'experiment',
    inputs: { variants: sql`SELECT ${figures} FROM ${names.variants} ORDER BY number` },
    options: {
      alpha,
      correction,
      looks,
      split,
      plans: converts ? 'rates' : 'values',
      baseline,
      mean,
      deviation,
      effect,
      relative: effect_is === 'relative',
      power,
    },
    outputs: [
      {
        name: 'tests',
        table: names.tests,
        columns: { number: 'INTEGER', ...doubles(toldOf(parameters)) },
      },
      {
        name: 'ratio',
        table: names.ratio,
        columns: doubles(['chi_square', 'degrees', 'p']),
      },
      {
        name: 'planner',
        table: names.planner,
        columns: doubles(['baseline', 'deviation', 'effect', 'alpha', 'units']),
      },
      { name: 'curve', table: names.curve, columns: doubles(['units', 'power']) },
    ],
  };
}

function rowsOf(names: Names, parameters: ExperimentParameters): Sql {
  const { converts, valued } = parameters;
  return sql`SELECT variant, number = 1 AS control, units, units / sum(units) OVER () AS share
      ${converts ? ', conversions, conversions / CAST(units AS DOUBLE) AS conversion' : ''}
      ${valued ? ', valued, mean AS mean_value, sqrt(variance) AS deviation' : ''},
      ${toldOf(parameters).join(', ')}
    FROM ${names.variants} JOIN ${names.tests} USING (number) ORDER BY number`;
}

function columnsOf({ converts, valued }: ExperimentParameters): readonly PlanColumn[] {
  const numbers = (names: readonly string[]): PlanColumn[] =>
    names.map((name) => ({ name, type: 'number' }));
  return [
    { name: 'variant', type: 'text' },
    { name: 'control', type: 'flag' },
    { name: 'units', type: 'count' },
    ...numbers(['share', 'planned']),
    ...(converts
      ? ([
          { name: 'conversions', type: 'count' },
          ...numbers(['conversion', ...TOLD.converts]),
        ] as const)
      : []),
    ...(valued
      ? ([
          { name: 'valued', type: 'count' },
          ...numbers(['mean_value', 'deviation', ...TOLD.valued]),
        ] as const)
      : []),
    ...numbers(converts ? [] : TOLD.planned),
  ];
}

function factsOf(names: Names, { converts }: ExperimentParameters): readonly FactQuery[] {
  const count = (name: string): PlanColumn => ({ name, type: 'count' });
  const number = (name: string): PlanColumn => ({ name, type: 'number' });
  const states = ['mixed', 'no_variant', 'unread'];
  const from = converts ? 'baseline' : 'mean';
  const left = states.map((state) => `count(*) FILTER (state = '${state}') AS ${state}`).join(', ');
  return [
    {
      columns: [count('units'), ...states.map(count)],
      query: sql`SELECT count(*) FILTER (state = 'ok') AS units, ${left} FROM ${names.units}`,
    },
    {
      columns: [count('variants'), { name: 'control', type: 'text' }],
      query: sql`SELECT count(*) AS variants, max(variant) FILTER (number = 1) AS control FROM ${names.variants}`,
    },
    {
      columns: [number('ratio_chi_square'), number('ratio_degrees'), number('ratio_p')],
      query: sql`SELECT chi_square AS ratio_chi_square, degrees AS ratio_degrees, p AS ratio_p FROM ${names.ratio}`,
    },
    {
      columns: [from, ...(converts ? [] : ['deviation']), 'effect', 'alpha', 'units'].map((name) =>
        number(`planner_${name}`),
      ),
      query: sql`SELECT baseline AS planner_${from}, deviation AS planner_deviation, effect AS planner_effect,
          alpha AS planner_alpha, units AS planner_units FROM ${names.planner}`,
    },
    {
      name: 'power_curve',
      columns: [count('units'), number('power')],
      query: sql`SELECT units, power FROM ${names.curve} ORDER BY units`,
    },
  ];
}
