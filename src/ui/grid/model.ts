import { breath } from '../../engine/breath.ts';
import { TabhouseError } from '../../engine/errors.ts';
import type { Row } from '../../metrics/types.ts';
import { heldSummary } from './held-summary.ts';
import { Pages } from './pages.ts';
import { equalFilters } from './rows/condition.ts';
import { type GridColumn, type GridRows, type GridView, type Summary, WHOLE } from './types.ts';

/** What is known of the rows before they are asked for. */
export interface Known {
  readonly columns: readonly GridColumn[] | null;
  /** The first rows as they stand. */
  readonly held: readonly Row[];
  readonly total: number | null;
}

/** What the grid shows of its rows: how many there are, those in sight, what the heads say. */
export class GridModel {
  columns: readonly GridColumn[] = [];
  /** Rows of the view; null until they are counted. */
  count: number | null = null;
  /** Rows without filters; null until they are counted. */
  total: number | null = null;
  problem: unknown = null;
  view: GridView = WHOLE;
  readonly #changed: () => void;
  readonly #pages: Pages;
  #rows: GridRows | null = null;
  #known: Known = { columns: null, held: [], total: null };
  #abort = new AbortController();
  #summaries = new Map<string, Summary | null | undefined>();
  #summaryAbort = new AbortController();
  #turn: Promise<void> = Promise.resolve();

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#pages = new Pages(
      (from, to, asked) => this.#page(from, to, asked),
      changed,
      (error) => this.#fail(error),
    );
  }

  /** Goes over to other rows. */
  use(rows: GridRows, known: Known, view: GridView): void {
    this.#rows = rows;
    this.#known = known;
    this.columns = known.columns ?? [];
    this.total = known.total;
    this.count = null;
    this.view = view;
    this.#summaryAbort.abort();
    this.#summaryAbort = new AbortController();
    this.#summaries.clear();
    this.#open();
  }

  /** Goes over to other filters or another order of the same rows. */
  show(view: GridView): void {
    const filters = equalFilters(view.filters, this.view.filters);
    this.view = view;
    if (!filters) {
      this.#summaryAbort.abort();
      this.#summaryAbort = new AbortController();
      this.#summaries.clear();
    }
    this.#open(filters);
  }

  retry(): void {
    this.#open();
  }

  stop(): void {
    this.#abort.abort();
    this.#summaryAbort.abort();
    this.#pages.reset(0);
  }

  row(position: number): Row | undefined {
    return this.#pages.row(position);
  }

  want(from: number, to: number): void {
    if (this.count) this.#pages.want(from, to);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** What the head of a column says; null while it is computed, undefined where it could not be. */
  summary(column: string): Summary | null | undefined {
    if (this.#summaries.has(column)) return this.#summaries.get(column);
    if (this.count === null || !this.#rows || this.#summaryAbort.signal.aborted) return null;
    this.#summaries.set(column, null);
    const { held } = this.#known;
    const known = this.columns.find(({ name }) => name === column);
    if (known && held.length === this.total && this.view.filters.length === 0) {
      void this.#summarizeHeld(known, this.#summaryAbort.signal);
      return null;
    }
    const { signal } = this.#summaryAbort;
    this.#rows.summary(this.view, column, { signal }).then(
      (summary) => {
        if (signal.aborted) return;
        this.#summaries.set(column, summary);
        this.#changed();
      },
      () => {
        if (signal.aborted) return;
        this.#summaries.set(column, undefined);
        this.#changed();
      },
    );
    return null;
  }

  /** A column at a time: ten thousand rows take some milliseconds. */
  #summarizeHeld(column: GridColumn, signal: AbortSignal): Promise<void> {
    this.#turn = this.#turn.then(breath).then(() => {
      if (signal.aborted) return;
      this.#summaries.set(column.name, heldSummary(this.#known.held, column));
      this.#changed();
    });
    return this.#turn;
  }

  get #isWhole(): boolean {
    return this.view.filters.length === 0 && this.view.sort.length === 0;
  }

  /** `keep`: as many rows as before. */
  #open(keep = false): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    if (this.#summaryAbort.signal.aborted) this.#summaryAbort = new AbortController();
    this.problem = null;
    if (!keep) this.count = null;
    if (this.view.filters.length === 0 && this.total !== null) this.count = this.total;
    const held = this.#isWhole ? this.#known.held : [];
    this.#pages.reset(this.count ?? 0, held);
    this.#changed();
    void this.#learn(this.#abort.signal);
  }

  async #learn(signal: AbortSignal): Promise<void> {
    const rows = this.#rows;
    if (!rows) return;
    try {
      if (this.columns.length === 0) {
        this.columns = await rows.columns({ signal });
        this.#changed();
      }
      if (this.count !== null) return;
      const count = await rows.count(this.view, { signal });
      if (signal.aborted) return;
      this.count = count;
      if (this.view.filters.length === 0) this.total = count;
      this.#pages.reset(count, this.#isWhole ? this.#known.held : []);
      this.#changed();
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #page(from: number, to: number, asked: Parameters<GridRows['page']>[3]) {
    if (!this.#rows) return Promise.resolve([]);
    return this.#rows.page(this.view, from, to, asked);
  }

  #fail(error: unknown): void {
    if (error instanceof TabhouseError && error.code === 'cancelled') return;
    this.problem = error;
    this.#changed();
  }
}
