import type { TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';
import { column, hasSessions, occurs, seen } from './columns.ts';
import { COUNTS_SEEN } from './counts.ts';
import { withinDay } from './dws-session.ts';

/** Rows grow by the square of the days: over more days, metrics count sessions when they are asked. */
const MOST_DAYS = 800;

const daysOf = ({ from, to }: DatasetContext) =>
  from === null || to === null ? 0 : (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/** True where sessions over any days are counted in `dws_session_reach`. */
export const hasSessionReach = (context: DatasetContext): boolean =>
  hasSessions(context) && daysOf(context) > 0 && daysOf(context) <= MOST_DAYS;

const WINDOW = 'OVER (PARTITION BY part, session_key ORDER BY day)';
const FIGURES = ['sessions', 'view_sessions', 'purchase_sessions', 'repeated_sessions'] as const;

const sums = FIGURES.map((name) => `CAST(sum(${name}) AS INTEGER) AS ${name}`).join(', ');

/**
 * Sessions over any days: those that, looking from `start_day` on, have their first event (view, purchase; second
 * event: `repeated_sessions`) on `end_day`. Those of the days a to b are the sum over `start_day = a` and
 * `end_day <= b`; the ones with a single event are `sessions - repeated_sessions`.
 */
export const dwsSessionReach: TableDefinition = {
  name: 'dws_session_reach',
  layer: 'dws',
  grain: ['start_day', 'end_day'],
  relation: [
    seen('start_day', 'DATE'),
    seen('end_day', 'DATE'),
    ...FIGURES.map((name) => seen(name, 'INTEGER')),
  ],
  columns: () => [
    column('start_day', 'DATE'),
    column('end_day', 'DATE'),
    ...FIGURES.map((name) => column(name, 'INTEGER')),
  ],
  dependencies: ['dws_session', 'dws_session_span'],
  applies: hasSessionReach,
  sql: (context, schema) =>
    `${fromEveryDay(
      context,
      ranges(
        context,
        `(SELECT * FROM ${schema}.dws_session WHERE ${withinDay(context)})`,
        `(SELECT 0 AS part, * FROM ${schema}.dws_session_span)`,
      ),
    )} ORDER BY start_day, end_day`,
  /** A session that several parts hold counts once: what the parts have of it is taken out, and the whole put in. */
  combine: (context, union, { parts, main }) => {
    const all = `SELECT start_day, end_day, ${FIGURES.join(', ')} FROM ${union('dws_session_reach')}`;
    const total = (rows: string) =>
      `SELECT start_day, end_day, ${sums} FROM (${rows}) GROUP BY ALL ORDER BY ALL`;
    if (context.sessions !== 'source') return total(all);
    const shared = `session_key IN (SELECT session_key FROM ${main}.dws_session)`;
    const spans = parts
      .map(
        (part, index) => `SELECT ${index} AS part, * FROM ${part}.dws_session_span WHERE ${shared}`,
      )
      .join(' UNION ALL ');
    const twice = ranges(
      context,
      `(SELECT * FROM ${union('dws_session')} WHERE ${withinDay(context)} AND ${shared})`,
      `(${spans})`,
    );
    const once = ranges(
      context,
      `(SELECT * FROM ${main}.dws_session WHERE ${withinDay(context)})`,
      `(SELECT 0 AS part, * FROM ${main}.dws_session_span)`,
    );
    const less = FIGURES.map((name) => `-${name} AS ${name}`).join(', ');
    return total(`${all}
      UNION ALL SELECT start_day, end_day, ${less} FROM (${fromEveryDay(context, twice)})
      UNION ALL SELECT start_day, end_day, ${FIGURES.join(', ')} FROM (${fromEveryDay(context, once)})`);
  },
  checks: () => [
    {
      name: 'sessions',
      sql: `SELECT abs((SELECT count(*) FROM dws_session) - (SELECT coalesce(sum(sessions), 0) FROM dws_session_reach
        WHERE start_day = (SELECT min(first_day) FROM dws_session)))`,
    },
  ],
};

/**
 * `previous_day, start_day, end_day` and the figures, of sessions within a day and of the days of all others: whoever
 * looks from a day after `previous_day` and up to `start_day` finds these sessions complete on `end_day`.
 */
function ranges(context: DatasetContext, oneDay: string, days: string): string {
  const events = COUNTS_SEEN[0]?.missing(context) ?? '0';
  const views = occurs(context, 'view') ? 'views' : '0';
  const purchases = occurs(context, 'purchase') ? 'purchases' : '0';
  const spanning = (where: string, end: string, ...figures: readonly number[]) =>
    `SELECT lag(day) ${WINDOW} AS previous_day, day AS start_day, ${end} AS end_day, ${figures.join(', ')}
      FROM ${days} WHERE ${where}`;
  const second = `CASE WHEN ${events} > 1 THEN day ELSE lead(day) ${WINDOW} END`;
  return `SELECT previous_day, start_day, end_day, ${FIGURES.map((name) => `sum(${name}) AS ${name}`).join(', ')} FROM (
      SELECT CAST(NULL AS DATE) AS previous_day, first_day AS start_day, first_day AS end_day, count(*) AS sessions,
        count(*) FILTER (${views} > 0) AS view_sessions, count(*) FILTER (${purchases} > 0) AS purchase_sessions,
        count(*) FILTER (${events} > 1) AS repeated_sessions
      FROM ${oneDay} GROUP BY first_day
      UNION ALL ${spanning('true', 'day', 1, 0, 0, 0)}
      UNION ALL ${spanning(`${views} > 0`, 'day', 0, 1, 0, 0)}
      UNION ALL ${spanning(`${purchases} > 0`, 'day', 0, 0, 1, 0)}
      UNION ALL ${spanning('true', second, 0, 0, 0, 1)})
    WHERE end_day IS NOT NULL GROUP BY ALL`;
}

/** Ranges summed up for every day to look from. */
function fromEveryDay({ from, to }: DatasetContext, found: string): string {
  return `SELECT d.day AS start_day, r.end_day, ${sums}
    FROM (${found}) r JOIN (
      SELECT CAST(unnest(range(DATE '${from}', DATE '${to}' + INTERVAL 1 DAY, INTERVAL 1 DAY)) AS DATE) AS day) d
    ON d.day <= r.start_day AND (r.previous_day IS NULL OR d.day > r.previous_day)
    GROUP BY ALL`;
}
