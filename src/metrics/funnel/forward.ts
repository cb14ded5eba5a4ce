import { type Sql, sql } from '../sql/fragment.ts';
import type { TableStage } from '../types.ts';
import type { FunnelParameters } from './parameters.ts';
import { breakers, deadline } from './successive.ts';
import { sliced, type Tracks } from './tracks.ts';

/**
 * The definition word for word, for the audit: every event of step 1 starts an attempt, which takes each step at its
 * earliest time at or after the one before, and ends past the window or at an excluded event. Table *k* holds the
 * attempts that reach step *k*, with their start `t1` and the time `t` of that step.
 */
export function forward(
  parameters: FunnelParameters,
  tracks: Tracks,
  relation: string,
): TableStage[] {
  const [first = [], ...rest] = parameters.steps;
  const table = (step: number) => `${relation}_attempts_${step}`;
  return [
    sliced(tracks, table(1), (part) => started(parameters, part, part.events(first))),
    ...rest.map((words, index) =>
      sliced(tracks, table(index + 2), (part) =>
        advanced(parameters, part, table(index + 1), part.events(words)),
      ),
    ),
  ];
}

function started({ entry }: FunnelParameters, tracks: Tracks, events: Sql): Sql {
  const keys = tracks.keys.join(', ');
  return entry === 'first'
    ? sql`SELECT ${keys}, min(t) AS t1, min(t) AS t FROM ${events} GROUP BY ${keys}`
    : sql`SELECT DISTINCT ${keys}, t AS t1, t FROM ${events}`;
}

function advanced(parameters: FunnelParameters, tracks: Tracks, attempts: string, next: Sql): Sql {
  const keys = tracks.keys.map((key) => `a.${key}`).join(', ');
  const same = (other: string) =>
    tracks.keys.map((key) => `a.${key} = ${other}.${key}`).join(' AND ');
  const words = breakers(parameters);
  const window =
    parameters.window_seconds === null ? '' : `AND n.t <= ${deadline(parameters, 'a.t1')}`;
  const stop =
    words.length === 0
      ? sql``
      : sql`ASOF LEFT JOIN ${tracks.events(words)} b ON ${same('b')} AND a.t < b.t`;
  return sql`SELECT ${keys}, a.t1, n.t FROM ${attempts} a
    ASOF JOIN ${next} n ON ${same('n')} AND a.t <= n.t ${stop}
    WHERE true ${window} ${words.length === 0 ? '' : 'AND (b.t IS NULL OR b.t >= n.t)'}`;
}
