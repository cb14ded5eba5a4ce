import { clear, createStore, del, get, keys, set, type UseStore } from 'idb-keyval';
import { breath } from '../engine/breath.ts';
import type { CellResult } from '../notebook/index.ts';

/** Rows above which a result is computed again rather than kept. */
const MOST_ROWS = 10_000;
const MOST_RESULTS = 400;
/** Rows that are written or read at once: copying ten thousand holds the page for 90 ms. */
const PIECE = 1000;

type Rows = CellResult['rows'];

interface Kept {
  /** With the first rows alone. */
  readonly result: CellResult;
  /** Further rows are in `rows` under the result's key and 1, 2, … */
  readonly pieces: number;
  /** True where the detail holds the same rows as the result. */
  readonly shared: boolean;
  readonly at: number;
}

/**
 * Results of cells from earlier visits, by the key that says that nothing they depend on has changed: the page shows
 * them before the engine is up. Losing them costs time only, so that every failure here is silent.
 */
export class KeptResults {
  readonly #results: UseStore | null = openStore('tabhouse-results', 'cells');
  readonly #rows: UseStore | null = openStore('tabhouse-rows', 'pieces');

  /** Keys of all results there are: most questions are new ones, and need not wait for the storage. */
  #names: Promise<Set<string>> | null = null;

  #known(): Promise<Set<string>> {
    this.#names ??= this.#results
      ? keys<string>(this.#results).then((names) => new Set(names))
      : Promise.resolve(new Set<string>());
    return this.#names;
  }

  /** Opens the storage, so that the first result need not wait for that. */
  open(): void {
    this.#known().catch(() => undefined);
  }

  async get(key: string): Promise<CellResult | null> {
    if (!this.#results || !this.#rows) return null;
    try {
      if (!(await this.#known()).has(key)) return null;
      const kept = await get<Kept>(key, this.#results);
      if (!kept) return null;
      const rows = [...kept.result.rows];
      for (let index = 1; index <= kept.pieces; index++) {
        await breath();
        const piece = await get<Rows>(pieceKey(key, index), this.#rows);
        if (!piece) return null;
        rows.push(...piece);
      }
      return kept.pieces > 0 ? withRows(kept.result, rows, kept.shared) : kept.result;
    } catch {
      return null;
    }
  }

  async put(key: string, result: CellResult): Promise<void> {
    const { rows } = result;
    if (!this.#results || !this.#rows || rows.length > MOST_ROWS) return;
    const pieces = Math.max(0, Math.ceil(rows.length / PIECE) - 1);
    const shared = isObject(result.detail) && result.detail.rows === rows;
    try {
      for (let index = 1; index <= pieces; index++) {
        await breath();
        const piece = rows.slice(index * PIECE, (index + 1) * PIECE);
        await set(pieceKey(key, index), piece, this.#rows);
      }
      // Last, so that a result whose rows are not all there is none.
      const first = pieces > 0 ? withRows(result, rows.slice(0, PIECE), shared) : result;
      const kept: Kept = { result: first, pieces, shared, at: Date.now() };
      // What waits for the result goes on before it is copied.
      await breath();
      await set(key, kept, this.#results);
      (await this.#known()).add(key);
    } catch {
      // Computed again at the next visit.
    }
  }

  /** Drops the oldest results beyond `most`. Each is looked at alone, so that no task copies them all. */
  async prune(most = MOST_RESULTS): Promise<void> {
    const [results, pieces] = [this.#results, this.#rows];
    if (!results || !pieces) return;
    try {
      const names = await keys<string>(results);
      if (names.length <= most) return;
      const found: { key: string; at: number; pieces: number }[] = [];
      for (const key of names) {
        await breath();
        const kept = await get<Kept>(key, results);
        if (kept) found.push({ key, at: kept.at, pieces: kept.pieces });
      }
      for (const old of found.sort((a, b) => b.at - a.at).slice(most)) {
        (await this.#known()).delete(old.key);
        await del(old.key, results);
        for (let index = 1; index <= old.pieces; index++)
          await del(pieceKey(old.key, index), pieces);
      }
    } catch {
      // Kept for longer.
    }
  }

  async clear(): Promise<void> {
    this.#names = null;
    if (this.#results) await clear(this.#results).catch(() => undefined);
    if (this.#rows) await clear(this.#rows).catch(() => undefined);
  }
}

const pieceKey = (key: string, index: number) => `${key}#${index}`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function withRows(result: CellResult, rows: Rows, shared: boolean): CellResult {
  const detail = shared && isObject(result.detail) ? { ...result.detail, rows } : result.detail;
  return { ...result, rows, detail };
}

function openStore(name: string, store: string): UseStore | null {
  return globalThis.indexedDB ? createStore(name, store) : null;
}
