import { TabhouseError } from '../../engine/index.ts';
import { inspectApart } from '../../sources/inspect/apart.ts';
import { planSlices, type Slice } from '../../sources/read/index.ts';
import type { DecodePlan, FileShape, IdColumn, PickedFile } from '../../sources/types.ts';
import type { ReadAgain, ReadTask, SliceResult } from './messages.ts';
import type { Pool } from './pool.ts';

/** What was found out while reading: the next attempt begins with it. */
export interface Knowledge {
  readonly plans: readonly DecodePlan[];
  readonly quoted: boolean;
}

/** Throws `internal` where a reader asks for what it already has: it would ask for ever. */
export function better({ plans, quoted }: Knowledge, { again }: ReadAgain): Knowledge {
  const known = new Set<IdColumn>(plans.flatMap(({ textual }) => textual));
  if ((quoted || !again.quoted) && again.textual.every((id) => known.has(id)))
    throw new TabhouseError('internal', { parameters: { again: again.textual.join() } });
  for (const id of again.textual) known.add(id);
  return {
    quoted: quoted || again.quoted,
    plans: plans.map((plan) => ({
      ...plan,
      textual: [...known].filter((id) => plan.mapping.columns[id] !== undefined),
    })),
  };
}

/** Slices of all files, in their order and numbered from `first`; `counts` says into how many each file is cut. */
export async function readTasks(
  files: readonly PickedFile[],
  { plans, quoted }: Knowledge,
  counts: readonly number[],
  signal: AbortSignal | undefined,
  first = 0,
): Promise<ReadTask[]> {
  const tasks: ReadTask[] = [];
  for (const [index, { shape }] of plans.entries()) {
    const file = files[index]?.file;
    if (!file) throw new RangeError('a plan without a file');
    for (const slice of await slicesOf(file, shape, counts[index] ?? 1, quoted, signal))
      tasks.push({ order: first + tasks.length, file: index, slice });
  }
  return tasks;
}

/** A look at a few line ends is the page's; counting every quote, and Parquet, belong into a worker. */
async function slicesOf(
  file: File,
  shape: FileShape,
  count: number,
  quoted: boolean,
  signal: AbortSignal | undefined,
): Promise<Slice[]> {
  if (shape.format !== 'parquet' && !quoted) return planSlices(file, shape, count);
  return inspectApart(({ slices }) => slices(file, shape, count, { quoted }), { signal });
}

/** Lets the workers take slices until none is left. */
export async function readAll(
  pool: Pool,
  tasks: readonly ReadTask[],
): Promise<readonly SliceResult[] | ReadAgain> {
  const done: SliceResult[] = [];
  const agains: ReadAgain[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: pool.size }, async (_, index) => {
      for (let task = tasks[next++]; task && agains.length === 0; task = tasks[next++]) {
        const current = task;
        const result = await pool.ask<SliceResult | ReadAgain>(index, async (worker) =>
          worker.read(current),
        );
        if ('again' in result) agains.push(result);
        else done.push(result);
      }
    }),
  );
  return agains.length > 0 ? agains.reduce(merged) : done;
}

const merged = (one: ReadAgain, other: ReadAgain): ReadAgain => ({
  again: {
    quoted: one.again.quoted || other.again.quoted,
    textual: [...new Set([...one.again.textual, ...other.again.textual])],
  },
});
