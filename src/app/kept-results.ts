import { clear, createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import type { CellResult } from '../notebook/index.ts';

/** Rows above which a result is computed again rather than kept. */
const MOST_ROWS = 10_000;
const MOST_RESULTS = 400;

interface Kept {
  readonly result: CellResult;
  readonly at: number;
}

/**
 * Results of cells from earlier visits, by the key that says that nothing they depend on has changed: the page shows
 * them before the engine is up. Losing them costs time only, so that every failure here is silent.
 */
export class KeptResults {
  readonly #store: UseStore | null = openStore();

  async get(key: string): Promise<CellResult | null> {
    if (!this.#store) return null;
    const kept = await get<Kept>(key, this.#store).catch(() => undefined);
    return kept?.result ?? null;
  }

  async put(key: string, result: CellResult): Promise<void> {
    if (!this.#store || result.rows.length > MOST_ROWS) return;
    await set(key, { result, at: Date.now() } satisfies Kept, this.#store).catch(() => undefined);
  }

  /** Drops the oldest results beyond a bound. */
  async prune(): Promise<void> {
    if (!this.#store) return;
    const store = this.#store;
    const all = await entries<string, Kept>(store).catch(() => []);
    const old = all.sort(([, a], [, b]) => b.at - a.at).slice(MOST_RESULTS);
    await Promise.all(old.map(([key]) => del(key, store).catch(() => undefined)));
  }

  async clear(): Promise<void> {
    if (this.#store) await clear(this.#store).catch(() => undefined);
  }
}

function openStore(): UseStore | null {
  return globalThis.indexedDB ? createStore('tabhouse-results', 'cells') : null;
}
