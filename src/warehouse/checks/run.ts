import { TabhouseError } from '../../engine/errors.ts';
import type { Database } from '../../engine/types.ts';
import type { Place } from '../catalog/index.ts';
import { plan } from '../tables/index.ts';
import type { CheckResult, DatasetContext } from '../types.ts';
import { checksOf } from './checks.ts';

export interface CheckOptions {
  readonly signal?: AbortSignal;
  /** Called before each check with the table at work and the share done, 0 to 1. */
  readonly onProgress?: (table: string, fraction: number) => void;
}

/**
 * Runs every check of a mounted data set, one after the other. A check that cannot run counts as failed with no
 * number of rows (-1). Rejects only with `TabhouseError('cancelled')`.
 */
export async function runChecks(
  database: Database,
  context: DatasetContext,
  places: readonly Place[],
  { signal, onProgress }: CheckOptions = {},
): Promise<readonly CheckResult[]> {
  const all = plan(context)
    .filter(({ name }) => places.some((place) => place.table === name))
    .flatMap((table) =>
      checksOf(table, context, places).map((check) => ({ table: table.name, ...check })),
    );
  const results: CheckResult[] = [];
  const figures = new Map<string, string | null>();
  for (const [index, { table, name, sql, figure }] of all.entries()) {
    if (signal?.aborted) throw new TabhouseError('cancelled');
    onProgress?.(table, index / all.length);
    const label = `check:${table}.${name}`;
    if (figure && !figures.has(figure.sql))
      figures.set(figure.sql, await numberOf(database, figure.sql, label, signal));
    const known = figure && figures.get(figure.sql);
    const asked = known ? figure.against(known) : sql;
    const failures = await broken(database, asked, label, signal);
    results.push({ table, name, passed: failures === 0, failures, sql });
  }
  return results;
}

/** The number that a SELECT answers, as SQL; null where there is none. */
async function numberOf(
  database: Database,
  sql: string,
  label: string,
  signal?: AbortSignal,
): Promise<string | null> {
  try {
    const text = await database.query(`SELECT CAST((${sql}) AS VARCHAR) AS number`, [], {
      priority: 'background',
      label,
      ...(signal ? { signal } : {}),
    });
    const number = String(text.getChildAt(0)?.get(0));
    return /^-?\d+(\.\d+)?$/.test(number) ? `(${number})` : null;
  } catch (error) {
    if (error instanceof TabhouseError && error.code === 'cancelled') throw error;
    return null;
  }
}

async function broken(
  database: Database,
  sql: string,
  label: string,
  signal?: AbortSignal,
): Promise<number> {
  try {
    const result = await database.query(`SELECT CAST((${sql}) AS BIGINT) AS failures`, [], {
      priority: 'background',
      label,
      ...(signal ? { signal } : {}),
    });
    return Number(result.getChildAt(0)?.get(0) ?? -1);
  } catch (error) {
    if (error instanceof TabhouseError && error.code === 'cancelled') throw error;
    return -1;
  }
}
