import { type Signal, signal } from '@preact/signals-core';
import type { Table } from 'apache-arrow';
import { loadBinary } from './binary.ts';
import { decode } from './decode.ts';
import { TabhouseError } from './errors.ts';
import { type Instance, type StartInstance, startInstance } from './instance.ts';
import { PriorityQueue } from './queue.ts';
import { storedBytes } from './storage.ts';
import type {
  Catalog,
  Engine,
  EngineState,
  Priority,
  QueryLogEntry,
  QueryOptions,
  Target,
  Value,
} from './types.ts';

export interface EngineOptions {
  readonly load?: typeof loadBinary;
  readonly start?: StartInstance;
  /** Milliseconds that a cancelled query has to stop before it is ended with its engine. */
  readonly grace?: number;
}

interface Job {
  readonly id: number;
  readonly priority: Priority;
  readonly sql: string;
  readonly label: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly work: (instance: Instance) => Promise<{ table: Table | null; bytes: number }>;
  readonly asked: number;
  lives: number;
  resolve(table: Table | null): void;
  reject(error: TabhouseError): void;
}

const LOG_LENGTH = 500;
const GRACE = 3_000;
/** A start that fails is tried again this often. */
const STARTS = 3;
const EMPTY: Catalog = { attachments: [], statements: [] };

/** Starts the page's engine. Nothing it is asked is lost when it dies: it comes back with what was mounted. */
export function createEngine(options: EngineOptions = {}): Engine {
  return new Session(options);
}

class Session implements Engine {
  readonly state: Signal<EngineState> = signal<EngineState>({
    phase: 'loading',
    bytes: 0,
    total: 0,
  });
  readonly log = signal<readonly QueryLogEntry[]>([]);
  readonly ready: Promise<void>;

  private readonly load: typeof loadBinary;
  private readonly start: StartInstance;
  private readonly grace: number;
  private readonly queue = new PriorityQueue<Job>();
  private catalog = EMPTY;
  private restarts = 0;
  private ids = 0;
  private running: Job | null = null;
  private finished: Promise<void> = Promise.resolve();
  /** The instance that answers, or will. */
  private life: Promise<Instance>;
  private current: Instance | null = null;
  private changing: Promise<void> = Promise.resolve();

  constructor({ load = loadBinary, start = startInstance, grace = GRACE }: EngineOptions) {
    this.load = load;
    this.start = start;
    this.grace = grace;
    this.life = this.begin();
    this.ready = this.life.then(() => {});
    this.ready.catch(() => {});
  }

  async query(sql: string, parameters: readonly Value[] = [], options: QueryOptions = {}) {
    const { readOnly = false } = options;
    const table = await this.ask(sql, options, async (instance, id) => {
      const answer = await instance.run(id, sql, parameters, readOnly);
      return { table: decode(answer), bytes: answer.ipc.byteLength };
    });
    if (!table) throw new TabhouseError('internal');
    return table;
  }

  async insert(ipc: Uint8Array, target: Target): Promise<void> {
    await this.ask(`INSERT INTO ${target.table}`, {}, async (instance) => {
      await instance.insert(ipc, target);
      return { table: null, bytes: 0 };
    });
  }

  mount(catalog: Catalog): Promise<void> {
    return this.change(async () => {
      this.catalog = catalog;
      await this.renew();
    });
  }

  release(): Promise<void> {
    return this.mount(EMPTY);
  }

  restart(reason: string): Promise<void> {
    this.restarts += 1;
    return this.renew(reason);
  }

  async status() {
    const instance = await this.life;
    const [version, memoryBytes, opfsBytes] = await Promise.all([
      instance.version(),
      instance.memoryBytes(),
      storedBytes(),
    ]);
    return { version, memoryBytes, opfsBytes, restarts: this.restarts };
  }

  /** One change of what is mounted at a time, each after the query that runs. */
  private change(work: () => Promise<void>): Promise<void> {
    const changed = this.changing.then(() => this.finished).then(work);
    this.changing = changed.catch(() => {});
    return changed;
  }

  /** Ends the instance and begins another with the same catalog. */
  private async renew(reason?: string): Promise<void> {
    const old = this.current;
    this.current = null;
    if (reason !== undefined) this.state.value = { phase: 'restarting', reason };
    old?.terminate();
    this.life = (old?.death ?? Promise.resolve()).then(() => this.begin());
    await this.life;
  }

  private async begin(): Promise<Instance> {
    for (let tries = 1; ; tries += 1) {
      let instance: Instance | null = null;
      try {
        const wasm = await this.load((bytes, total) => {
          if (this.state.peek().phase === 'loading')
            this.state.value = { phase: 'loading', bytes, total };
        });
        const next = await this.start(wasm);
        instance = next;
        await next.mount(this.catalog);
        this.current = next;
        void next.death.then(() => {
          if (this.current === next) void this.restart('lost').catch(() => {});
        });
        this.show();
        this.pump();
        return next;
      } catch (cause) {
        instance?.terminate();
        await instance?.death;
        if (tries < STARTS) continue;
        const error =
          cause instanceof TabhouseError ? cause : new TabhouseError('engine-start', { cause });
        this.state.value = { phase: 'failed', reason: error.message };
        for (const job of this.queue.clear()) job.reject(error);
        throw error;
      }
    }
  }

  private ask(
    sql: string,
    { signal, priority = 'normal', label }: QueryOptions,
    work: (instance: Instance, id: number) => ReturnType<Job['work']>,
  ): Promise<Table | null> {
    this.ids += 1;
    const id = this.ids;
    return new Promise((resolve, reject) => {
      const job: Job = {
        id,
        priority,
        sql,
        label,
        signal,
        work: (instance) => work(instance, id),
        asked: performance.now(),
        lives: 2,
        resolve,
        reject,
      };
      if (signal?.aborted) {
        reject(new TabhouseError('cancelled'));
        return;
      }
      signal?.addEventListener('abort', () => this.abort(job), { once: true });
      this.queue.push(job);
      this.show();
      this.pump();
    });
  }

  private abort(job: Job): void {
    if (this.queue.remove(job)) {
      job.reject(new TabhouseError('cancelled'));
      this.show();
      return;
    }
    if (this.running !== job) return;
    const instance = this.current;
    instance?.cancel(job.id);
    setTimeout(() => {
      if (this.running === job && this.current === instance && instance)
        void this.restart('unresponsive').catch(() => {});
    }, this.grace);
  }

  private pump(): void {
    const instance = this.current;
    if (this.running || !instance) return;
    const job = this.queue.shift();
    if (!job) return;
    this.running = job;
    this.finished = this.execute(job, instance).then(() => {
      this.running = null;
      this.show();
      this.pump();
    });
    this.show();
  }

  private async execute(job: Job, instance: Instance): Promise<void> {
    const begun = performance.now();
    const note = (outcome: QueryLogEntry['outcome'], rows: number, bytes: number) => {
      const entry: QueryLogEntry = {
        id: job.id,
        sql: job.sql,
        label: job.label,
        startedAt: performance.timeOrigin + begun,
        waited: begun - job.asked,
        milliseconds: performance.now() - begun,
        rows,
        bytes,
        outcome,
      };
      this.log.value = [...this.log.peek().slice(1 - LOG_LENGTH), entry];
    };
    job.lives -= 1;
    try {
      const { table, bytes } = await job.work(instance);
      note('done', table?.numRows ?? 0, bytes);
      job.resolve(table);
    } catch (cause) {
      if (job.signal?.aborted) {
        note('cancelled', 0, 0);
        job.reject(new TabhouseError('cancelled', { cause }));
        return;
      }
      const error =
        cause instanceof TabhouseError ? cause : new TabhouseError('internal', { cause });
      if (error.code === 'engine-lost' && job.lives > 0) {
        this.queue.pushFirst(job);
        return;
      }
      note('failed', 0, 0);
      job.reject(error);
      if (error.code === 'out-of-memory') void this.restart('out-of-memory').catch(() => {});
    }
  }

  private show(): void {
    if (!this.current) return;
    const running = this.running ? 1 : 0;
    const queued = this.queue.size;
    this.state.value =
      running + queued > 0 ? { phase: 'working', running, queued } : { phase: 'idle' };
  }
}
