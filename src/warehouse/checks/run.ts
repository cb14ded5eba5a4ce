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
  for (const [index, { table, name, sql }] of all.entries()) {
    if (signal?.aborted) throw new TabhouseError('cancelled');
    onProgress?.(table, index / all.length);
    const failures = await broken(database, sql, `check:${table}.${name}`, signal);
    results.push({ table, name, passed: failures === 0, failures, sql });
  }
  return results;
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
