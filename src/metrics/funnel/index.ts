import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasSessions, hasUsers, need } from '../capabilities.ts';
import { formOf, readParameters, refused } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { sql } from '../sql/fragment.ts';
import type { Metric, Stage } from '../types.ts';
import { attempts } from './attempts.ts';
import { defineFunnel } from './define.ts';
import { forward } from './forward.ts';
import { type FunnelParameters, followsTime, funnelFields } from './parameters.ts';
import { funnelColumns, funnelRows } from './rows.ts';
import { did, firstStep, reachedStep, setsApart } from './sets.ts';
import { breakers, successive } from './successive.ts';
import { timeFacts } from './times.ts';
import { entityParts, ofEntity, type Tracks, tracksOf } from './tracks.ts';

/** How many go from each step to the next. */
export const funnel: Metric<FunnelParameters> = {
  kind: 'funnel',
  version: 1,
  schema: formOf(funnelFields),
  parameters(raw, context) {
    const read = readParameters(funnelFields, raw, context);
    const parameters = { ...read, ...scopeOf(read, context) };
    applicable(parameters, context, raw.steps === undefined);
    const shared = parameters.exclude.filter((word) => parameters.steps.flat().includes(word));
    if (shared.length > 0)
      throw refused('exclude', shared.join(', '), t('metrics.allowed.not_a_step'));
    return parameters;
  },
  plan(parameters, context) {
    const relation = relationName('funnel', parameters, context);
    const tracks = tracksOf(parameters, context);
    const { stages, single } = staged(parameters, tracks, relation);
    const timed = followsTime(parameters);
    const each = (table: string) => sql`SELECT DISTINCT ${tracks.keys.join(', ')} FROM ${table}`;
    const reached = parameters.steps.map((_, index) => {
      if (!timed) return sql`FROM ${relation}_did WHERE ${reachedStep(parameters, index + 1)}`;
      if (index === 0) return firstStep(parameters, tracks);
      const table = `${relation}_${index + 1}`;
      return single ? sql`FROM ${table}` : each(table);
    });
    const parts: Stage = {
      table: `${relation}_parts`,
      query: entityParts(parameters, context),
    };
    const partStages = ofEntity(parameters.by) ? [parts] : [];
    const attempted = timed ? forward(parameters, tracks, relation) : [];
    const second = timed
      ? attempted.map(({ table }) => each(table))
      : setsApart(parameters, tracks);
    return {
      kind: 'funnel',
      relation,
      stages: [...stages, ...partStages],
      query: funnelRows(parameters, context, tracks, reached, parts.table),
      columns: funnelColumns(parameters),
      facts: timed ? timeFacts(parameters, tracks, relation, single) : [],
      known: { mode: parameters.mode, basis: parameters.basis, by: parameters.by },
      audit: {
        stages: [...attempted, ...partStages],
        query: funnelRows(parameters, context, tracks, second, parts.table),
        key: [...(parameters.by === null ? [] : ['by']), 'step'],
        compare: ['entities'],
        way: timed ? 'metrics.audit.attempts' : 'metrics.audit.sets',
      },
    };
  },
  define: defineFunnel,
};

function staged(
  parameters: FunnelParameters,
  tracks: Tracks,
  relation: string,
): { readonly stages: readonly Stage[]; readonly single: boolean } {
  if (!followsTime(parameters))
    return { stages: [did(parameters, tracks, relation)], single: false };
  const free = parameters.window_seconds === null && breakers(parameters).length === 0;
  const single = free || parameters.entry === 'first';
  return {
    stages: single
      ? successive(parameters, tracks, relation)
      : attempts(parameters, tracks, relation),
    single,
  };
}

function applicable(parameters: FunnelParameters, context: DatasetContext, standard: boolean) {
  const { basis, hold, by, steps } = parameters;
  if (standard) {
    const occurring = steps.filter((words) =>
      words.some((word) => context.eventTypes.includes(word)),
    );
    need(occurring.length > 1, 'funnel', 'metrics.lacks.steps');
  }
  need(basis === 'session' || hasUsers(context), 'funnel', 'metrics.lacks.users');
  need(basis !== 'session' || hasSessions(context), 'funnel', 'metrics.lacks.sessions');
  need(basis !== 'user_item' || has(context, 'item_id'), 'funnel', 'metrics.lacks.items');
  const category = has(context, 'category_id') || has(context, 'category_path');
  const held = { item: has(context, 'item_id'), category, brand: has(context, 'brand') };
  need(hold === null || held[hold], 'funnel', 'metrics.lacks.column');
  if (by === null) return;
  const there =
    by === 'category'
      ? category
      : by === 'hour'
        ? context.grain !== 'day'
        : by === 'new_returning'
          ? hasUsers(context)
          : has(context, by);
  need(there, 'funnel', 'metrics.lacks.column');
}
