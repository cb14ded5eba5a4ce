import type { Database, QueryOptions } from '../engine/types.ts';
import { slicesOf } from './slices.ts';
import { inlined } from './sql/fragment.ts';
import type { Stage } from './types.ts';

/** Where and how statements run. */
export interface Ground {
  readonly database: Database;
  readonly options: QueryOptions;
  /** Events that one statement may work through where the work can be cut. */
  readonly rowsPerSlice: number;
  /** Events that the work reads, where they are few of all and known. */
  readonly events?: number;
  /** Told how many steps of a long piece of work are done, and of how many. */
  readonly tell?: (done: number, total: number) => void;
}

/** Makes the stages' tables, does the work, and drops them again, also where the work fails. */
export async function withStages<T>(
  ground: Ground,
  stages: readonly Stage[],
  work: () => Promise<T>,
): Promise<T> {
  const begun: string[] = [];
  try {
    for (const stage of stages) {
      begun.push(stage.table);
      await create(ground, stage);
    }
    return await work();
  } finally {
    // Not under the caller's signal: what was begun is cleared away after a cancel as well.
    for (const table of begun)
      await ground.database.query(`DROP TABLE IF EXISTS ${table}`).catch(() => undefined);
  }
}

/** Makes one table, range by range where the data are large and the work can be cut. */
export async function create(ground: Ground, stage: Stage): Promise<void> {
  const { database, options, rowsPerSlice, events } = ground;
  const part = stage.slice?.query;
  const slices = stage.slice
    ? await slicesOf(database, stage.slice.column, rowsPerSlice, options, events)
    : [];
  const queries = part && slices.length > 0 ? slices.map((range) => part(range)) : [stage.query];
  for (const [index, query] of queries.entries()) {
    const into =
      index === 0 ? `CREATE OR REPLACE TABLE ${stage.table} AS` : `INSERT INTO ${stage.table}`;
    await database.query(`${into} ${inlined(query)}`, [], options);
    if (queries.length > 1) ground.tell?.(index + 1, queries.length);
  }
}
