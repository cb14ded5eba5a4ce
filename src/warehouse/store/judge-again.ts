import type { Engine } from '../../engine/types.ts';
import { hidesRepeats } from '../catalog/index.ts';
import { illegalPrice, outOfWindow } from '../catalog/judged.ts';
import { BOT_EVENTS } from '../ingest/rules.ts';
import { hasSessions } from '../tables/columns.ts';
import { FLAG_BITS, type RuleName, type Rules } from '../types.ts';
import type { DatasetRecord } from './records.ts';

/**
 * What other rules ask for. `flags`: DWD has the rows, and what was written tells their flags. `layers`: the rows that
 * are seen change too, and the layers with them. `files`: rows are needed that were left out, or the records of rows
 * that are to be.
 */
export type Way = 'flags' | 'layers' | 'files';

const ROW_RULES = ['price_illegal', 'bot_session', 'out_of_window'] as const;
type RowRule = (typeof ROW_RULES)[number];

/** The rules by which DWD was written. */
export const writtenRules = ({ written, rules }: DatasetRecord): Rules => written ?? rules;

/**
 * How the mounted data set comes to stand as a load by `rules` would leave it, to the row. Counts rows where a rule is
 * to reject that did not: where none breaks it, nothing is missing.
 */
export async function wayTo(
  engine: Engine,
  record: DatasetRecord,
  rules: Rules,
  signal?: AbortSignal,
): Promise<Way> {
  const written = writtenRules(record);
  const now = hidesRepeats({ written, rules: record.rules });
  const then = hidesRepeats({ written, rules });
  const { rows, rejects } = record.report;
  if (written.duplicates === 'off' && rules.duplicates !== 'off') return 'files';
  const dropsRepeats = written.duplicates === 'reject' && rules.duplicates !== 'reject';
  if (dropsRepeats && rows.duplicates > 0) return 'files';
  for (const rule of ROW_RULES) {
    const dropped = written[rule] === 'reject' ? (rejects[rule] ?? 0) : 0;
    const judgedElse = rule === 'bot_session' && then;
    if (dropped > 0 && (rules[rule] !== 'reject' || judgedElse)) return 'files';
    if (rules[rule] !== 'reject' || written[rule] === 'reject') continue;
    // Fewer events count where repeats do not: who is no robot with them is none without.
    if (rule === 'bot_session' && now && !then) return 'files';
    if ((await broken(engine, record, rule, signal)) > 0) return 'files';
  }
  const tellsWindow = rules.out_of_window === 'flag' && written.out_of_window !== 'flag';
  if (tellsWindow && !hasExactTimes(record)) return 'files';
  return now === then ? 'flags' : 'layers';
}

/** Rows of the mounted data set that break a rule. */
async function broken(
  engine: Engine,
  { context }: DatasetRecord,
  rule: RowRule,
  signal?: AbortSignal,
): Promise<number> {
  const sql = {
    price_illegal: () => from('dwd', illegalPrice(context)),
    out_of_window: () => from('dwd', outOfWindow(context)),
    bot_session: () => from('dws_session', hasSessions(context) ? `events > ${BOT_EVENTS}` : null),
  }[rule]();
  return sql === null ? 0 : number(engine, sql, signal);
}

const from = (table: string, condition: string | null) =>
  condition === null ? null : `SELECT count(*) AS n FROM ${table} WHERE ${condition}`;

/**
 * False where a second as it is stored may be rounded: an instant half a second before a window could be seen as
 * inside of it.
 */
const hasExactTimes = ({ context, plans }: DatasetRecord) =>
  outOfWindow(context) === null ||
  context.grain === 'subsecond' ||
  plans.every(({ mapping }) => mapping.time?.kind === 'epoch' && mapping.time.unit === 's');

/** Flagged rows of the mounted data set by rule, for the rules that flag. */
export async function flagged(
  engine: Engine,
  rules: Rules,
  signal?: AbortSignal,
): Promise<Partial<Record<RuleName, number>>> {
  const counted: Partial<Record<RuleName, number>> = {};
  for (const rule of Object.keys(rules) as RuleName[])
    if (rules[rule] === 'flag')
      counted[rule] = await number(
        engine,
        `SELECT count(*) AS n FROM dwd WHERE (flags & ${FLAG_BITS[rule]}) <> 0`,
        signal,
      );
  return counted;
}

/** The only figure of a query. */
export async function number(engine: Engine, sql: string, signal?: AbortSignal): Promise<number> {
  const table = await engine.query(sql, [], signal ? { signal } : {});
  return Number(table.getChildAt(0)?.get(0) ?? 0);
}
