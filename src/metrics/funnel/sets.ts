import type { EventType } from '../../sources/types.ts';
import { join, type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, period, unbounded } from '../sql/scope.ts';
import { hasEvent, isEvent } from '../sql/words.ts';
import type { TableStage } from '../types.ts';
import type { FunnelParameters } from './parameters.ts';
import { countOf } from './rows.ts';
import { sliced, type Tracks } from './tracks.ts';

/**
 * How many entities count at each step, in no order (see `countOf`): from what each track did (`s1 … sk`, whether it
 * has an event of the step). From DWS where no filter, breakdown by event or held value needs DWD.
 */
export function counts(
  parameters: FunnelParameters,
  tracks: Tracks,
  parts: string,
  table: string,
): TableStage {
  const counted = (did: Sql, part: Tracks) =>
    sql`WITH did AS MATERIALIZED (${did}) ${join(
      parameters.steps.map((_, index) =>
        countOf(
          parameters,
          part,
          sql`FROM did WHERE ${reachedStep(parameters, index + 1)}`,
          index + 1,
          parts,
        ),
      ),
      ' UNION ALL ',
    )}`;
  const summary = summarised(parameters, tracks);
  return summary
    ? { table, query: counted(summary, tracks) }
    : sliced(tracks, table, (part) => counted(tracksDid(parameters, part), part));
}

/** How many entities have the first step, from DWS where it can tell. */
export function firstCount(
  parameters: FunnelParameters,
  tracks: Tracks,
  parts: string,
  table: string,
): TableStage {
  const [words = []] = parameters.steps;
  const summary = summarised({ ...parameters, steps: [words] }, tracks);
  if (summary) {
    const set = sql`SELECT e1 FROM (${summary}) WHERE s1`;
    return { table, query: countOf(parameters, tracks, set, 1, parts) };
  }
  return sliced(tracks, table, (part) => {
    const set = sql`SELECT DISTINCT ${part.keys.join(', ')} FROM ${part.events(words)}`;
    return countOf(parameters, part, set, 1, parts);
  });
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
const reachedStep = ({ mode }: FunnelParameters, step: number): string =>
  mode === 'unordered'
    ? `s${step}`
    : Array.from({ length: step }, (_, index) => `s${index + 1}`).join(' AND ');

/** The counts once more, as sizes of sets from DWD, for the audit. */
export function setsApart(
  parameters: FunnelParameters,
  tracks: Tracks,
  parts: string,
  table: string,
): TableStage {
  return sliced(tracks, table, (part) => {
    const sets = parameters.steps.map(
      (words) => sql`SELECT DISTINCT ${part.keys.join(', ')} FROM ${part.events(words)}`,
    );
    const together = (size: number) =>
      join(
        sets.slice(0, size).map((set) => sql`(${set})`),
        ' INTERSECT ',
      );
    return join(
      sets.map((set, index) =>
        countOf(
          parameters,
          part,
          parameters.mode === 'unordered' ? set : together(index + 1),
          index + 1,
          parts,
        ),
      ),
      ' UNION ALL ',
    );
  });
}
