import { constant } from '../../../engine/parameters.ts';
import { ROW } from './arms.ts';
import { containsSql } from './condition.ts';
import type { Run } from './natural.ts';
import { columnSql } from './relation.ts';
import { type Ask, type Key, rowRange, type Scan } from './scan.ts';
import type { Place } from './sorted.ts';

/** A row with the values of its keys, as SQL. */
interface Mark extends Place {
  readonly keys: readonly string[];
}

/** Rows of a table that are looked through in one go, so that a search can be given up. */
const AT_ONCE = 4_000_000;

/** The next row after `after` whose column holds the text; null where there is none. */
export async function nextMatch(
  scan: Scan,
  runs: readonly Run[],
  column: string,
  text: string,
  after: Place | null,
  ask: Ask,
): Promise<Mark | null> {
  const type = scan.relation.columns.find(({ name }) => name === column)?.type ?? 'VARCHAR';
  const match = containsSql(columnSql(scan.relation, column), type, text);
  if (scan.keys.length === 0) return firstInOrder(scan, runs, column, match, after, ask);
  const from = after && (await markOf(scan, after, ask));
  const [row] = await scan.rows(
    `SELECT ${marked(scan)} FROM (${union(scan, match, from, column)}) ORDER BY ${scan.order} LIMIT 1`,
    ask,
  );
  return row ? markFrom(scan, row) : null;
}

/** Rows of the view that come before a row. */
export async function rankOf(scan: Scan, mark: Mark, ask: Ask): Promise<number> {
  const parts = scan.relation.arms.map(
    (_, arm) => `SELECT count(*) AS n ${scan.arm(arm, [`NOT (${isAfter(scan.keys, mark, arm)})`])}`,
  );
  const [row] = await scan.rows(`SELECT sum(n) AS n FROM (${parts.join(' UNION ALL ')})`, ask);
  // The row itself is among those that do not come after it.
  return Number(row?.n ?? 1) - 1;
}

async function firstInOrder(
  scan: Scan,
  runs: readonly Run[],
  column: string,
  match: string,
  after: Place | null,
  ask: Ask,
): Promise<Mark | null> {
  for (const { arm, from, to } of runs) {
    if (after && arm < after.arm) continue;
    const start = after?.arm === arm ? Math.max(from, after.row + 1) : from;
    for (let at = start; at < to; at += AT_ONCE) {
      const range = rowRange(at, Math.min(to, at + AT_ONCE));
      const [row] = await scan.rows(
        `SELECT r.${ROW} AS row ${scan.arm(arm, [range, match], [column])} LIMIT 1`,
        ask,
      );
      if (row) return { arm, row: Number(row.row), keys: [] };
    }
  }
  return null;
}

async function markOf(scan: Scan, { arm, row }: Place, ask: Ask): Promise<Mark> {
  const [found] = await scan.rows(
    `SELECT ${marked(scan)} FROM (SELECT ${scan.place(arm)} ${scan.arm(arm, [`r.${ROW} = ${row}`])})`,
    ask,
  );
  return found ? markFrom(scan, found) : { arm, row, keys: scan.keys.map(() => 'NULL') };
}

function markFrom(scan: Scan, row: Readonly<Record<string, unknown>>): Mark {
  return {
    arm: Number(row.arm),
    row: Number(row.row),
    keys: scan.keys.map(({ type }, index) => {
      const value = row[`k${index}`];
      return value === null || value === undefined
        ? 'NULL'
        : `CAST(${constant(String(value))} AS ${type})`;
    }),
  };
}

const marked = (scan: Scan) =>
  [
    '"th arm" AS arm',
    `${ROW} AS row`,
    ...scan.keys.map((_, index) => `CAST("th sort ${index}" AS VARCHAR) AS k${index}`),
  ].join(', ');

function union(scan: Scan, match: string, from: Mark | null, column: string): string {
  return scan.relation.arms
    .map((_, arm) => {
      const conditions = from ? [match, isAfter(scan.keys, from, arm)] : [match];
      return `SELECT ${scan.place(arm)} ${scan.arm(arm, conditions, [column])}`;
    })
    .join(' UNION ALL ');
}

/** True for the rows of an arm that come after a row in the order of the view. */
function isAfter(keys: readonly Key[], mark: Mark, arm: number): string {
  let condition = arm === mark.arm ? `r.${ROW} > ${mark.row}` : arm > mark.arm ? 'true' : 'false';
  for (const [index, { sql, descending }] of [...keys.entries()].reverse()) {
    const value = mark.keys[index] ?? 'NULL';
    const same = `${sql} IS NOT DISTINCT FROM ${value}`;
    const later =
      value === 'NULL' ? 'false' : `(${sql} ${descending ? '<' : '>'} ${value} OR ${sql} IS NULL)`;
    condition = `(${later} OR (${same} AND ${condition}))`;
  }
  return condition;
}
