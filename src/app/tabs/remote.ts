import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import * as Comlink from 'comlink';
import {
  decode,
  type Engine,
  type EngineStatus,
  type QueryAnswer,
  type QueryOptions,
  TabhouseError,
  transferErrors,
  type Value,
} from '../../engine/index.ts';
import type {
  DatasetSettings,
  LoadOptions,
  LoadReport,
  OpenDataset,
  Warehouse,
} from '../../warehouse/index.ts';
import type { Asked, LeadFace, LeadState, PlainQueryOptions } from './lead.ts';

/** The warehouse as the workspace knows it: of this tab, or of another. */
export type WarehouseFace = Pick<Warehouse, keyof Warehouse>;

/** Results that this tab has computed must not be taken for those that another writes at the same time. */
const TAB = Math.random().toString(36).slice(2, 10);

const unseen: LeadState = {
  engine: { phase: 'idle' },
  log: [],
  jobs: [],
  life: 0,
  dataset: null,
  fileNames: [],
  loading: null,
};

/** The tab that has the data, seen from this one. */
export class Lead {
  readonly state: ReadonlySignal<LeadState>;
  readonly engine: Engine;
  readonly warehouse: WarehouseFace;
  readonly #face: Comlink.Remote<LeadFace>;
  /** Resolves when that tab is closed or not needed any more. */
  readonly gone: Promise<void>;
  readonly #show: (part: Partial<LeadState>) => void;
  #end: () => void = () => {};
  #calls = 0;

  private constructor(face: Comlink.Remote<LeadFace>, lock: string) {
    this.#face = face;
    this.gone = new Promise((resolve) => {
      this.#end = resolve;
    });
    void navigator.locks.request(lock, { mode: 'shared' }, () => this.#end());
    const state = signal(unseen);
    this.state = state;
    this.#show = (part) => {
      const dataset = part.dataset && own(part.dataset);
      state.value = { ...state.peek(), ...part, ...(dataset && { dataset }) };
    };
    void face.watch(Comlink.proxy(this.#show));
    this.engine = this.#remoteEngine();
    this.warehouse = this.#remoteWarehouse();
  }

  /** Null where the other tab is another build of the page, which speaks another way. */
  static async at(port: MessagePort, build: string): Promise<Lead | null> {
    transferErrors();
    const face = Comlink.wrap<LeadFace>(port);
    const about = await face.about();
    if (about.build === build) {
      const lead = new Lead(face, about.lock);
      await lead.#seen(Promise.resolve());
      return lead;
    }
    port.close();
    return null;
  }

  /** Rejects what was asked and is not answered, with `engine-lost`: the tab is gone. */
  end(): void {
    this.#end();
  }

  cancelLoading(): void {
    void this.#face.cancelLoading();
  }

  #until<T>(work: Promise<T>): Promise<T> {
    const lost = this.gone.then((): never => {
      throw new TabhouseError('engine-lost');
    });
    return Promise.race([work, lost]);
  }

  /** Resolves when what `work` has changed is seen here. */
  async #seen<T>(work: Promise<T>): Promise<T> {
    const result = await this.#until(work);
    this.#show(await this.#until(this.#face.seen()));
    return result;
  }

  /** Runs `work` under a number by which the other tab can be told to stop it. */
  async #call<T>(aborted: AbortSignal | undefined, work: (call: number) => Promise<T>): Promise<T> {
    if (aborted?.aborted) throw new TabhouseError('cancelled');
    const call = this.#calls++;
    const abort = () => void this.#face.abort(call);
    aborted?.addEventListener('abort', abort);
    try {
      return await this.#until(work(call));
    } finally {
      aborted?.removeEventListener('abort', abort);
    }
  }

  #ask<T>(question: Asked, ...parameters: readonly unknown[]): Promise<T> {
    return this.#until(this.#face.ask(question, parameters)) as Promise<T>;
  }

  #remoteEngine(): Engine {
    const face = this.#face;
    const refuse = () => Promise.reject(new TabhouseError('internal'));
    const answer = (
      sql: string,
      parameters: readonly Value[] = [],
      options: QueryOptions = {},
    ): Promise<QueryAnswer> =>
      this.#call(options.signal, (call) => face.answer(call, sql, parameters, plain(options)));
    const { state } = this;
    return {
      state: computed(() => state.value.engine),
      log: computed(() => state.value.log),
      jobs: computed(() => state.value.jobs),
      get life() {
        return state.peek().life;
      },
      ready: Promise.resolve(),
      answer,
      query: async (sql, parameters, options) => decode(await answer(sql, parameters, options)),
      stream: (...all) => this.#stream(...all),
      cancel: (id) => void face.cancelJob(id),
      // That tab gives its own memory back when it has nothing to do.
      restart: async (reason) => {
        if (reason !== 'idle') await this.#until(face.restart(reason));
      },
      status: (): Promise<EngineStatus> => this.#until(face.status()),
      insert: (ipc, target) => this.#until(face.insert(ipc, target)),
      mount: refuse,
      remount: refuse,
      release: refuse,
    };
  }

  async *#stream(sql: string, parameters: readonly Value[] = [], options: QueryOptions = {}) {
    const face = this.#face;
    const { signal: aborted } = options;
    const call = this.#calls++;
    const abort = () => void face.abort(call);
    aborted?.addEventListener('abort', abort);
    try {
      await this.#until(face.begin(call, sql, parameters, plain(options)));
      for (;;) {
        const piece = await this.#until(face.next(call));
        if (piece === null) return;
        yield piece;
      }
    } finally {
      aborted?.removeEventListener('abort', abort);
      void face.close(call);
    }
  }

  #remoteWarehouse(): WarehouseFace {
    const face = this.#face;
    const { state } = this;
    return {
      get current() {
        return state.peek().dataset;
      },
      get fileNames() {
        return state.peek().fileNames;
      },
      last: () => this.#ask<OpenDataset | null>('last').then((open) => open && own(open)),
      datasets: () => this.#ask('datasets'),
      files: () => this.#ask('files'),
      handOver: (files) => void this.#ask('handOver', files),
      remembered: (shape) => this.#ask('remembered', shape),
      storage: () => this.#ask('storage'),
      setStorage: (storage) => this.#ask('setStorage', storage),
      means: () => this.#ask('means'),
      persisted: () => this.#ask('persisted'),
      rejectsCsv: () => this.#ask('rejectsCsv'),
      // It is open there.
      reopen: () => Promise.resolve(),
      open: (files, options = {}) => this.#open(files, options),
      change: (settings: DatasetSettings) => this.#seen(face.change(settings)),
      switchTo: (id) => this.#seen(face.switchTo(id)),
      rename: (id, name) => this.#seen(face.rename(id, name)),
      delete: (id) => this.#seen(face.delete(id)),
      reset: () => this.#seen(face.reset()),
    };
  }

  #open(
    files: readonly File[],
    { signal: aborted, onProgress, ...options }: LoadOptions,
  ): Promise<LoadReport> {
    const show = Comlink.proxy((progress: Parameters<NonNullable<typeof onProgress>>[0]) =>
      onProgress?.(progress),
    );
    return this.#seen(this.#call(aborted, (call) => this.#face.open(call, files, options, show)));
  }
}

/** What of a query's options can go to another tab: callers may hold more in theirs, such as functions. */
const plain = ({ priority, readOnly, label }: QueryOptions): PlainQueryOptions => ({
  ...(priority !== undefined && { priority }),
  ...(readOnly !== undefined && { readOnly }),
  ...(label !== undefined && { label }),
});

const own = (open: OpenDataset): OpenDataset => ({
  ...open,
  context: { ...open.context, tab: TAB },
});
