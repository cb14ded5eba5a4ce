import type { EventType } from '../../sources/types.ts';
import { join, type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, unbounded } from '../sql/scope.ts';
import { hasEvent, isEvent } from '../sql/words.ts';
import type { Stage } from '../types.ts';
import type { FunnelParameters } from './parameters.ts';
import type { Tracks } from './tracks.ts';

/**
 * What each entity did, in no order: table `_did` holds one row per track with `s1 … sk`, whether it has an event of
 * the step. From DWS where no filter, breakdown by event or held value needs DWD.
 */
export function did(parameters: FunnelParameters, tracks: Tracks, relation: string): Stage {
  return {
    table: `${relation}_did`,
    query: summarised(parameters, tracks) ?? tracksDid(parameters, tracks),
  };
}

/** The entities of the first step, from DWS where it can tell. */
export function firstStep(parameters: FunnelParameters, tracks: Tracks): Sql {
  const [words = []] = parameters.steps;
  const entities = summarised({ ...parameters, steps: [words] }, tracks);
  return entities
    ? sql`SELECT e1 FROM (${entities}) WHERE s1`
    : sql`SELECT DISTINCT ${tracks.keys.join(', ')} FROM ${tracks.events(words)}`;
}

function summarised(parameters: FunnelParameters, tracks: Tracks): Sql | null {
  if (tracks.keys.length > 1 || filtered(parameters)) return null;
  if (parameters.basis === 'user') return usersDid(parameters);
  return parameters.basis === 'session' ? sessionsDid(parameters) : null;
}

const flags = (steps: FunnelParameters['steps'], test: (words: readonly EventType[]) => string) =>
  steps.map((words, index) => `${test(words)} AS s${index + 1}`).join(', ');

const inAnyRow = (words: readonly EventType[]) => `bool_or(${hasEvent(words)})`;

function usersDid(parameters: FunnelParameters): Sql {
  if (unbounded(parameters))
    return sql`SELECT user_key AS e1, ${flags(parameters.steps, hasEvent)} FROM dws_user`;
  return sql`SELECT user_key AS e1, ${flags(parameters.steps, inAnyRow)}
    FROM dws_user_day ${where([...period(parameters), sql`user_key IS NOT NULL`])} GROUP BY user_key`;
}

function sessionsDid(parameters: FunnelParameters): Sql {
  if (unbounded(parameters))
    return sql`SELECT session_key AS e1, ${flags(parameters.steps, hasEvent)} FROM dws_session`;
  const within = [...period(parameters, 'first_day'), sql`first_day = last_day`];
  return sql`SELECT session_key AS e1, ${flags(parameters.steps, hasEvent)}
    FROM dws_session ${where(within)}
    UNION ALL SELECT session_key, ${flags(parameters.steps, inAnyRow)}
    FROM dws_session_span ${where(period(parameters))} GROUP BY session_key`;
}

function tracksDid(parameters: FunnelParameters, tracks: Tracks): Sql {
  const { steps } = parameters;
  const some = flags(steps, (words) => `bool_or(${isEvent(words, 'event_type')})`);
  const keys = tracks.keys.join(', ');
  return sql`SELECT ${keys}, ${some} FROM ${tracks.typed([...new Set(steps.flat())])} GROUP BY ${keys}`;
}

/** What an entity must have done to count at a step. */
export const reachedStep = ({ mode }: FunnelParameters, step: number): string =>
  mode === 'unordered'
    ? `s${step}`
    : Array.from({ length: step }, (_, index) => `s${index + 1}`).join(' AND ');

/** Tracks that count at each step, as sets from DWD, for the audit. */
export function setsApart(parameters: FunnelParameters, tracks: Tracks): readonly Sql[] {
  const keys = tracks.keys.join(', ');
  const sets = parameters.steps.map(
    (words) => sql`SELECT DISTINCT ${keys} FROM ${tracks.events(words)}`,
  );
  return sets.map((set, index) =>
    parameters.mode === 'unordered'
      ? set
      : join(
          sets.slice(0, index + 1).map((each) => sql`(${each})`),
          ' INTERSECT ',
        ),
  );
}
