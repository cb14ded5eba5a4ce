import { type Sql, sql } from '../sql/fragment.ts';
import type { TableStage } from '../types.ts';
import type { FunnelParameters } from './parameters.ts';
import { breakers, deadline } from './successive.ts';
import { sliced, type Tracks } from './tracks.ts';

/**
 * Follows all attempts backwards: for each event of step *k*, the latest start that a chain to it can have. A chain
 * ends where an excluded event lies strictly between two of its steps, and takes step *k* at its earliest time: the
 * step before lies after the previous event of step *k*. Of several chains through one event the latest start
 * serves best, since only the window looks back beyond one step; and a later event of step *k−1* never has an
 * earlier start than one before it. So the latest chain to step *k−1* decides. Table *k* holds the events `t` of step
 * *k* that a chain reaches, with its start `t1` and the time `before` of step *k−1*.
 */
export function attempts(
  parameters: FunnelParameters,
  tracks: Tracks,
  relation: string,
): TableStage[] {
  return parameters.steps
    .slice(1)
    .map((words, index) =>
      sliced(tracks, `${relation}_${index + 2}`, (part) =>
        reaching(
          parameters,
          part,
          part.events(words),
          index === 0
            ? sql`(SELECT *, t AS t1 FROM ${part.events(parameters.steps[0] ?? [])})`
            : sql`${relation}_${index + 1}`,
        ),
      ),
    );
}

function reaching(parameters: FunnelParameters, tracks: Tracks, step: Sql, chains: Sql): Sql {
  const keys = tracks.keys.map((key) => `s.${key}`).join(', ');
  const same = (other: string) =>
    tracks.keys.map((key) => `s.${key} = ${other}.${key}`).join(' AND ');
  const window =
    parameters.window_seconds === null ? '' : `AND s.t <= ${deadline(parameters, 'c.t1')}`;
  const words = breakers(parameters);
  const events = sql`(SELECT DISTINCT * FROM ${step})`;
  if (words.length === 0)
    return sql`SELECT ${keys}, s.t, c.t1, c.t AS before
      FROM ${events} s ASOF JOIN ${chains} c ON ${same('c')} AND s.t >= c.t WHERE true ${window}`;
  const names = tracks.keys.join(', ');
  return sql`WITH steps AS (SELECT *, lag(t) OVER (PARTITION BY ${names} ORDER BY t) AS earlier FROM ${events})
    SELECT ${keys}, s.t, c.t1, c.t AS before
    FROM steps s ASOF JOIN ${chains} c ON ${same('c')} AND s.t >= c.t
      ASOF LEFT JOIN ${tracks.events(words)} b ON ${same('b')} AND s.t > b.t
    WHERE (s.earlier IS NULL OR c.t > s.earlier) AND (b.t IS NULL OR c.t >= b.t) ${window}`;
}
