import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import * as Comlink from 'comlink';
import { deleteFiles, type Engine, orDeath } from '../../engine/index.ts';
import { makeSample } from '../../sources/sample/make.ts';
import { mix } from '../../sources/sample/random.ts';
import { filesOf } from '../../warehouse/store/files.ts';
import { memoryStore } from '../../warehouse/store/records.ts';
import type { LoadProgress } from '../../warehouse/types.ts';
import { type OpenDataset, Warehouse } from '../../warehouse/warehouse.ts';
import { measureLayers, measureSql } from './in-engine.ts';
import { type OwnEngine, ownEngine } from './own-engine.ts';
import { measureSpread, withWorkers } from './spread.ts';
import type { SpeedFigures, SpeedOptions, SpeedProgress, Step } from './types.ts';

/** Works out every cell of the overview notebook over a data set. */
export type Overview = (engine: Engine, open: OpenDataset, signal: AbortSignal) => Promise<void>;

/** The data set of a run, which ends with it. */
interface Ground {
  readonly own: OwnEngine;
  readonly file: File;
  readonly open: OpenDataset;
}

const seconds = (since: number) => (performance.now() - since) / 1000;

/**
 * Measures this machine: makes a file, loads it the usual way into a data set of its own beside whatever is open, asks
 * it, and clears all of it away. One run at a time; its figures come in one after the other.
 */
export class SpeedLab {
  readonly #figures: Signal<SpeedFigures> = signal({});
  readonly #progress: Signal<SpeedProgress | null> = signal(null);
  readonly #problem: Signal<unknown> = signal(null);
  readonly #overview: Overview;
  #run: AbortController | null = null;
  #ended: Promise<void> = Promise.resolve();

  constructor(overview: Overview) {
    this.#overview = overview;
  }

  get figures(): ReadonlySignal<SpeedFigures> {
    return this.#figures;
  }

  /** Null while nothing is measured. */
  get progress(): ReadonlySignal<SpeedProgress | null> {
    return this.#progress;
  }

  /** What ended the last run before its end, unless it was cancelled. */
  get problem(): ReadonlySignal<unknown> {
    return this.#problem;
  }

  /** Ends the run at hand; the figures that it has stay. */
  cancel(): void {
    this.#run?.abort();
  }

  /** Ends the run at hand; resolves when all that it made is gone. */
  end(): Promise<void> {
    this.cancel();
    return this.#ended;
  }

  /** Does nothing while a run is under way. */
  run(options: SpeedOptions): Promise<void> {
    if (!this.#run) this.#ended = this.#start(options);
    return this.#ended;
  }

  async #start(options: SpeedOptions): Promise<void> {
    const run = new AbortController();
    this.#run = run;
    batch(() => {
      this.#figures.value = {};
      this.#problem.value = null;
    });
    this.#show('make', '');
    try {
      await this.#measure(options, run.signal);
    } catch (error) {
      if (!run.signal.aborted) this.#problem.value = error;
    } finally {
      this.#run = null;
      this.#progress.value = null;
    }
  }

  async #measure(options: SpeedOptions, abort: AbortSignal): Promise<void> {
    const since = performance.now();
    const file = await makeSample({
      shape: 'taobao',
      events: options.rows,
      // Another file than a reader's own sample would be, so that it can be deleted.
      seed: mix(options.seed),
      signal: abort,
      onProgress: ({ rows, totalRows, bytes }) =>
        this.#show('make', '', { fraction: rows / totalRows, rows, bytes }),
    });
    const made = seconds(since);
    const own = ownEngine();
    const warehouse = new Warehouse(own.engine, { store: memoryStore() });
    try {
      await own.engine.ready;
      abort.throwIfAborted();
      await this.#load(warehouse, file, made, own, abort);
      const open = warehouse.current;
      if (!open) return;
      const ground = { own, file, open };
      await this.#formats(ground, options, abort);
      await this.#skew(ground, options, abort);
      await this.#layers(ground, options, abort);
    } finally {
      const id = warehouse.current?.context.id;
      own.end();
      if (id !== undefined) await deleteFiles(await filesOf(id)).catch(() => undefined);
      await deleteFiles([file.name]).catch(() => undefined);
    }
  }

  async #load(
    warehouse: Warehouse,
    file: File,
    make: number,
    { engine }: OwnEngine,
    abort: AbortSignal,
  ): Promise<void> {
    const since = performance.now();
    const report = await warehouse.open([file], {
      source: 'taobao',
      signal: abort,
      onProgress: (progress: LoadProgress) => this.#show('load', progress.stage, progress),
    });
    const layers = seconds(since);
    const open = warehouse.current;
    if (!open) return;
    this.#show('overview', '');
    await this.#overview(engine, open, abort);
    const { rows, storage, stages, tables } = report;
    const stored = tables.reduce((sum, { layer, bytes }) => sum + (layer === 'ods' ? 0 : bytes), 0);
    this.#add({
      load: {
        rows,
        bytes: file.size,
        storage,
        make,
        stages,
        layers,
        overview: seconds(since),
        stored,
      },
    });
  }

  async #formats({ file, open }: Ground, { runs }: SpeedOptions, abort: AbortSignal) {
    const [plan] = open.plans;
    if (!plan) return;
    this.#show('formats', 'write');
    const formats = await withWorkers(1, abort, ([worker]) => {
      if (!worker) throw new RangeError('no worker');
      return orDeath(
        worker,
        worker.remote.formats(
          file,
          plan,
          runs,
          Comlink.proxy(({ subject, fraction, rows }) =>
            this.#show('formats', subject, { fraction, rows }),
          ),
        ),
      );
    });
    this.#add({ formats });
  }

  async #skew({ own, open }: Ground, options: SpeedOptions, abort: AbortSignal) {
    const { runs, hot, salts, workers, seed } = options;
    const rows = open.report.rows.dwd;
    this.#show('skew', 'engine', { rows });
    const onRun = (subject: string, from: number) => (done: number, all: number) =>
      this.#show('skew', subject, { fraction: from + done / all / 2, rows });
    const engine = await measureSql(
      own.engine,
      { hot, salts },
      {
        runs,
        signal: abort,
        onRun: onRun('engine', 0),
      },
    );
    const keys = engine.plain.groups;
    const source = { rows, seed, keys, hot };
    this.#show('skew', 'workers', { fraction: 0.5, rows });
    const spread = await withWorkers(workers, abort, (started) =>
      measureSpread(started, source, salts, runs, onRun('workers', 0.5)),
    );
    this.#add({ skew: { rows, hot, salts, workers, spread, engine } });
  }

  async #layers({ own }: Ground, { runs }: SpeedOptions, abort: AbortSignal) {
    this.#show('layers', '');
    const layers = await measureLayers(own.engine, {
      runs,
      signal: abort,
      onRun: (done, all) => this.#show('layers', '', { fraction: done / all }),
    });
    this.#add({ layers });
  }

  #add(more: SpeedFigures): void {
    this.#figures.value = { ...this.#figures.value, ...more };
  }

  #show(step: Step, subject: string, known: Partial<SpeedProgress> = {}): void {
    const none = {
      fraction: null,
      rows: null,
      bytes: null,
      rowsPerSecond: null,
      secondsLeft: null,
    };
    const { fraction, rows, bytes, rowsPerSecond, secondsLeft } = { ...none, ...known };
    this.#progress.value = { step, subject, fraction, rows, bytes, rowsPerSecond, secondsLeft };
  }
}
