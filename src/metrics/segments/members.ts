import { TabhouseError } from '../../engine/errors.ts';
import { t } from '../../i18n/index.ts';
import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { readParameters } from '../parameters/field.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { metricOf } from '../registry.ts';
import { inlined, join, type Sql, sql, where } from '../sql/fragment.ts';
import type { Scope } from '../sql/scope.ts';
import type { Metric, RawParameters } from '../types.ts';
import { ofEvents, past, type Work } from './behind-events.ts';
import { rowConditions } from './conditions.ts';
import { segmentTable } from './name.ts';
import { memberId, memberKey, type Segment, type SegmentSource } from './types.ts';

/** What makes a segment's keys; `measure` where the relation of that metric is read. */
export interface MembersWork extends Work {
  readonly measure?: { readonly kind: string; readonly parameters: RawParameters };
}

/**
 * SELECT of the keys of a segment's members, some perhaps more than once, over the tables of `segmentsBehind`. Throws
 * `metric-not-applicable` where its rows do not tell members.
 */
export function membersOf(segment: Segment, context: DatasetContext): MembersWork {
  const { of, source } = segment;
  if (!has(context, memberId(of))) throw refused(segment, 'segments.lacks');
  const key = memberKey(of);
  switch (source.from) {
    case 'events':
      return ofEvents(key, scopeFrom(source.parameters, context), context);
    case 'any':
      return {
        query: join(
          source.segments.map((one) => sql`SELECT ${key} FROM ${segmentTable(one, context)}`),
          ' UNION ALL ',
          `SELECT CAST(NULL AS BIGINT) AS ${key} WHERE false`,
        ),
      };
    case 'rows': {
      const { query, column } = source;
      // A reader's own text can have marks in its comments: nothing beside it is bound.
      const rows = sql`(${inlined(query)}
) ${inlined(where(rowConditions(source.where)))}`;
      return { query: keysOf(rows, column, segment, context) };
    }
    case 'metric':
      return ofMetric(segment, source, context);
  }
}

export const scopeFrom = (raw: Readonly<Record<string, unknown>>, context: DatasetContext): Scope =>
  scopeOf(readParameters(scopeFields, raw, context), context);

function ofMetric(
  segment: Segment,
  { kind, parameters: given, where: rows, who }: Extract<SegmentSource, { from: 'metric' }>,
  context: DatasetContext,
): MembersWork {
  const metric: Metric = metricOf(kind);
  const raw = readable(metric, given);
  const parameters = metric.parameters(raw, context);
  const plan = metric.plan(parameters, context);
  const id = memberId(segment.of);
  if (who === undefined && plan.columns.some(({ name }) => name === id)) {
    const from = sql`${plan.relation} ${where(rowConditions(rows))}`;
    const measure = { kind, parameters: raw };
    return { query: keysOf(from, id, segment, context), measure };
  }
  const asked = { context, relation: plan.relation, of: segment.of, where: rows };
  const told = metric.members?.query(parameters, {
    ...asked,
    ...(who !== undefined && { who }),
  });
  if (!told) throw refused(segment, 'segments.not-told');
  const work = past(parameters as Scope, context, told);
  return told.query.sql.includes(plan.relation)
    ? { ...work, measure: { kind, parameters: raw } }
    : work;
}

/** Of the parameters that a result was worked out with, those that were given: others are empty, or derived from them. */
function readable({ schema }: Metric, parameters: RawParameters): RawParameters {
  const names = new Set(schema.map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(parameters).filter(([name, value]) => names.has(name) && value !== ''),
  );
}

/** Keys of the members that rows name in `column`. */
function keysOf(rows: Sql, column: string, { of }: Segment, context: DatasetContext): Sql {
  const [key, id] = [memberKey(of), memberId(of)];
  if (column === key) return sql`SELECT CAST(${key} AS BIGINT) AS ${key} FROM ${rows}`;
  if (!context.textual.includes(id))
    return sql`SELECT TRY_CAST(${id} AS BIGINT) AS ${key} FROM ${rows}`;
  return sql`SELECT ${key} FROM (SELECT DISTINCT CAST(${id} AS VARCHAR) AS ${id} FROM ${rows}) JOIN ${DICTIONARY[id]} USING (${id})`;
}

/** SELECT of the keys of all users or items of the data. */
export function everybody(of: Segment['of']): Sql {
  return of === 'users'
    ? sql`SELECT user_key FROM dws_user`
    : sql`SELECT item_key FROM dim_item WHERE item_key IS NOT NULL`;
}

const refused = ({ segment }: Segment, reason: 'segments.lacks' | 'segments.not-told') =>
  new TabhouseError('metric-not-applicable', {
    parameters: { metric: segment, reason: t(reason) },
  });
