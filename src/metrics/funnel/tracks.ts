import type { EventType } from '../../sources/types.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import { isEvent } from '../sql/words.ts';
import type { SliceColumn, TableStage } from '../types.ts';
import type { FunnelBasis, FunnelBy, FunnelParameters, Held } from './parameters.ts';

/**
 * A *track* is what a chain of steps stays on: an entity, within one part of a breakdown by event, on one held item,
 * category or brand. `e1, e2` name the entity, `h` what is held, `g` the part (text; '' where it is NULL).
 */
export interface Tracks {
  /** Names of the columns that name a track. */
  readonly keys: readonly string[];
  /** Names of those that name an entity within its part. */
  readonly entity: readonly string[];
  /** Events of the words in scope: the track's columns and `t`, a TIMESTAMP. */
  events(words: readonly EventType[]): Sql;
  /** The same with `event_type` instead of the time. */
  typed(words: readonly EventType[]): Sql;
  /** The same tracks, as far as a condition on the entity's first key leaves them. */
  within(range: Sql): Tracks;
  /** The entity's first key. */
  readonly slice: SliceColumn;
}

/** A stage whose work can be cut by entities. */
export const sliced = (
  tracks: Tracks,
  table: string,
  work: (tracks: Tracks) => Sql,
): TableStage => ({
  table,
  query: work(tracks),
  slice: { column: tracks.slice, query: (range) => work(tracks.within(range)) },
});

const ENTITY: Readonly<Record<FunnelBasis, readonly [SliceColumn, ...string[]]>> = {
  user: ['user_key'],
  session: ['session_key'],
  user_item: ['user_key', 'item_key'],
};

/** Parts that are the entity's, not the event's. */
export const ofEntity = (by: FunnelBy | null): by is 'hour' | 'new_returning' =>
  by === 'hour' || by === 'new_returning';

export function tracksOf(
  parameters: FunnelParameters,
  context: DatasetContext,
  ranges: readonly Sql[] = [],
): Tracks {
  const { basis, hold, by } = parameters;
  const columns = ENTITY[basis];
  const names = columns.map((_, index) => `e${index + 1}`);
  const part = by !== null && !ofEntity(by) ? partOf(by, parameters.category_level, context) : null;
  const held = hold === null ? null : heldOf(hold, context);
  const selected = [
    ...columns.map((column, index) => `${column} AS e${index + 1}`),
    ...(held === null ? [] : [`${held} AS h`]),
    ...(part === null ? [] : [`coalesce(CAST(${part} AS VARCHAR), '') AS g`]),
  ];
  const present = [...columns, ...(held === null ? [] : [held])].map(
    (column) => sql`${column} IS NOT NULL`,
  );
  const entity = part === null ? names : [...names, 'g'];
  const conditions = [...present, ...ranges];
  const events = (words: readonly EventType[], value: string) =>
    sql`(SELECT ${selected.join(', ')}, ${value}
      FROM ${scopedEvents(parameters, context, sql`${isEvent(words)}`, ...conditions)})`;
  return {
    keys: held === null ? entity : [...entity, 'h'],
    entity,
    events: (words) => events(words, 'event_time AS t'),
    typed: (words) => events(words, 'event_type'),
    within: (range) => tracksOf(parameters, context, [...ranges, range]),
    slice: columns[0],
  };
}

function heldOf(hold: Held, context: DatasetContext): string {
  if (hold === 'item') return 'item_key';
  if (hold === 'brand') return 'brand';
  return has(context, 'category_id') ? 'category_key' : 'category_path';
}

/** SQL of the part of a breakdown that an event belongs to. */
function partOf(by: FunnelBy, level: number, context: DatasetContext): string {
  if (by === 'category_id') return 'category_key';
  if (by !== 'category') return by;
  if (!has(context, 'category_path')) return 'category_key';
  return level === 1
    ? `split_part(category_path, '.', 1)`
    : `array_to_string(string_split(category_path, '.')[1:${level}], '.')`;
}

/**
 * `e1, e2, g` of every entity: the local hour of its first event among the steps', or whether that day is its
 * user's first in the data (`new`) or not (`returning`).
 */
export function entityParts(parameters: FunnelParameters, context: DatasetContext): Sql {
  const columns = ENTITY[parameters.basis];
  const names = columns.map((column, index) => `${column} AS e${index + 1}`);
  const words = [...new Set(parameters.steps.flat())];
  const present = columns.map((column) => sql`${column} IS NOT NULL`);
  const events = scopedEvents(parameters, context, sql`${isEvent(words)}`, ...present);
  if (parameters.by === 'hour')
    return sql`SELECT ${names.join(', ')}, CAST(arg_min(hour, event_time) AS VARCHAR) AS g
      FROM ${events} GROUP BY ${columns.join(', ')}`;
  const entities = columns.map((_, index) => `e${index + 1}`).join(', ');
  return sql`SELECT ${entities}, CASE WHEN first_day IS NULL THEN ''
        WHEN entered = first_day THEN 'new' ELSE 'returning' END AS g
    FROM (SELECT ${names.join(', ')}, arg_min(day, event_time) AS entered,
        arg_min(user_key, event_time) AS user_key
      FROM ${events} GROUP BY ${columns.join(', ')}) LEFT JOIN dws_user USING (user_key)`;
}
