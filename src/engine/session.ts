import { type Signal, signal } from '@preact/signals-core';
import type { Table } from 'apache-arrow';
import { loadBinary } from './binary.ts';
import { decode } from './decode.ts';
import { TabhouseError } from './errors.ts';
import { type Instance, type StartInstance, startInstance } from './instance.ts';
import { Runner } from './runner.ts';
import { storedBytes } from './storage.ts';
import type {
  Catalog,
  Engine,
  EngineState,
  EngineStatus,
  QueryAnswer,
  QueryOptions,
  Target,
  Value,
} from './types.ts';

export interface EngineOptions {
  readonly load?: typeof loadBinary;
  readonly start?: StartInstance;
  /** Milliseconds that a cancelled query has to stop before it is ended with its engine. */
  readonly grace?: number;
  /** Milliseconds that a query which runs when the catalog changes has to end. */
  readonly patience?: number;
}

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
  readonly ready: Promise<void>;

  private readonly load: typeof loadBinary;
  private readonly start: StartInstance;
  private readonly patience: number;
  private readonly runner: Runner;
  private catalog = EMPTY;
  private restarts = 0;
  private lives = 0;
  private streams = 0;
  private current: Instance | null = null;
  /** True as long as the current instance is as it was started. */
  private untouched = false;
  private ended: Promise<void> = Promise.resolve();
  private changes: Promise<void>;

  constructor({
    load = loadBinary,
    start = startInstance,
    grace = 3_000,
    patience = 5_000,
  }: EngineOptions) {
    this.load = load;
    this.start = start;
    this.patience = patience;
    this.runner = new Runner({
      grace,
      onChange: () => this.show(),
      onUnresponsive: (instance) => this.revive(instance, 'unresponsive'),
      onLost: (instance) => this.revive(instance, 'lost'),
      onOutOfMemory: () => {
        if (this.current) this.revive(this.current, 'out-of-memory');
      },
    });
    this.ready = this.insistent(EMPTY);
    this.changes = this.ready.catch(() => {});
  }

  get life() {
    return this.lives;
  }

  get log() {
    return this.runner.log;
  }

  get jobs() {
    return this.runner.jobs;
  }

  cancel(id: number): void {
    this.runner.cancel(id);
  }

  async query(
    sql: string,
    parameters: readonly Value[] = [],
    options: QueryOptions = {},
  ): Promise<Table> {
    return (await this.ask(sql, parameters, options)).table;
  }

  async answer(
    sql: string,
    parameters: readonly Value[] = [],
    options: QueryOptions = {},
  ): Promise<QueryAnswer> {
    return (await this.ask(sql, parameters, options)).answer;
  }

  async tableNames(sql: string, options: QueryOptions = {}): Promise<readonly string[]> {
    let names: readonly string[] = [];
    await this.runner.ask(sql, options, async (instance) => {
      names = await instance.tableNames(sql);
      return { table: null, bytes: 0 };
    });
    return names;
  }

  async *stream(sql: string, parameters: readonly Value[] = [], options: QueryOptions = {}) {
    this.streams += 1;
    const stream = this.streams;
    let own: Instance | null = null;
    await this.runner.ask(sql, options, async (instance) => {
      this.untouched = false;
      own = instance;
      await instance.begin(stream, sql, parameters);
      return { table: null, bytes: 0 };
    });
    try {
      for (;;) {
        let piece: Uint8Array<ArrayBuffer> | null = null;
        await this.runner.ask(sql, options, async (instance) => {
          // A new engine knows nothing of it, and would begin at its start.
          if (instance !== own) throw new TabhouseError('engine-lost', { cause: 'replaced' });
          piece = await instance.next(stream);
          return { table: null, bytes: piece?.byteLength ?? 0 };
        });
        if (piece === null) return;
        yield piece;
      }
    } finally {
      (own as Instance | null)?.close(stream);
    }
  }

  private async ask(sql: string, parameters: readonly Value[], options: QueryOptions) {
    const { readOnly = false } = options;
    let answer: QueryAnswer | null = null;
    const table = await this.runner.ask(sql, options, async (instance, id) => {
      this.untouched = false;
      answer = await instance.run(id, sql, parameters, readOnly);
      return { table: decode(answer), bytes: answer.ipc.byteLength };
    });
    if (!table || !answer) throw new TabhouseError('internal');
    return { table, answer: answer as QueryAnswer };
  }

  async insert(ipc: Uint8Array, target: Target): Promise<void> {
    await this.runner.ask(`INSERT INTO ${target.table}`, {}, async (instance) => {
      this.untouched = false;
      await instance.insert(ipc.slice(), target);
      return { table: null, bytes: ipc.byteLength };
    });
  }

  mount(catalog: Catalog): Promise<void> {
    return this.change(() => this.orBack(() => this.goOver(catalog)));
  }

  remount(make: () => Promise<Catalog>): Promise<void> {
    return this.change(() =>
      this.orBack(async () => {
        await this.runner.pause(this.patience);
        this.end();
        await this.ended;
        await this.goOver(await make());
      }),
    );
  }

  release(): Promise<void> {
    return this.mount(EMPTY);
  }

  restart(reason: string): Promise<void> {
    this.restarts += 1;
    this.state.value = { phase: 'restarting', reason };
    this.runner.use(null);
    this.end();
    return this.change(() => this.insistent(this.catalog));
  }

  async status(): Promise<EngineStatus> {
    const [{ version, memoryBytes }, opfsBytes] = await Promise.all([this.vitals(), storedBytes()]);
    return { version, memoryBytes, opfsBytes, restarts: this.restarts };
  }

  /** Asks the instance, and the next one where it is lost meanwhile. */
  private async vitals(tries = STARTS): Promise<{ version: string; memoryBytes: number }> {
    await this.changes;
    const { current } = this;
    if (!current) throw new TabhouseError('engine-lost');
    try {
      const [version, memoryBytes] = await Promise.all([current.version(), current.memoryBytes()]);
      return { version, memoryBytes };
    } catch (error) {
      if (tries <= 1 || !isLoss(error)) throw error;
      this.revive(current, 'lost');
      return this.vitals(tries - 1);
    }
  }

  private revive(instance: Instance, reason: string): void {
    if (this.current === instance) void this.restart(reason).catch(() => {});
  }

  private async goOver(catalog: Catalog): Promise<void> {
    await this.replace(catalog).catch((error) => {
      if (!isLoss(error)) throw error;
      return this.replace(catalog);
    });
    this.catalog = catalog;
  }

  /** What was open is open again where `work` rejects. */
  private async orBack(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.insistent(this.catalog).catch(() => {});
      throw error;
    }
  }

  /** One change of the instance at a time. */
  private change(work: () => Promise<void>): Promise<void> {
    const changed = this.changes.then(work);
    this.changes = changed.catch(() => {});
    return changed;
  }

  /** `replace`, tried again; what waits is rejected where it cannot be done. */
  private async insistent(catalog: Catalog): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.replace(catalog);
      } catch (cause) {
        if (tries < STARTS) continue;
        const error =
          cause instanceof TabhouseError ? cause : new TabhouseError('engine-start', { cause });
        this.state.value = { phase: 'failed', reason: error.code };
        this.runner.fail(error);
        throw error;
      }
    }
  }

  /** Goes over to an instance with this catalog. The next one starts while the old one still works. */
  private async replace(catalog: Catalog): Promise<void> {
    if (this.current && this.untouched) {
      await this.runner.pause(this.patience);
      const reused = this.current;
      if (reused && this.untouched) return this.equip(reused, catalog);
    }
    const starting = this.begin();
    starting.catch(() => {});
    await this.runner.pause(this.patience);
    this.end();
    await this.ended;
    await this.equip(await starting, catalog);
  }

  private async begin(): Promise<Instance> {
    const wasm = await this.load((bytes, total) => {
      if (this.state.peek().phase === 'loading')
        this.state.value = { phase: 'loading', bytes, total };
    });
    const instance = await this.start(wasm);
    void instance.death.then(() => this.revive(instance, 'lost'));
    return instance;
  }

  private end(): void {
    const { current } = this;
    if (!current) return;
    this.current = null;
    current.terminate();
    this.ended = current.death;
  }

  private async equip(instance: Instance, catalog: Catalog): Promise<void> {
    this.current = null;
    this.untouched = catalog === EMPTY;
    try {
      if (catalog !== EMPTY) await instance.mount(catalog);
    } catch (error) {
      instance.terminate();
      await instance.death;
      throw error;
    }
    this.current = instance;
    this.lives += 1;
    this.runner.use(instance);
    this.show(true);
  }

  private show(recovered = false): void {
    const { phase } = this.state.peek();
    if (!recovered && phase !== 'idle' && phase !== 'working') return;
    const { running, queued } = this.runner.counts;
    this.state.value =
      running + queued > 0 ? { phase: 'working', running, queued } : { phase: 'idle' };
  }
}

function isLoss(error: unknown): boolean {
  return error instanceof TabhouseError && error.code === 'engine-lost';
}
