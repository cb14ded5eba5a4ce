import type { DatasetContext } from '../../warehouse/types.ts';
import { relationName } from '../relation.ts';
import { cutFrom, skippedHours } from '../series/clock.ts';
import { moment, sourceOf } from '../series/source.ts';
import { calendarSql, timingOf } from '../series/timing.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, MetricPlan, ModelStage, PlanColumn } from '../types.ts';
import { again } from './again.ts';
import type { AnomalyParameters } from './index.ts';
import { segmentStages } from './segments.ts';

const FIGURES = ['observed', 'expected', 'lower', 'upper', 'score'] as const;
/** Pieces of the line that is drawn where there are more periods. */
const PIECES = 700;

export function planOf(parameters: AnomalyParameters, context: DatasetContext): MetricPlan {
  const relation = relationName('anomalies', parameters, context);
  const source = sourceOf(parameters, context, relation);
  const model = modelOf(parameters, context, relation, source.rows);
  const [points, found, summary] = model.outputs.map(({ table }) => table) as [
    string,
    string,
    string,
  ];
  const { events, daily, columns: first } = timingOf(parameters, points);
  const alerts = `${relation}_alerts`;
  const numbered = sql`SELECT row_number() OVER (ORDER BY series, first, last) AS id, * FROM ${found}`;
  const segments = events
    ? segmentStages(parameters, context, { points, alerts, summary }, relation)
    : null;
  const columns: readonly PlanColumn[] = [
    ...first,
    { name: 'kind', type: 'text' },
    { name: 'first', type: 'text' },
    { name: 'last', type: 'text' },
    { name: 'periods', type: 'count' },
    ...FIGURES.map((name): PlanColumn => ({ name, type: 'number' })),
    ...(segments
      ? ([
          { name: 'dimension', type: 'text' },
          { name: 'segment', type: 'text' },
          { name: 'explains', type: 'number' },
          { name: 'usual_share', type: 'number' },
        ] as const)
      : []),
  ];
  return {
    kind: 'anomalies',
    relation,
    stages: [
      ...source.stages,
      model,
      { table: alerts, query: numbered },
      ...(segments?.stages ?? []),
    ],
    query: sql`SELECT n.name AS series, a.series AS number, ${moment('a.time', daily)} AS time, a.time AS seconds, a.first AS first_seconds,
        ${calendarSql('a.time')}, a.kind,
        ${moment('a.first', daily)} AS first, ${moment('a.last', daily)} AS last, a.periods, ${FIGURES.map((name) => `a.${name}`).join(', ')}
        ${segments ? ', e.dimension, e.segment, e.explains, e.usual AS usual_share' : ''}
      FROM ${alerts} a JOIN ${source.names} n USING (series) ${segments ? `LEFT JOIN ${segments.explained} e USING (id)` : ''}
      ORDER BY a.series, a.first, a.last`,
    columns,
    facts: [
      ...source.facts,
      ...facts(parameters, { points, alerts, summary }, source.names, daily),
    ],
    known: {
      measure: events ? parameters.measure : parameters.value,
      by: events ? parameters.by : null,
      threshold: parameters.threshold,
    },
    audit: again(parameters, context, relation, source, model),
  };
}

function modelOf(
  { table, by, threshold, transform, seasons, gather, ...rest }: AnomalyParameters,
  context: DatasetContext,
  relation: string,
  rows: Sql,
): ModelStage {
  const parameters = { ...rest, table, by, threshold, transform, seasons, gather };
  const doubles = (...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, 'DOUBLE' as const]));
  return {
    model: 'anomalies',
    inputs: { series: rows },
    options: {
      step: table === null ? { unit: 'second', size: by === 'day' ? 86_400 : 3600 } : null,
      gather,
      threshold,
      transform,
      seasons,
      cutFrom: cutFrom(parameters, context),
      skipped: skippedHours(parameters, context),
    },
    outputs: [
      {
        name: 'points',
        table: `${relation}_points`,
        columns: {
          series: 'BIGINT',
          ...doubles('time', 'value', 'expected', 'lower', 'upper', 'score'),
        },
      },
      {
        name: 'alerts',
        table: `${relation}_found`,
        columns: {
          series: 'BIGINT',
          kind: 'VARCHAR',
          periods: 'INTEGER',
          ...doubles('time', 'first', 'last', ...FIGURES),
        },
      },
      {
        name: 'summary',
        table: `${relation}_summary`,
        columns: {
          series: 'BIGINT',
          periods: 'INTEGER',
          known: 'INTEGER',
          missing: 'INTEGER',
          irregular: 'INTEGER',
          step_unit: 'VARCHAR',
          step_size: 'DOUBLE',
          seasons: 'VARCHAR',
          transform: 'VARCHAR',
          tail: 'DOUBLE',
        },
      },
    ],
  };
}

function facts(
  { series }: AnomalyParameters,
  { points, alerts, summary }: Readonly<Record<'points' | 'alerts' | 'summary', string>>,
  names: string,
  daily: string,
): readonly FactQuery[] {
  const number = (name: string): PlanColumn => ({ name, type: 'number' });
  const count = (name: string): PlanColumn => ({ name, type: 'count' });
  const text = (name: string): PlanColumn => ({ name, type: 'text' });
  const beside = series === null ? [] : [text('series')];
  const own = [
    count('periods'),
    count('known'),
    count('missing'),
    count('irregular'),
    text('step_unit'),
    number('step_size'),
    text('seasons'),
    text('transform'),
    number('tail'),
  ];
  return [
    { columns: own, query: sql`SELECT * FROM ${summary} ORDER BY series LIMIT 1` },
    {
      columns: [count('outside'), count('gaps'), { name: 'daily', type: 'flag' }],
      query: sql`SELECT count(*) FILTER (kind <> 'missing') AS outside, count(*) FILTER (kind = 'missing') AS gaps, ${daily} AS daily FROM ${alerts}`,
    },
    ...(series === null
      ? []
      : [
          {
            name: 'summaries',
            columns: [text('series'), ...own],
            query: sql`SELECT name AS series, * EXCLUDE (series, name) FROM ${summary} JOIN ${names} USING (series) ORDER BY ${summary}.series`,
          },
        ]),
    {
      // As many pieces as can be drawn: of several periods the lowest and the highest, and the widest band.
      name: 'line',
      columns: [
        ...beside,
        text('time'),
        ...['low', 'high', 'expected', 'lower', 'upper'].map(number),
        count('periods'),
      ],
      query: sql`SELECT name AS series, ${moment('min(time)', daily)} AS time, min(value) AS low, max(value) AS high,
          avg(expected) AS expected, min(lower) AS lower, max(upper) AS upper, count(*) AS periods
        FROM (SELECT *, row_number() OVER (PARTITION BY series ORDER BY time) - 1 AS n, count(*) OVER (PARTITION BY series) AS total FROM ${points}) p
        JOIN ${names} USING (series)
        GROUP BY series, name, CASE WHEN total <= ${PIECES} THEN n ELSE n * ${PIECES} // total END ORDER BY p.series, min(time)`,
    },
  ];
}
