import { TabhouseError } from '../../engine/errors.ts';
import type { Row } from '../../metrics/types.ts';
import type { PageAsked } from './types.ts';

/** Rows that are asked for at once. */
const PAGE = 100;
/** Pages that are held. */
const MOST = 60;
/** Milliseconds that a page which nobody sees any more may yet take. */
const PATIENCE = 150;

export type FetchPage = (from: number, to: number, asked: PageAsked) => Promise<readonly Row[]>;

interface Under {
  readonly page: number;
  readonly abort: AbortController;
  readonly since: number;
  readonly ahead: boolean;
}

/**
 * The rows in sight and around them, by position. One page is fetched at a time, what is in sight first, then what
 * comes next in the direction of scrolling; what was left behind is given up.
 */
export class Pages {
  readonly #fetch: FetchPage;
  readonly #changed: () => void;
  readonly #failed: (error: unknown) => void;
  #pages = new Map<number, readonly Row[]>();
  #under: Under | null = null;
  #wanted: readonly number[] = [];
  #ahead: readonly number[] = [];
  #first = 0;
  #rows = 0;

  constructor(fetch: FetchPage, changed: () => void, failed: (error: unknown) => void) {
    this.#fetch = fetch;
    this.#changed = changed;
    this.#failed = failed;
  }

  /** Forgets everything; `rows` in all. `held` are the first of them, where they are known. */
  reset(rows: number, held: readonly Row[] = []): void {
    this.#under?.abort.abort();
    this.#under = null;
    this.#rows = rows;
    this.#wanted = [];
    this.#ahead = [];
    this.#pages.clear();
    for (let from = 0; from < held.length; from += PAGE) {
      const piece = held.slice(from, from + PAGE);
      if (piece.length === PAGE || from + piece.length >= rows) this.#pages.set(from / PAGE, piece);
    }
  }

  /** The row at a position; undefined where it is not there yet. */
  row(position: number): Row | undefined {
    return this.#pages.get(Math.floor(position / PAGE))?.[position % PAGE];
  }

  /** Says which rows are in sight. */
  want(from: number, to: number): void {
    const pages = span(from, to, this.#rows);
    const down = from >= this.#first;
    this.#first = from;
    const last = Math.max(0, Math.ceil(this.#rows / PAGE) - 1);
    const [start = 0, end = 0] = [pages[0], pages.at(-1)];
    const around = down ? [end + 1, end + 2, start - 1] : [start - 1, start - 2, end + 1];
    this.#wanted = pages.filter((page) => !this.#pages.has(page));
    this.#ahead = around.filter((page) => page >= 0 && page <= last && !this.#pages.has(page));
    for (const page of pages) this.#touch(page);
    this.#drop();
    this.#next();
  }

  #touch(page: number): void {
    const rows = this.#pages.get(page);
    if (!rows) return;
    this.#pages.delete(page);
    this.#pages.set(page, rows);
  }

  #drop(): void {
    const under = this.#under;
    if (!under || this.#wanted.includes(under.page)) return;
    const patient = performance.now() - under.since < PATIENCE;
    if (this.#wanted.length > 0 && (under.ahead || !patient)) {
      under.abort.abort();
      this.#under = null;
    }
  }

  #forget(page: number): void {
    this.#pages.delete(page);
  }

  #next(): void {
    if (this.#under) return;
    const wanted = this.#wanted[0];
    const page = wanted ?? this.#ahead[0];
    if (page !== undefined) void this.#load(page, wanted === undefined);
  }

  async #load(page: number, ahead: boolean): Promise<void> {
    const abort = new AbortController();
    const under: Under = { page, abort, ahead, since: performance.now() };
    this.#under = under;
    try {
      const from = page * PAGE;
      const rows = await this.#fetch(from, Math.min(from + PAGE, this.#rows), {
        signal: abort.signal,
        ahead,
        onLate: this.#changed,
        onLost: () => this.#forget(page),
      });
      if (abort.signal.aborted) return;
      this.#pages.set(page, rows);
      for (const old of [...this.#pages.keys()].slice(0, -MOST)) this.#pages.delete(old);
      this.#changed();
    } catch (error) {
      if (abort.signal.aborted || isCancelled(error)) return;
      this.#wanted = [];
      this.#ahead = [];
      if (!ahead) this.#failed(error);
    } finally {
      if (this.#under === under) {
        this.#under = null;
        this.#wanted = this.#wanted.filter((one) => one !== page);
        this.#ahead = this.#ahead.filter((one) => one !== page);
        this.#next();
      }
    }
  }
}

const isCancelled = (error: unknown) =>
  error instanceof TabhouseError && error.code === 'cancelled';

function span(from: number, to: number, rows: number): number[] {
  const end = Math.min(to, rows);
  if (end <= from) return [];
  const first = Math.floor(from / PAGE);
  return Array.from({ length: Math.floor((end - 1) / PAGE) - first + 1 }, (_, at) => first + at);
}
