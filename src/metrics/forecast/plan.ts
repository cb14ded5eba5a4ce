import type { DatasetContext } from '../../warehouse/types.ts';
import { relationName } from '../relation.ts';
import { cutFrom } from '../series/clock.ts';
import { moment, sourceOf } from '../series/source.ts';
import { calendarSql, timingOf } from '../series/timing.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, MetricPlan, ModelStage, PlanColumn } from '../types.ts';
import { again, STATES } from './again.ts';
import { ERRORS, errors } from './errors.ts';
import type { ForecastParameters } from './index.ts';
import { VERDICT } from './verdict.ts';

const PARTS = ['trend', 'season_1', 'season_2', 'season_3', 'remainder'] as const;
const TOLD = ['forecast', 'lower', 'upper', 'inner_lower', 'inner_upper', 'naive'] as const;

/** Name of each kind of period; see `PERIOD` of the model. */
const KINDS = `CASE period WHEN 0 THEN 'observed' WHEN 1 THEN 'missing' WHEN 2 THEN 'cut' ELSE 'coming' END`;

export function planOf(parameters: ForecastParameters, context: DatasetContext): MetricPlan {
  const relation = relationName('forecast', parameters, context);
  const source = sourceOf(parameters, context, relation);
  const model = modelOf(parameters, context, relation, source.rows);
  const [points, tried, , summary] = model.outputs.map(({ table }) => table) as [
    string,
    string,
    string,
    string,
  ];
  const { events, daily, columns: first } = timingOf(parameters, points);
  const at = moment('time', daily);
  const columns: readonly PlanColumn[] = [
    ...first,
    { name: 'period', type: 'text' },
    ...['value', ...TOLD, ...PARTS].map((name): PlanColumn => ({ name, type: 'number' })),
  ];
  return {
    kind: 'forecast',
    relation,
    stages: [...source.stages, model],
    // `n` numbers the periods of a series; `known` is the last that was learned from.
    query: sql`SELECT n.name AS series, p.series AS number, ${at} AS time, p.time AS seconds,
        ${calendarSql('p.time')},
        ${KINDS} AS period, value, ${[...TOLD, ...PARTS].join(', ')}, log, s.benchmark, ${ERRORS.map((name) => `e.${name}`).join(', ')},
        row_number() OVER (PARTITION BY p.series ORDER BY p.time) AS n,
        count(*) FILTER (period < 2) OVER (PARTITION BY p.series) AS known
      FROM ${points} p JOIN ${source.names} n USING (series) JOIN ${summary} s USING (series)
      LEFT JOIN (SELECT series, ${errors} FROM ${tried} GROUP BY series) e USING (series)
      ORDER BY p.series, p.time`,
    columns,
    facts: [...source.facts, ...facts(parameters, { points, tried, summary }, source.names, daily)],
    known: {
      measure: events ? parameters.measure : parameters.value,
      by: events ? parameters.by : null,
      level: parameters.level,
      inner_level: parameters.inner_level,
    },
    audit: again(parameters, context, relation, source, model),
  };
}

function modelOf(
  parameters: ForecastParameters,
  context: DatasetContext,
  relation: string,
  rows: Sql,
): ModelStage {
  const { table, by, horizon, level, inner_level, method, transform, seasons, gather } = parameters;
  const step = table === null ? { unit: 'second', size: by === 'day' ? 86_400 : 3600 } : null;
  const doubles = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, 'DOUBLE' as const]));
  return {
    model: 'forecast',
    inputs: { series: rows },
    options: {
      step,
      gather,
      horizon,
      level: Math.max(level, inner_level) / 100,
      inner: Math.min(level, inner_level) / 100,
      method,
      transform,
      seasons,
      cutFrom: cutFrom(parameters, context),
      floor: table === null,
    },
    outputs: [
      {
        name: 'points',
        table: `${relation}_points`,
        columns: {
          series: 'BIGINT',
          period: 'INTEGER',
          ...doubles(['time', 'value', ...TOLD, ...PARTS, 'log']),
        },
      },
      {
        name: 'tried',
        table: `${relation}_tried`,
        columns: {
          series: 'BIGINT',
          step: 'INTEGER',
          ...doubles(['origin', 'time', 'actual', 'forecast', 'naive', 'lower', 'upper', 'scale']),
        },
      },
      {
        name: 'told',
        table: `${relation}_told`,
        columns: {
          series: 'BIGINT',
          known: 'INTEGER',
          method: 'VARCHAR',
          transform: 'VARCHAR',
          ...doubles(['spread', ...STATES]),
        },
      },
      {
        name: 'summary',
        table: `${relation}_summary`,
        columns: {
          series: 'BIGINT',
          step_unit: 'VARCHAR',
          seasons: 'VARCHAR',
          method: 'VARCHAR',
          transform: 'VARCHAR',
          ...Object.fromEntries(
            ['periods', 'known', 'missing', 'horizon', 'benchmark', 'origins'].map((name) => [
              name,
              'INTEGER' as const,
            ]),
          ),
          ...doubles([
            'start',
            'known_until',
            'step_size',
            'widening',
            'spread',
            ...STATES,
            ...ERRORS,
          ]),
        },
      },
    ],
  };
}

function facts(
  { series }: ForecastParameters,
  { points, tried, summary }: Readonly<Record<'points' | 'tried' | 'summary', string>>,
  names: string,
  daily: string,
): readonly FactQuery[] {
  const number = (name: string): PlanColumn => ({ name, type: 'number' });
  const count = (name: string): PlanColumn => ({ name, type: 'count' });
  const text = (name: string): PlanColumn => ({ name, type: 'text' });
  const own: readonly PlanColumn[] = [
    count('periods'),
    count('known'),
    count('missing'),
    text('step_unit'),
    number('step_size'),
    text('seasons'),
    count('horizon'),
    text('method'),
    text('transform'),
    count('benchmark'),
    number('widening'),
    count('origins'),
    text('known_until'),
    ...ERRORS.map(number),
    count('tried'),
    text('verdict'),
  ];
  const summaries = sql`SELECT name AS series, series AS number, * EXCLUDE (name, series, known_until, ${ERRORS.join(', ')}), ${moment('known_until', daily)} AS known_until,
      ${ERRORS.map((name) => `e.${name}`).join(', ')}, ${VERDICT} AS verdict
    FROM ${summary} s JOIN ${names} USING (series)
    LEFT JOIN (SELECT series AS of_series, ${errors} FROM ${tried} GROUP BY series) e ON e.of_series = series ORDER BY number`;
  const backtest = sql`SELECT name AS series, series AS number, step, ${errors}
    FROM ${tried} JOIN ${names} USING (series) GROUP BY name, series, step ORDER BY number, step`;
  const tests = sql`SELECT name AS series, series AS number, ${moment('origin', daily)} AS origin, ${moment('time', daily)} AS time, step, actual, forecast, naive, lower, upper
    FROM ${tried} JOIN ${names} USING (series) ORDER BY number, origin, step`;
  const beside = series === null ? [] : [text('series')];
  return [
    { columns: own, query: sql`SELECT * FROM (${summaries}) ORDER BY number LIMIT 1` },
    {
      columns: [{ name: 'daily', type: 'flag' }],
      query: sql`SELECT ${daily} AS daily FROM (SELECT count(*) FROM ${points})`,
    },
    ...(series === null
      ? []
      : [{ name: 'summaries', columns: [...beside, ...own], query: summaries }]),
    {
      name: 'backtest',
      columns: [...beside, count('step'), count('tried'), ...ERRORS.map(number)],
      query: backtest,
    },
    {
      name: 'tests',
      columns: [
        ...beside,
        text('origin'),
        text('time'),
        count('step'),
        ...['actual', 'forecast', 'naive', 'lower', 'upper'].map(number),
      ],
      query: tests,
    },
  ];
}
