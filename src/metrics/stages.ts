import type { Database, QueryOptions } from '../engine/types.ts';
import { joinedInputs, modelInput } from './model-input.ts';
import { slicesOf } from './slices.ts';
import { inlined } from './sql/fragment.ts';
import type { ModelInput, ModelStage, Query, RunModel, Slice, Stage, TableStage } from './types.ts';

/** Events whose rows for a model are asked for at once: what joins and the answer take is for so many alone. */
const INPUT_ROWS = 1_000_000;

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
  readonly models?: RunModel;
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
      begun.push(...tablesOf(stage));
      await (isModel(stage) ? model(ground, stage) : create(ground, stage));
    }
    return await work();
  } finally {
    // Not under the caller's signal: what was begun is cleared away after a cancel as well.
    for (const table of begun)
      await ground.database.query(`DROP TABLE IF EXISTS ${table}`).catch(() => undefined);
  }
}

export const isModel = (stage: Stage): stage is ModelStage => 'model' in stage;

/** Names of what a stage makes. */
const tablesOf = (stage: Stage): readonly string[] =>
  isModel(stage) ? stage.outputs.map(({ table }) => table) : [stage.table];

/** Every statement of a stage. */
export const queriesIn = (stage: Stage): readonly Query[] =>
  isModel(stage) ? Object.values(stage.inputs) : [stage.query];

/** The stage with each of its statements put through `change`. */
export function withQueries(stage: Stage, change: (query: Query) => Query): Stage {
  const cut = (slice: Slice): Slice => ({
    ...slice,
    query: (range) => change(slice.query(range)),
  });
  if (isModel(stage)) {
    const { sliced } = stage;
    return {
      ...stage,
      inputs: mapped(stage.inputs, change),
      ...(sliced && { sliced: mapped(sliced, cut) }),
    };
  }
  const { slice, ...rest } = stage;
  return { ...rest, query: change(stage.query), ...(slice && { slice: cut(slice) }) };
}

const mapped = <T>(all: Readonly<Record<string, T>>, change: (one: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one)]));

async function model(ground: Ground, stage: ModelStage): Promise<void> {
  const { database, options, models, tell } = ground;
  if (!models) throw new Error(`nothing runs the model ${stage.model}`);
  const inputs: Record<string, ModelInput> = {};
  for (const [name, query] of Object.entries(stage.inputs)) {
    const parts: ModelInput[] = [];
    for (const { sql, parameters } of await sliced(ground, query, stage.sliced?.[name], INPUT_ROWS))
      parts.push(await modelInput(await database.query(sql, parameters, options)));
    inputs[name] = await joinedInputs(parts);
  }
  const made = await models(stage, inputs, {
    ...(options.signal && { signal: options.signal }),
    ...(tell && { tell }),
  });
  for (const { name, table, columns } of stage.outputs) {
    const list = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
    await database.query(`CREATE OR REPLACE TABLE ${table} (${list.join(', ')})`, [], options);
    const rows = made[name];
    if (rows) await database.insert(rows, { table });
  }
}

/** Makes one table, range by range where the data are large and the work can be cut. */
export async function create(ground: Ground, stage: TableStage): Promise<void> {
  const { database, options } = ground;
  const queries = await sliced(ground, stage.query, stage.slice);
  for (const [index, query] of queries.entries()) {
    const into =
      index === 0 ? `CREATE OR REPLACE TABLE ${stage.table} AS` : `INSERT INTO ${stage.table}`;
    await database.query(`${into} ${inlined(query)}`, [], options);
    if (queries.length > 1) ground.tell?.(index + 1, queries.length);
  }
}

/** The query range by range, where it can be cut and the events are more than one range is to have. */
async function sliced(
  { database, options, rowsPerSlice, events }: Ground,
  query: Query,
  slice: Slice | undefined,
  most = rowsPerSlice,
): Promise<readonly Query[]> {
  if (!slice) return [query];
  const rows = Math.min(most, rowsPerSlice);
  const ranges = await slicesOf(database, slice.column, rows, options, events);
  return ranges.length > 0 ? ranges.map((range) => slice.query(range)) : [query];
}
