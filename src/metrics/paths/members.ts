import { only, texts, understood, whole } from '../segments/row.ts';
import { where as all, type Sql, sql } from '../sql/fragment.ts';
import type { Members } from '../types.ts';
import type { PathsParameters } from './parameters.ts';
import { steps } from './routes.ts';
import { topCategories } from './tracks.ts';

/** The users whose sessions go from one node to another at a step. */
export const pathsMembers: Members<PathsParameters> = {
  columns: () => ['step', 'source', 'target'],
  who: () => ['visitors'],
  of: () => ['users'],
  query(parameters, asked) {
    if (asked.of !== 'users') return null;
    understood(asked, pathsMembers.columns(parameters), ['visitors']);
    const { where, context, relation } = asked;
    const step = whole(where, 'step');
    const conditions: Sql[] = step === undefined ? [] : [sql`step = ${step}`];
    for (const column of ['source', 'target'])
      if (only(where, column) !== undefined) conditions.push(texts(column, where[column] ?? []));
    const top = `${relation}_top`;
    const work = (...ranges: readonly Sql[]) => {
      const links = steps(parameters, context, top, ...ranges);
      const head =
        parameters.nodes === 'category'
          ? sql`WITH ${top} AS MATERIALIZED (${topCategories(parameters, context)}) `
          : sql``;
      return sql`${head}SELECT DISTINCT user_key FROM (${links}) ${all(conditions)}`;
    };
    return {
      query: work(),
      slice: { column: 'session_key', query: (range) => work(range) },
    };
  },
};
