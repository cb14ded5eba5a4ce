import { join, type Sql, sql } from '../sql/fragment.ts';
import type { FactQuery } from '../types.ts';
import type { FunnelParameters } from './parameters.ts';
import { stepName } from './rows.ts';
import type { Tracks } from './tracks.ts';

/** Upper ends of the histogram's buckets, in seconds; the last bucket has none. */
const BUCKETS = [
  10, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 259_200, 604_800,
  1_209_600, 2_592_000,
];

/**
 * How long steps took: `time_to_convert` (median and 90th percentile of the seconds from the step before) and
 * `time_histogram`. `single` where the step tables hold one attempt per track with `t1 … tk`; else the first
 * conversion of each track is taken, from its latest start.
 */
export function timeFacts(
  parameters: FunnelParameters,
  tracks: Tracks,
  relation: string,
  single: boolean,
): readonly FactQuery[] {
  const spans = parameters.steps.slice(1).map((words, index) => {
    const step = index + 2;
    const table = `${relation}_${step}`;
    const seconds = single
      ? sql`SELECT epoch(t${step} - t${step - 1}) AS seconds FROM ${table}`
      : sql`SELECT epoch(min(t) - arg_min(before, t)) AS seconds FROM ${table} GROUP BY ${tracks.keys.join(', ')}`;
    return sql`SELECT ${step} AS step, '${stepName(words)}' AS name, seconds FROM (${seconds})`;
  });
  const all: Sql = join(spans, ' UNION ALL ');
  const bounds = `[${BUCKETS.join(', ')}]`;
  const bucket = `list_sum(list_transform(${bounds}, bound -> CASE WHEN seconds > bound THEN 1 ELSE 0 END))`;
  return [
    {
      name: 'time_to_convert',
      columns: [
        { name: 'step', type: 'count' },
        { name: 'name', type: 'text' },
        { name: 'entities', type: 'count' },
        { name: 'median_seconds', type: 'number' },
        { name: 'p90_seconds', type: 'number' },
      ],
      query: sql`SELECT step, name, count(*) AS entities, quantile_cont(seconds, 0.5) AS median_seconds,
          quantile_cont(seconds, 0.9) AS p90_seconds
        FROM (${all}) GROUP BY step, name ORDER BY step`,
    },
    {
      name: 'time_histogram',
      columns: [
        { name: 'step', type: 'count' },
        { name: 'from_seconds', type: 'number' },
        { name: 'to_seconds', type: 'number' },
        { name: 'entities', type: 'count' },
      ],
      query: sql`SELECT step, CASE WHEN bucket = 0 THEN 0 ELSE ${bounds}[bucket] END AS from_seconds,
          ${bounds}[bucket + 1] AS to_seconds, count(*) AS entities
        FROM (SELECT step, CAST(${bucket} AS INTEGER) AS bucket FROM (${all}))
        GROUP BY step, bucket ORDER BY step, bucket`,
    },
  ];
}
