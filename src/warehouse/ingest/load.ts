import * as Comlink from 'comlink';
import { loadBinary, TabhouseError } from '../../engine/index.ts';
import type { DecodePlan } from '../../sources/types.ts';
import { MAIN } from '../catalog/index.ts';
import type { Loader, LoadOutcome, LoadTask } from '../load.ts';
import type { DatasetContext, RuleName, Stage } from '../types.ts';
import { carriesSessions } from './carried.ts';
import { type Shares, shares, thisMachine, waitingInMemory } from './decide.ts';
import { contextAfter, contextBefore, typesIn } from './facts.ts';
import { buffersOf } from './layers/latest.ts';
import { removeFiles, removeLogs } from './leftovers.ts';
import type {
  DwdResult,
  ReadAgain,
  ReadTask,
  SliceResult,
  StoredTask,
  TablesResult,
} from './messages.ts';
import { type Holding, held, memory, opfs, partAlias, places, totals } from './outcome.ts';
import { Pool } from './pool.ts';
import { Progress } from './progress.ts';
import { reachPlan } from './reach/plan.ts';
import { better, type Knowledge, readAll, readTasks } from './reading.ts';
import { inOrder, keptRejects, rejectCounts } from './rejects.ts';
import { robotRejects, robotSessions, sharedSessions } from './robot-pass.ts';
import { boundsOf } from './rules.ts';
import { spillFiles } from './spill.ts';

/**
 * Builds every layer of a data set from picked files. Rejects with `cancelled`, `storage-full`, `all-rejected`,
 * what the readers and the engine reject with; whatever it had written is then gone. A worker that dies in the
 * middle costs time only: the load is done again from its start, once.
 */
export const runLoad: Loader = async (task) => {
  let knowledge: Knowledge = { plans: task.plans, quoted: false };
  let lives = 2;
  for (;;) {
    const attempt = new Attempt(task, knowledge);
    try {
      const outcome = await attempt.run();
      if (!('again' in outcome)) return outcome;
      knowledge = better(knowledge, outcome);
    } catch (cause) {
      const error =
        cause instanceof TabhouseError ? cause : new TabhouseError('internal', { cause });
      if (error.code !== 'engine-lost' || --lives === 0) throw error;
    }
  }
};

/** Milliseconds between two looks at the workers' memory. */
const WATCH_MILLISECONDS = 1000;

/** One try at a load. */
class Attempt {
  private readonly task: LoadTask;
  private readonly knowledge: Knowledge;
  private readonly shares: Shares;
  private readonly progress: Progress;
  private readonly seconds: Partial<Record<Stage, number>> = {};
  private lap = performance.now();

  constructor(task: LoadTask, knowledge: Knowledge) {
    this.task = task;
    this.knowledge = knowledge;
    const shapes = this.plans.map(({ shape }) => shape);
    this.shares = shares(shapes, task.storage, thisMachine(), task);
    this.progress = new Progress(
      {
        estimatedRows: shapes.reduce((sum, shape) => sum + shape.estimatedRows, 0),
        totalBytes:
          sum(task.files, ({ file }) => file.size) +
          sum(task.stored?.plans ?? [], ({ shape }) => shape.size),
        workers: this.shares.destinations.parts,
      },
      task.onProgress ?? (() => {}),
    );
  }

  /** How all events are read, or were where they are stored. */
  private get plans(): readonly DecodePlan[] {
    return [...(this.task.stored?.plans ?? []), ...this.knowledge.plans];
  }

  /** The outcome, or what must be known to read the files. */
  async run(): Promise<LoadOutcome | ReadAgain> {
    this.progress.enter('read', this.knowledge.plans[0]?.shape.name ?? '');
    const pool = await this.start();
    const watch = this.watch(pool);
    try {
      const outcome = await this.load(pool);
      pool.end();
      if ('again' in outcome) await this.clean();
      return outcome;
    } catch (error) {
      pool.end();
      await this.clean();
      throw error;
    } finally {
      clearInterval(watch);
    }
  }

  /** Asks the workers what they hold, each again when it has answered: one at work answers late. */
  private watch(pool: Pool): ReturnType<typeof setInterval> {
    const asked = new Set<number>();
    const ask = async (index: number) => {
      if (asked.has(index)) return;
      asked.add(index);
      const bytes = await pool.ask(index, (worker) => worker.memoryBytes()).catch(() => null);
      if (bytes === null) return;
      this.progress.holds(index, bytes);
      asked.delete(index);
    };
    return setInterval(() => {
      for (let index = 0; index < pool.size; index++) void ask(index);
    }, WATCH_MILLISECONDS);
  }

  private get files(): readonly string[] {
    const { parts } = this.shares.destinations;
    return this.task.storage === 'memory'
      ? []
      : Array.from({ length: parts }, (_, part) => `tabhouse-${this.task.dataset}-p${part}.db`);
  }

  private get mainFile(): string {
    return `tabhouse-${this.task.dataset}-main.db`;
  }

  /** Rows that wait in a part go to a file of their own beyond its share of memory. */
  private spillOf(part: number) {
    if (this.files.length <= part) return null;
    const { waitingBytes, sample, dataset } = this.task;
    const shapes = this.plans.map(({ shape }) => shape);
    const inMemory = waitingBytes ?? waitingInMemory(shapes, sample);
    const limit = Math.floor(inMemory / this.files.length);
    return { file: `tabhouse-${dataset}-s${part}`, limit };
  }

  private clean(): Promise<void> {
    const spilled = this.files.flatMap((_, part) => spillFiles(this.spillOf(part)));
    return this.files.length === 0
      ? Promise.resolve()
      : removeFiles([...this.files, this.mainFile, ...spilled]);
  }

  private async start(): Promise<Pool> {
    const { task, shares: how } = this;
    const { plans } = this.knowledge;
    await this.clean();
    const wasm = await loadBinary();
    const known = contextBefore(task, this.plans);
    const bounds = task.window && boundsOf(task.window);
    return Pool.start(
      how.workers,
      (index) => ({
        index,
        workers: how.workers,
        destinations: how.destinations,
        pageRows: how.pageRows,
        files: task.files.map(({ file }) => file),
        plans,
        textual: known.textual,
        carried: carriesSessions(known),
        rules: task.rules,
        bounds,
        sample: task.sample ?? 1,
        wasm,
        file: this.files[index] ?? null,
        spill: this.spillOf(index),
        mainFile: task.storage === 'opfs' && index === 0 ? this.mainFile : null,
      }),
      (worker, progress) => this.progress.add(worker, progress),
      task.signal,
    );
  }

  private async load(pool: Pool): Promise<LoadOutcome | ReadAgain> {
    const { task, shares: how } = this;
    const { parts } = how.destinations;
    const old = await this.readStored(pool);
    const counts = how.slices.slice(task.stored?.plans.length ?? 0);
    const tasks = await readTasks(task.files, this.knowledge, counts, task.signal, old.length);
    const read = await readAll(pool, tasks);
    if ('again' in read) return read;
    const slices = [...old, ...read];
    await pool.all((worker) => worker.settle());
    this.clock('read');

    const known = contextBefore(task, this.plans);
    const surveys = await pool.all((worker) => worker.survey(), parts);
    const reach = reachPlan(known, surveys);
    const before = { ...known, eventTypes: typesIn(surveys), ...(reach && { reach }) };
    this.progress.enter('dwd', 'dwd');
    const sessions = carriesSessions(known)
      ? await sharedSessions(pool, parts, task.rules)
      : { texts: [], robots: await robotSessions(pool, parts, task.rules, before) };
    // A part has no more sessions than rows. Numbers without gaps take one bit a row.
    const rows = surveys.map(({ types }) => sum(types, (count) => count));
    const sessionsBefore = rows.map((_, part) => sum(rows.slice(0, part), (count) => count));
    const dwd = await pool.all(
      (worker, part) =>
        worker.buildDwd(before, {
          robots: sessions.robots,
          shared: sessions.texts,
          before: sessionsBefore[part] ?? 0,
        }),
      parts,
    );
    this.clock('dwd');
    this.notEmpty(slices, dwd);

    const context = contextAfter(before, dwd);
    const robotic = await robotRejects(pool, tasks, slices, dwd);
    const rejects = keptRejects(slices, robotic, task.earlier);
    this.progress.enter('dws', 'dws_order_day');
    const alone = task.storage === 'memory' ? rejects : null;
    // Dims that fit into every worker's memory are put together there, and written once.
    const dims =
      task.storage === 'opfs' && parts > 1
        ? (dwd[0]?.dims ?? []).filter((dim) => dwd.every(({ dims: held }) => held.includes(dim)))
        : [];
    const built = await pool.all((worker) => worker.buildTables(context, alone, dims), parts);
    this.clock('dws');

    this.progress.enter('open', '');
    const holdings: Holding[] = built.map((result, index) => held(index, result, dwd[index]));
    let replaced: Readonly<Record<string, number>> = {};
    if (task.storage === 'opfs') {
      await removeLogs(this.files);
      const attached = this.files.map((file, index) => ({ alias: partAlias(index), file }));
      const entries = built.flatMap(({ dims: own }) => own);
      const combined = await pool.ask(0, (worker) =>
        worker.combine(
          Comlink.transfer(
            { context, parts: attached, rejects, dims: entries },
            entries.flatMap((own) => buffersOf(own.entries)),
          ),
        ),
      );
      holdings.push({ alias: MAIN, tables: combined.tables });
      replaced = combined.replaced;
      await removeLogs([...this.files, this.mainFile]);
    }
    this.clock('open');
    return {
      ...this.outcome(context, slices, dwd, built, holdings, replaced),
      shared: this.shared(
        tasks,
        sum(dwd, ({ spilled }) => spilled),
      ),
    };
  }

  /** Takes the rows that are stored, each worker those of other parts. */
  private async readStored(pool: Pool): Promise<readonly SliceResult[]> {
    const { stored: events } = this.task;
    if (!events) return [];
    const { parts } = this.shares.destinations;
    const tasks = events.places
      .filter(({ table }) => table === 'dwd')
      .map(({ alias, rows }, order): StoredTask => ({ order, alias, rows, events }));
    const done = await pool.all(
      (worker, index) => worker.readStored(tasks.filter(({ order }) => order % parts === index)),
      parts,
    );
    return done.flat();
  }

  private outcome(
    context: DatasetContext,
    slices: readonly SliceResult[],
    dwd: readonly DwdResult[],
    built: readonly TablesResult[],
    holdings: readonly Holding[],
    replaced: Readonly<Record<string, number>>,
  ): Omit<LoadOutcome, 'shared'> {
    const { task } = this;
    const robots = sum(dwd, (part) => part.robots);
    const rejects = rejectCounts(slices, robots);
    return {
      context,
      attachments:
        task.storage === 'memory'
          ? built.map((result, index) => memory(partAlias(index), context, result.memory))
          : [
              ...this.files.map((file, index) => opfs(partAlias(index), file)),
              opfs(MAIN, this.mainFile),
            ],
      places: places(holdings),
      rows: {
        read: sum(slices, ({ records }) => records),
        dwd: sum(dwd, ({ rows }) => rows),
        duplicates: sum(dwd, ({ duplicates }) => duplicates),
        rejected: Object.values(rejects).reduce((total, count) => total + count, 0),
        blank: sum(slices, ({ blank }) => blank),
        unsampled: sum(slices, ({ unsampled }) => unsampled),
      },
      rejects,
      flags: Object.fromEntries(
        (Object.keys(task.rules) as RuleName[])
          .filter((rule) => task.rules[rule] === 'flag')
          .map((rule) => [rule, sum(dwd, ({ flags }) => flags[rule])]),
      ),
      tables: totals(holdings, context, replaced),
      stages: this.seconds,
      exactTimes: task.grain === 'subsecond' || dwd.every(({ fractions }) => !fractions),
    };
  }

  private shared({ length: slices }: readonly ReadTask[], spilled: number): LoadOutcome['shared'] {
    const { workers, destinations } = this.shares;
    return { workers, ...destinations, slices, ...(spilled > 0 && { spilled }) };
  }

  private notEmpty(slices: readonly SliceResult[], dwd: readonly DwdResult[]): void {
    if (dwd.some(({ rows }) => rows > 0)) return;
    const read = sum(slices, ({ records }) => records);
    const [first] = inOrder(slices).flatMap(({ kept }) => kept);
    const file = this.knowledge.plans[0]?.shape.name ?? '';
    if (read === 0) throw new TabhouseError('file-empty', { parameters: { file } });
    if (slices.some(({ unsampled }) => unsampled > 0))
      throw new TabhouseError('sample-empty', { parameters: { file, rows: read } });
    throw new TabhouseError('all-rejected', {
      parameters: { file, rows: read, reason: first?.reason ?? '', line: first?.text ?? '' },
    });
  }

  private clock(stage: Stage): void {
    const now = performance.now();
    this.seconds[stage] = (this.seconds[stage] ?? 0) + (now - this.lap) / 1000;
    this.lap = now;
  }
}

const sum = <T>(list: readonly T[], value: (entry: T) => number) =>
  list.reduce((total, entry) => total + value(entry), 0);
