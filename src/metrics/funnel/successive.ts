import { type Sql, sql } from '../sql/fragment.ts';
import type { TableStage } from '../types.ts';
import type { FunnelParameters } from './parameters.ts';
import { sliced, type Tracks } from './tracks.ts';

/** Latest time for the last step, given the first at `t1`. */
export const deadline = ({ window_seconds: window }: FunnelParameters, start: string): string =>
  `${start} + to_microseconds(${Math.round((window ?? 0) * 1e6)})`;

/** What ends an attempt between two steps. */
export function breakers({ mode, steps, exclude }: FunnelParameters) {
  return [...new Set([...(mode === 'strict' ? steps.flat() : []), ...exclude])];
}

/**
 * Follows one attempt per track, the one that starts at the track's first event of step 1: table *k* holds the tracks
 * that reach step *k*, with the times `t1 … tk`. The only attempt that matters where nothing can end one (the
 * earliest start reaches whatever a later one does), or where only the first counts.
 */
export function successive(
  parameters: FunnelParameters,
  tracks: Tracks,
  relation: string,
): TableStage[] {
  return parameters.steps.slice(1).map((words, index) => {
    const step = index + 2;
    return sliced(tracks, `${relation}_${step}`, (part) => {
      const reached = reaching(parameters, part, part.events(words), step, relation);
      return unbroken(parameters, part, reached, step);
    });
  });
}

function reaching(
  parameters: FunnelParameters,
  tracks: Tracks,
  next: Sql,
  step: number,
  relation: string,
): Sql {
  const keys = tracks.keys.join(', ');
  // Most users come to a second step, most sessions and pairs of user and item do not: those need no start.
  const needed =
    keys === 'e1' && parameters.basis === 'user' ? '' : sql`SEMI JOIN ${next} USING (${keys})`;
  const before =
    step === 2
      ? sql`(SELECT ${keys}, min(t) AS t1 FROM ${tracks.events(parameters.steps[0] ?? [])} ${needed} GROUP BY ${keys})`
      : sql`${relation}_${step - 1}`;
  const times = Array.from({ length: step - 1 }, (_, index) => `t${index + 1}`).join(', ');
  const window = parameters.window_seconds === null ? '' : `AND t <= ${deadline(parameters, 't1')}`;
  return sql`SELECT ${keys}, ${times}, min(t) AS t${step}
    FROM ${next} JOIN ${before} USING (${keys})
    WHERE t >= t${step - 1} ${window}
    GROUP BY ${keys}, ${times}`;
}

function unbroken(parameters: FunnelParameters, tracks: Tracks, reached: Sql, step: number): Sql {
  const words = breakers(parameters);
  if (words.length === 0) return reached;
  const keys = tracks.keys.join(', ');
  const same = tracks.keys.map((key) => `a.${key} = b.${key}`).join(' AND ');
  return sql`WITH reached AS MATERIALIZED (${reached})
    SELECT * FROM reached a ANTI JOIN (
      SELECT DISTINCT ${keys} FROM ${tracks.events(words)} JOIN reached USING (${keys})
      WHERE t > t${step - 1} AND t < t${step}) b ON ${same}`;
}
