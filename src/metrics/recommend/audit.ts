import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { AuditPlan } from '../types.ts';
import { evaluationAudit } from './audit-evaluation.ts';
import { cosines, normsOf, type Plain, pairsAgain, people } from './audit-parts.ts';
import { isItem, isUser, itemColumns, obtains, weighed } from './pairs.ts';
import type { RecommendParameters } from './parameters.ts';
import { decayed, groupOf, sums } from './popular.ts';

/** The second way: no typed array takes part. */
export function auditOf(
  relation: string,
  parameters: RecommendParameters,
  context: DatasetContext,
): AuditPlan {
  const { method, user } = parameters;
  if (method === 'popular' || method === 'trending') return listAudit(parameters, context);
  const plain: Plain = { pairs: `${relation}_audit`, norms: `${relation}_audit_norms` };
  if (method === 'evaluation') return evaluationAudit(plain, parameters, context);
  const stages = [pairsAgain(plain, parameters, context), normsOf(plain, sql`${plain.pairs}`)];
  if (method === 'user_user')
    return {
      stages,
      query: peopleScores(plain, parameters, context),
      key: ['rank'],
      compare: ['item_id', 'score', 'users'],
      way: 'recommend.audit.join',
    };
  if (user !== null)
    return {
      stages,
      query: itemScores(plain, parameters, context),
      key: ['rank'],
      compare: ['item_id', 'score', 'because_share'],
      way: 'recommend.audit.join',
    };
  const one = parameters.item === null ? null : isItem(parameters.item, context);
  const near = cosines(
    plain,
    sql`${plain.pairs}`,
    parameters,
    parameters.k,
    one ? sql`x.item_key IN (SELECT item_key FROM ${plain.norms} WHERE ${one})` : null,
  );
  return {
    stages,
    query: one
      ? sql`SELECT rank, ${itemColumns(context, 's.neighbour')}, similarity, users FROM (${near}) s`
      : sql`SELECT ${itemColumns(context, 's.item')}, rank, ${itemColumns(context, 's.neighbour', 'neighbour_id')}, similarity, users FROM (${near}) s`,
    key: one ? ['rank'] : ['item_id', 'rank'],
    compare: [one ? 'item_id' : 'neighbour_id', 'similarity', 'users'],
    way: 'recommend.audit.join',
  };
}

function itemScores(plain: Plain, parameters: RecommendParameters, context: DatasetContext): Sql {
  const { pairs, norms } = plain;
  const who = isUser(parameters.user ?? '', context);
  const near = cosines(
    plain,
    sql`${pairs}`,
    parameters,
    parameters.neighbours,
    sql`x.item_key IN (SELECT item_key FROM ${pairs} WHERE weight > 0 AND ${who})`,
  );
  return sql`SELECT rank, ${itemColumns(context, 's.neighbour')}, score, because_share FROM (
      SELECT n.neighbour, sum(n.similarity * h.weight) AS score,
        max(n.similarity * h.weight) / sum(n.similarity * h.weight) AS because_share,
        row_number() OVER (ORDER BY round(sum(n.similarity * h.weight), 12) DESC, any_value(m.place)) AS rank
      FROM (${near}) n JOIN (SELECT item_key, weight FROM ${pairs} WHERE ${who}) h ON h.item_key = n.item
        JOIN ${norms} m ON m.item_key = n.neighbour
      WHERE n.neighbour NOT IN (SELECT item_key FROM ${pairs} WHERE bought AND ${who})
      GROUP BY n.neighbour) s
    WHERE rank <= ${parameters.k}`;
}

function peopleScores(
  { pairs, norms }: Plain,
  parameters: RecommendParameters,
  context: DatasetContext,
): Sql {
  const target =
    parameters.user === null
      ? sql`SELECT user_key FROM (SELECT user_key, count(*) FILTER (bought) AS n FROM ${pairs} WHERE weight > 0 GROUP BY user_key) ORDER BY n DESC, user_key LIMIT 1`
      : sql`SELECT DISTINCT user_key FROM ${pairs} WHERE ${isUser(parameters.user, context)}`;
  return sql`SELECT rank, ${itemColumns(context, 's.item_key')}, score, users FROM (
      SELECT p.item_key, round(sum(n.similarity * p.weight), 12) AS score, count(*) AS users,
        row_number() OVER (ORDER BY round(sum(n.similarity * p.weight), 12) DESC, any_value(m.place)) AS rank
      FROM (${people(sql`${pairs}`, target, parameters)}) n JOIN ${pairs} p ON p.user_key = n.other AND p.weight > 0
        JOIN ${norms} m ON m.item_key = p.item_key
      WHERE p.item_key NOT IN (SELECT item_key FROM ${pairs} WHERE bought AND user_key IN (${target}))
      GROUP BY p.item_key) s
    WHERE rank <= ${parameters.k}`;
}

function listAudit(parameters: RecommendParameters, context: DatasetContext): AuditPlan {
  const trending = parameters.method === 'trending';
  const group = trending ? null : groupOf(parameters, context);
  const from = trending ? decayed(parameters, context, true) : sums(parameters, context, true);
  const own =
    parameters.user === null
      ? sql``
      : sql`AND item_key NOT IN (SELECT item_key FROM ${weighed(parameters, context, sql`${obtains(parameters)}`, isUser(parameters.user, context))})`;
  const category = group === 'category_key';
  const place =
    category && context.textual.includes('category_id')
      ? '(SELECT d.category_id FROM dim_category_id d WHERE d.category_key = s.place)'
      : 's.place';
  const name = category ? 'category_id' : group;
  return {
    stages: [],
    query: sql`SELECT ${name === null ? '' : `${place} AS ${name},`} rank, ${itemColumns(context, 's.item_key')}, score, views, purchases FROM (
        SELECT *, row_number() OVER (${group === null ? '' : 'PARTITION BY place'} ORDER BY round(score, ${trending ? 12 : 9}) DESC, item_key) AS rank
        FROM (${from}) WHERE score > 0 ${group === null ? '' : 'AND place IS NOT NULL'} ${own}) s
      WHERE rank <= ${parameters.k}`,
    key: [...(name === null ? [] : [name]), 'rank'],
    compare: ['item_id', 'score', 'views', 'purchases'],
    way: 'recommend.audit.events',
  };
}
