import { TabhouseError } from '../../engine/errors.ts';
import type { Database } from '../../engine/types.ts';
import type { Place } from '../catalog/index.ts';
import type { Check } from '../table.ts';
import { plan } from '../tables/index.ts';
import type { CheckResult, DatasetContext } from '../types.ts';
import { checksOf } from './checks.ts';

export interface CheckOptions {
  readonly signal?: AbortSignal;
  /** Called before each check with the table at work and the share done, 0 to 1. */
  readonly onProgress?: (table: string, fraction: number) => void;
}

/** Up to so many events, the checks of a table are one statement: each takes longer to begin than to run. */
const FEW_EVENTS = 3_000_000;

interface Asked extends Check {
  readonly table: string;
}

/**
 * Runs every check of a mounted data set, one after the other, or table by table where events are few. A check that
 * cannot run counts as failed with no number of rows (-1). Rejects only with `TabhouseError('cancelled')`.
 */
export async function runChecks(
  database: Database,
  context: DatasetContext,
  places: readonly Place[],
  { signal, onProgress }: CheckOptions = {},
): Promise<readonly CheckResult[]> {
  const tables = plan(context)
    .filter(({ name }) => places.some((place) => place.table === name))
    .map((table) =>
      checksOf(table, context, places).map((check): Asked => ({ table: table.name, ...check })),
    );
  const events = places.reduce((sum, { table, rows }) => sum + (table === 'dwd' ? rows : 0), 0);
  const groups = events <= FEW_EVENTS ? tables : tables.flat().map((check) => [check]);
  const results: CheckResult[] = [];
  const figures = new Map<string, string | null>();
  const asking = { database, ...(signal ? { signal } : {}) };
  for (const [index, group] of groups.entries()) {
    const [first] = group;
    if (!first) continue;
    if (signal?.aborted) throw new TabhouseError('cancelled');
    onProgress?.(first.table, index / groups.length);
    const label = `check:${first.table}${group.length === 1 ? `.${first.name}` : ''}`;
    const statements: string[] = [];
    for (const { sql, figure } of group) {
      if (figure && !figures.has(figure.sql))
        figures.set(figure.sql, await numberOf(asking, figure.sql, label));
      const known = figure && figures.get(figure.sql);
      statements.push(known ? figure.against(known) : sql);
    }
    const failures = await broken(asking, statements, label);
    for (const [at, { table, name, sql }] of group.entries()) {
      const failed = failures[at] ?? -1;
      results.push({ table, name, passed: failed === 0, failures: failed, sql });
    }
  }
  return results;
}

interface Asking {
  readonly database: Database;
  readonly signal?: AbortSignal;
}

const options = ({ signal }: Asking, label: string) => ({
  priority: 'background' as const,
  label,
  ...(signal ? { signal } : {}),
});

/** The number that a SELECT answers, as SQL; null where there is none. */
async function numberOf(asking: Asking, sql: string, label: string): Promise<string | null> {
  try {
    const text = await asking.database.query(
      `SELECT CAST((${sql}) AS VARCHAR) AS number`,
      [],
      options(asking, label),
    );
    const number = String(text.getChildAt(0)?.get(0));
    return /^-?\d+(\.\d+)?$/.test(number) ? `(${number})` : null;
  } catch (error) {
    if (error instanceof TabhouseError && error.code === 'cancelled') throw error;
    return null;
  }
}

/** What each statement counts; where one of them cannot run, the others are asked alone. */
async function broken(
  asking: Asking,
  statements: readonly string[],
  label: string,
): Promise<readonly number[]> {
  const columns = statements.map((sql, at) => `CAST((${sql}) AS BIGINT) AS failures_${at}`);
  try {
    const result = await asking.database.query(
      `SELECT ${columns.join(', ')}`,
      [],
      options(asking, label),
    );
    return statements.map((_, at) => Number(result.getChildAt(at)?.get(0) ?? -1));
  } catch (error) {
    if (error instanceof TabhouseError && error.code === 'cancelled') throw error;
    if (statements.length === 1) return [-1];
    const alone: number[] = [];
    for (const sql of statements) alone.push(...(await broken(asking, [sql], label)));
    return alone;
  }
}
