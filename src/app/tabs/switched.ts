import { computed, type Signal, signal } from '@preact/signals-core';
import { type Engine, TabhouseError } from '../../engine/index.ts';
import type { WarehouseFace } from './remote.ts';

/** What answers now; while nobody knows which tab has the data, questions wait. */
class Post<T> {
  readonly now: Signal<T | null> = signal(null);
  #next: Promise<T>;
  #known: (one: T) => void = () => {};

  constructor() {
    this.#next = this.#open();
  }

  #open(): Promise<T> {
    return new Promise((resolve) => {
      this.#known = resolve;
    });
  }

  at(): Promise<T> {
    const now = this.now.peek();
    return now === null ? this.#next : Promise.resolve(now);
  }

  use(one: T | null): void {
    this.now.value = one;
    if (one !== null) this.#known(one);
    else this.#next = this.#open();
  }
}

export interface Switched<T> {
  readonly face: T;
  /** From now on everything goes here; null: it waits for the next. */
  use(one: T | null): void;
}

/**
 * An engine that is of this tab or, while another has the data, of that one. What a tab that closed did not answer is
 * asked again of the next.
 */
export function switchedEngine(): Switched<Engine> {
  const post = new Post<Engine>();
  const { now } = post;
  let lives = 0;
  const again = async <T>(work: (engine: Engine) => Promise<T>): Promise<T> => {
    const engine = await post.at();
    try {
      return await work(engine);
    } catch (error) {
      if (!(error instanceof TabhouseError) || error.code !== 'engine-lost') throw error;
      // That the tab is gone is heard here and by who takes its place at the same time.
      await new Promise((resolve) => setTimeout(resolve));
      if (engine === now.peek()) throw error;
      return work(await post.at());
    }
  };
  const face: Engine = {
    state: computed(() => now.value?.state.value ?? { phase: 'loading', bytes: 0, total: 0 }),
    log: computed(() => now.value?.log.value ?? []),
    jobs: computed(() => now.value?.jobs.value ?? []),
    get life() {
      return lives + (now.peek()?.life ?? 0);
    },
    get ready() {
      return post.at().then((engine) => engine.ready);
    },
    query: (...all) => again((engine) => engine.query(...all)),
    answer: (...all) => again((engine) => engine.answer(...all)),
    tableNames: async (...all) => (await post.at()).tableNames?.(...all) ?? [],
    async *stream(...all) {
      yield* (await post.at()).stream(...all);
    },
    insert: (...all) => again((engine) => engine.insert(...all)),
    mount: (catalog) => again((engine) => engine.mount(catalog)),
    remount: (make) => again((engine) => engine.remount(make)),
    release: () => again((engine) => engine.release()),
    restart: (reason) => again((engine) => engine.restart(reason)),
    status: () => again((engine) => engine.status()),
    cancel: (id) => now.peek()?.cancel(id),
  };
  return {
    face,
    use(engine) {
      lives += 1 + (now.peek()?.life ?? 0);
      post.use(engine);
    },
  };
}

/** A warehouse that is of this tab or, while another has the data, of that one. */
export function switchedWarehouse(): Switched<WarehouseFace> {
  const post = new Post<WarehouseFace>();
  const { now } = post;
  const face: WarehouseFace = {
    get current() {
      return now.peek()?.current ?? null;
    },
    get fileNames() {
      return now.peek()?.fileNames ?? [];
    },
    last: async () => (await post.at()).last(),
    datasets: async () => (await post.at()).datasets(),
    files: async () => (await post.at()).files(),
    handOver: (files) => now.peek()?.handOver(files),
    remembered: async (shape) => (await post.at()).remembered(shape),
    storage: async () => (await post.at()).storage(),
    setStorage: async (storage) => (await post.at()).setStorage(storage),
    means: async () => (await post.at()).means(),
    persisted: async () => (await post.at()).persisted(),
    rejectsCsv: async (aborted) => (await post.at()).rejectsCsv(aborted),
    reopen: async () => (await post.at()).reopen(),
    open: async (files, options) => (await post.at()).open(files, options),
    change: async (settings, options) => (await post.at()).change(settings, options),
    switchTo: async (id) => (await post.at()).switchTo(id),
    rename: async (id, name) => (await post.at()).rename(id, name),
    delete: async (id) => (await post.at()).delete(id),
    reset: async () => (await post.at()).reset(),
  };
  return { face, use: (warehouse) => post.use(warehouse) };
}
