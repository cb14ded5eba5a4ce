import { day, understood, whole } from '../segments/row.ts';
import { where as all, type Sql, sql } from '../sql/fragment.ts';
import type { Members } from '../types.ts';
import { ended } from './cells.ts';
import type { RetentionParameters } from './parameters.ts';
import { members, returns } from './returns.ts';

const WHO = ['retained', 'lost', 'cohort'];

/** Who of a cohort came back in a period, who did not, or the cohort itself. */
export const retentionMembers: Members<RetentionParameters> = {
  columns: ({ mode }) => ['cohort', 'period', ...(mode === 'bracket' ? ['until'] : [])],
  who: () => WHO,
  of: () => ['users'],
  query(parameters, asked) {
    if (asked.of !== 'users') return null;
    const who = understood(asked, retentionMembers.columns(parameters), WHO);
    const { context, where } = asked;
    const first = day(where, 'cohort');
    const [period, until] = [whole(where, 'period'), whole(where, 'until')];
    const everybody = members(parameters, context);
    const own = sql`SELECT * FROM (${everybody}) ${all(of())}`;
    if (who === 'cohort') return { query: sql`SELECT u AS user_key FROM (${own})` };
    const back = sql`SELECT u FROM (${returns(parameters, context, sql`(${own})`)}) ${all(within())}`;
    return {
      query:
        who === 'retained'
          ? sql`SELECT u AS user_key FROM (${back})`
          : sql`SELECT u AS user_key FROM (${own}) WHERE u NOT IN (${back})`,
    };

    /** Of all cohorts, those that were observed to the period's end, as in the rates over all of them. */
    function of(): readonly Sql[] {
      if (first !== undefined) return [sql`cohort = ${first}`];
      if (period === undefined) return [];
      return [sql`cohort IN (${ended(parameters, context, everybody, until ?? period)})`];
    }

    /** Without a period: in any after the first. */
    function within(): readonly Sql[] {
      if (period === undefined) return [sql`n > 0`];
      if (parameters.mode === 'exact') return [sql`n = ${period}`];
      return [sql`n >= ${period}`, ...(until === undefined ? [] : [sql`n <= ${until}`])];
    }
  },
};
