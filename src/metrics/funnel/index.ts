import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasSessions, hasUsers, need, needColumn } from '../capabilities.ts';
import { formOf, readParameters, refused } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { join, type Sql, sql } from '../sql/fragment.ts';
import type { Metric, TableStage } from '../types.ts';
import { attempts } from './attempts.ts';
import { defineFunnel } from './define.ts';
import { forward } from './forward.ts';
import { funnelMembers } from './members.ts';
import { type FunnelParameters, followsTime, funnelFields } from './parameters.ts';
import { reachedSteps } from './reached.ts';
import { countOf, funnelColumns, funnelRows } from './rows.ts';
import { counts, firstCount, setsApart } from './sets.ts';
import { breakers, successive } from './successive.ts';
import { timeFacts } from './times.ts';
import { entityParts, ofEntity, tracksOf } from './tracks.ts';

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
    const timed = followsTime(parameters);
    const single = followsOne(parameters);
    const parts = `${relation}_parts`;
    const partStages: readonly TableStage[] = ofEntity(parameters.by)
      ? [{ table: parts, query: entityParts(parameters, context) }]
      : [];
    const each = (table: string, step: number) => {
      const set = sql`SELECT DISTINCT ${tracks.keys.join(', ')} FROM ${table}`;
      return countOf(parameters, tracks, set, step, parts);
    };
    const first = timed
      ? firstCount(parameters, tracks, parts, `${relation}_1`)
      : counts(parameters, tracks, parts, `${relation}_1`);
    const later = !timed
      ? []
      : single
        ? successive(parameters, tracks, relation)
        : attempts(parameters, tracks, relation);
    const again = timed
      ? forward(parameters, tracks, relation)
      : [setsApart(parameters, tracks, parts, `${relation}_again`)];
    const reached = [
      sql`FROM ${first.table}`,
      ...later.map(({ table }, index) => each(table, index + 2)),
    ];
    const second = again.map(({ table }, index) =>
      timed ? each(table, index + 1) : sql`FROM ${table}`,
    );
    const rows = (counted: readonly Sql[]) =>
      funnelRows(parameters, context, join(counted, ' UNION ALL '));
    const times = timed ? timeFacts(parameters, tracks, relation, single) : [];
    const summary = reachedSteps(parameters, context);
    const way = summary
      ? { stages: [], query: rows([summary]), facts: [], slow: { stages: later, facts: times } }
      : { stages: [...partStages, first, ...later], query: rows(reached), facts: times };
    return {
      kind: 'funnel',
      relation,
      ...way,
      columns: funnelColumns(parameters),
      known: { mode: parameters.mode, basis: parameters.basis, by: parameters.by },
      audit: {
        stages: [...partStages, ...again],
        query: rows(second),
        key: [...(parameters.by === null ? [] : ['by']), 'step'],
        compare: ['entities'],
        way: timed ? 'metrics.audit.attempts' : 'metrics.audit.sets',
      },
    };
  },
  define: defineFunnel,
  members: funnelMembers,
};

/** True where one attempt per track decides: nothing can end it, or only the first counts. */
function followsOne(parameters: FunnelParameters): boolean {
  const free = parameters.window_seconds === null && breakers(parameters).length === 0;
  return free || parameters.entry === 'first';
}

function applicable(parameters: FunnelParameters, context: DatasetContext, standard: boolean) {
  const { basis, hold, by, steps } = parameters;
  if (standard) {
    const occurring = steps.filter((words) =>
      words.some((word) => context.eventTypes.includes(word)),
    );
    const bought = occurring.length === 1 && occurring[0]?.includes('purchase');
    need(
      occurring.length > 1,
      'funnel',
      bought ? 'metrics.lacks.earlier_step' : 'metrics.lacks.steps',
    );
  }
  need(basis === 'session' || hasUsers(context), 'funnel', 'metrics.lacks.users');
  need(basis !== 'session' || hasSessions(context), 'funnel', 'metrics.lacks.sessions');
  need(basis !== 'user_item' || has(context, 'item_id'), 'funnel', 'metrics.lacks.items');
  const category = has(context, 'category_id') || has(context, 'category_path');
  const held = { item: has(context, 'item_id'), category, brand: has(context, 'brand') };
  if (hold !== null) needColumn(held[hold], 'funnel', hold);
  if (by === null) return;
  const there =
    by === 'category'
      ? category
      : by === 'hour'
        ? context.grain !== 'day'
        : by === 'new_returning'
          ? hasUsers(context)
          : has(context, by);
  needColumn(there, 'funnel', by);
}
