import { sourceDefinition } from '../../sources/known/index.ts';
import { BOT_EVENTS, type Bounds, boundsOf } from '../ingest/rules.ts';
import { dwsSession } from '../tables/dws-session.ts';
import { type DatasetContext, FLAG_BITS, type RuleName, type Rules } from '../types.ts';
import { type Place, storedRows } from './stored.ts';

/** The rules that rows were written by, and those that they are to be seen by. */
export interface Judged {
  readonly written: Rules;
  readonly rules: Rules;
}

/** True where rows that were written as flagged repeats are to be seen no more. */
export const hidesRepeats = ({ written, rules }: Judged) =>
  written.duplicates === 'flag' && rules.duplicates === 'reject';

/** WHERE clause of the stored rows of DWD that are seen; empty where all are. */
export const seenRows = (judged: Judged): string =>
  hidesRepeats(judged) ? ` WHERE (flags & ${FLAG_BITS.duplicates}) = 0` : '';

/** Rows of DWD with the flags that the rules give them now: what was written says the rest, without a copy. */
export function judgedRows(
  rows: string,
  context: DatasetContext,
  places: readonly Place[],
  judged: Judged,
): string {
  const flags = flagsSql(context, places, judged);
  if (flags === null) return rows;
  return `SELECT * REPLACE (CAST(${flags} AS UTINYINT) AS flags) FROM (${rows})${seenRows(judged)}`;
}

/** Null where the flags are what is stored. */
function flagsSql(
  context: DatasetContext,
  places: readonly Place[],
  judged: Judged,
): string | null {
  const { written, rules } = judged;
  const flagged = (Object.keys(FLAG_BITS) as RuleName[]).filter((rule) => rules[rule] === 'flag');
  const kept = flagged.filter((rule) => isKept(rule, judged));
  const told = flagged.filter((rule) => !isKept(rule, judged));
  const stored = (Object.keys(FLAG_BITS) as RuleName[]).filter((rule) => written[rule] === 'flag');
  if (told.length === 0 && kept.length === stored.length) return null;
  const mask = kept.reduce((sum, rule) => sum | FLAG_BITS[rule], 0);
  const terms = told.flatMap((rule) => {
    const condition = CONDITION[rule](context, places);
    return condition ? [`CASE WHEN ${condition} THEN ${FLAG_BITS[rule]} ELSE 0 END`] : [];
  });
  return [`(flags & ${mask})`, ...terms].join(' | ');
}

/** True where the stored flag is that of the rule. Whose session is a robot's depends on whether repeats count. */
const isKept = (rule: RuleName, judged: Judged) =>
  judged.written[rule] === 'flag' && !(rule === 'bot_session' && hidesRepeats(judged));

/** SQL that is true for the rows that break a rule; null where none can. */
const CONDITION: Readonly<
  Record<RuleName, (context: DatasetContext, places: readonly Place[]) => string | null>
> = {
  duplicates: () => null,
  price_illegal: (context) => illegalPrice(context),
  bot_session: (context, places) =>
    `session_key IN (SELECT session_key FROM (${storedRows(dwsSession, context, places)}) WHERE events > ${BOT_EVENTS})`,
  out_of_window: (context) => outOfWindow(context),
};

export const illegalPrice = (context: DatasetContext): string | null =>
  context.columns.includes('price') ? 'price <= 0' : null;

/** Null where the source has no window. */
export function outOfWindow(context: DatasetContext): string | null {
  const window = sourceDefinition(context.source)?.window;
  return window ? outside(boundsOf(window)) : null;
}

const outside = ({ from, to }: Bounds) =>
  `(event_time < make_timestamp(${from}) OR event_time >= make_timestamp(${to}))`;
