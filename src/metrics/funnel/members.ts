import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { only, understood, whole } from '../segments/row.ts';
import { bind, join, Sql, sql } from '../sql/fragment.ts';
import type { Members, MembersAsked, Stage } from '../types.ts';
import { attempts } from './attempts.ts';
import { type FunnelParameters, followsTime } from './parameters.ts';
import { breakers, successive } from './successive.ts';
import { entityParts, ofEntity, type Tracks, tracksOf } from './tracks.ts';

const WHO = ['reached', 'lost'];

/** Who reached a step, or reached it and not the next. */
export const funnelMembers: Members<FunnelParameters> = {
  columns: ({ by }) => (by === null ? ['step'] : ['by', 'step']),
  who: () => WHO,
  of: ({ basis }) => (basis === 'user_item' ? ['users', 'items'] : ['users']),
  query(parameters, asked) {
    const who = understood(asked, funnelMembers.columns(parameters), WHO);
    if (asked.of === 'items' && parameters.basis !== 'user_item') return null;
    const step = whole(asked.where, 'step') ?? (who === 'lost' ? 1 : parameters.steps.length);
    const work = (...ranges: readonly Sql[]) => {
      const tracks = ranges.reduce<Tracks>(
        (all, range) => all.within(range),
        tracksOf(parameters, asked.context),
      );
      return members(parameters, asked, tracks, who, step);
    };
    const { slice } = tracksOf(parameters, asked.context);
    return { query: work(), slice: { column: slice, query: (range) => work(range) } };
  },
};

function members(
  parameters: FunnelParameters,
  asked: MembersAsked,
  tracks: Tracks,
  who: string,
  step: number,
): Sql {
  const { relation, context, of } = asked;
  const size = parameters.steps.length;
  const entity = tracks.entity.join(', ');
  const stages = followsTime(parameters) ? chain(parameters, tracks, relation) : [];
  const at = (number: number): Sql => {
    const [words = []] = parameters.steps.slice(number - 1);
    if (number < 1 || number > size)
      return sql`SELECT ${entity} FROM ${tracks.events([])} WHERE false`;
    if (followsTime(parameters) && number > 1)
      return sql`SELECT DISTINCT ${entity} FROM ${relation}_${number}`;
    const tracked = (step: number) =>
      sql`(SELECT DISTINCT ${tracks.keys.join(', ')} FROM ${tracks.events(parameters.steps[step - 1] ?? [])})`;
    if (parameters.mode !== 'nested' || number === 1)
      return sql`SELECT DISTINCT ${entity} FROM ${tracks.events(words)}`;
    const all = Array.from({ length: number }, (_, index) => tracked(index + 1));
    return sql`SELECT DISTINCT ${entity} FROM (${join(all, ' INTERSECT ')})`;
  };
  const set = who === 'lost' ? sql`(${at(step)}) EXCEPT (${at(step + 1)})` : at(step);
  const part = partOf(parameters, asked, tracks);
  const tables = stages.map(
    ({ table, query }) => sql`${table} AS MATERIALIZED (${new Sql(query.sql, query.parameters)})`,
  );
  const head = tables.length > 0 ? sql`WITH ${join(tables, ', ')} ` : sql``;
  const from = sql`(${head}SELECT * FROM (${set})) ${part.join} ${part.where}`;
  if (of === 'items') return sql`SELECT e2 AS item_key FROM ${from}`;
  return parameters.basis === 'session'
    ? sql`SELECT user_key FROM dws_session WHERE session_key IN (SELECT e1 FROM ${from})`
    : sql`SELECT e1 AS user_key FROM ${from}`;

  function partOf(
    { by }: FunnelParameters,
    { where }: MembersAsked,
    { entity: keys }: Tracks,
  ): { readonly join: Sql; readonly where: Sql } {
    const value = only(where, 'by');
    if (by === null || value === undefined) return { join: sql``, where: sql`` };
    const names = keys.filter((name) => name !== 'g').join(', ');
    const parts = ofEntity(by)
      ? sql`JOIN (${entityParts(parameters, context)}) USING (${names})`
      : sql``;
    return { join: parts, where: sql`WHERE g = ${partValue(parameters, value, context)}` };
  }
}

/** A part as tracks name it: the text, '' for none, the key where categories are known by texts. */
function partValue({ by }: FunnelParameters, value: unknown, context: DatasetContext): Sql {
  if (value === null || value === '') return sql`''`;
  const keyed =
    context.textual.includes('category_id') &&
    (by === 'category_id' || (by === 'category' && !has(context, 'category_path')));
  return keyed
    ? sql`(SELECT CAST(any_value(category_key) AS VARCHAR) FROM ${DICTIONARY.category_id} WHERE category_id = ${bind(String(value))})`
    : bind(String(value));
}

/** The tables of the steps after the first, each of the one before. */
function chain(parameters: FunnelParameters, tracks: Tracks, relation: string): readonly TableOf[] {
  const one = parameters.window_seconds === null && breakers(parameters).length === 0;
  const stages: readonly Stage[] =
    one || parameters.entry === 'first'
      ? successive(parameters, tracks, relation)
      : attempts(parameters, tracks, relation);
  return stages.filter((stage): stage is TableOf => 'query' in stage);
}

type TableOf = Extract<Stage, { readonly table: string }>;
