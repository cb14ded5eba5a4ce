import type { Table } from 'apache-arrow';
import { TabhouseError } from '../../../engine/errors.ts';
import { identifier } from '../../../engine/identifier.ts';
import type { ResultRow } from '../../../engine/index.ts';
import type {
  Asked,
  GridColumn,
  GridRows,
  GridView,
  PageAsked,
  Profile,
  Summary,
} from '../types.ts';
import { Behind } from './behind.ts';
import { equalFilters } from './condition.ts';
import { nextMatch, rankOf } from './find.ts';
import { keysOf, lookUp } from './look-up.ts';
import { type Run, runsOf, sliceSql, slicesOf } from './natural.ts';
import { naturalRows, placeAt, placedRows } from './read-rows.ts';
import { columnSql, type Relation, type RowEngine, relationOf, type Wanted } from './relation.ts';
import { type Ask, Scan } from './scan.ts';
import { Sorted } from './sorted.ts';
import { profileOf, summaryOf } from './summaries.ts';

export type { RowEngine, Wanted } from './relation.ts';

/** Rows that a whole read takes at once; more where each read joins a dictionary. */
const BATCH = 50_000;
const JOINED_BATCH = 250_000;
/** Pages whose dictionaries are looked up at a time. */
const LATE = 4;

/** Where the rows of one view stand. */
interface Standing {
  readonly scan: Scan;
  readonly runs: readonly Run[];
  readonly total: number;
  readonly sorted: Sorted | null;
}

/** A relation of the engine by position: nothing of it is held but where its rows stand. */
export class EngineRows implements GridRows {
  readonly #engine: RowEngine;
  readonly #wanted: Wanted;
  #relation: { readonly life: number; readonly found: Promise<Relation> } | null = null;
  #standings: { readonly view: GridView; readonly found: Promise<Standing> }[] = [];
  readonly #behind = new Behind();
  #late: AbortController[] = [];

  constructor(engine: RowEngine, wanted: Wanted) {
    this.#engine = engine;
    this.#wanted = wanted;
  }

  async columns({ signal }: Asked = {}): Promise<readonly GridColumn[]> {
    const { columns } = await this.#resolved(signal);
    return columns.map(({ name, type }) => ({ name, type: type.replace(/ENUM\(.*\)/, 'ENUM') }));
  }

  count(view: GridView, { signal }: Asked = {}): Promise<number> {
    return this.#first(async () => (await this.#standing(view, signal)).total);
  }

  page(view: GridView, from: number, to: number, asked: PageAsked = {}): Promise<ResultRow[]> {
    const { signal, ahead = false } = asked;
    const ask: Ask = { signal, priority: ahead ? 'normal' : 'screen' };
    return this.#first(async () => {
      const { scan, runs, sorted } = await this.#standing(view, signal);
      const rows = sorted
        ? await placedRows(scan, await sorted.places(from, to, ask), ask)
        : await naturalRows(scan, runs, from, to, ask);
      if (scan.relation.lookups.length > 0) this.#lookUp(scan, rows, asked);
      return rows;
    });
  }

  /** The texts of a page's dictionaries, when nothing is waited for; those of the pages asked for last. */
  #lookUp(scan: Scan, rows: ResultRow[], { onLate, onLost }: PageAsked): void {
    const abort = new AbortController();
    this.#late.push(abort);
    for (const old of this.#late.splice(0, this.#late.length - LATE)) old.abort();
    const keys = keysOf(scan, rows);
    const work = (signal: AbortSignal) => lookUp(scan, rows, keys, { signal, priority: 'normal' });
    this.#behind.run(abort.signal, work, 'first').then(onLate, onLost);
  }

  summary(view: GridView, column: string, { signal }: Asked = {}): Promise<Summary> {
    return this.#behind.run(signal, async (own) => {
      const { scan, runs } = await this.#standing({ ...view, sort: [] }, own);
      return summaryOf(scan, runs, column, { signal: own, priority: 'background' });
    });
  }

  profile(view: GridView, column: string, { signal }: Asked = {}): Promise<Profile> {
    return this.#behind.run(
      signal,
      async (own) => {
        const { scan, runs } = await this.#standing({ ...view, sort: [] }, own);
        return profileOf(scan, runs, column, { signal: own, priority: 'background' });
      },
      'next',
    );
  }

  find(
    view: GridView,
    column: string,
    text: string,
    after: number,
    { signal }: Asked = {},
  ): Promise<number | null> {
    return this.#behind.run(
      signal,
      async (own) => {
        const ask: Ask = { signal: own, priority: 'normal' };
        const { scan, runs, sorted } = await this.#standing(view, own);
        const place =
          after < 0
            ? null
            : sorted
              ? ((await sorted.places(after, after + 1, ask))[0] ?? null)
              : await placeAt(scan, runs, after, ask);
        const found = await nextMatch(scan, runs, column, text, place, ask);
        if (!found) return null;
        return rankOf(scan, found, ask);
      },
      'next',
    );
  }

  async *batches(view: GridView, { signal }: Asked = {}): AsyncGenerator<Table> {
    const ask: Ask = { signal, priority: 'background' };
    const { scan, runs, sorted, total } = await this.#standing(view, signal);
    const { relation } = scan;
    const names = relation.columns.map(({ name }) => name);
    const list = names
      .map((name) => `${columnSql(relation, name)} AS ${identifier(name)}`)
      .join(', ');
    const size = relation.lookups.length > 0 ? JOINED_BATCH : BATCH;
    const inRuns = async function* (of: readonly Run[], more: readonly string[] = []) {
      const count = of.reduce((sum, run) => sum + run.count, 0);
      for (let at = 0; at < count; at += size) {
        for (const slice of slicesOf(of, at, Math.min(count, at + size)))
          yield await scan.table(sliceSql(scan, slice, list, more, names), ask);
      }
    };
    if (!sorted || total === 0) {
      yield* inRuns(runs);
      return;
    }
    for await (const { conditions, runs: own } of sorted.spans(ask)) {
      if (own) yield* inRuns(own, conditions);
      else {
        const inner = scan.union((arm) => `${list}, ${scan.place(arm)}`, conditions, names);
        const shown = names.map((name) => identifier(name)).join(', ');
        yield await scan.table(`SELECT ${shown} FROM (${inner}) ORDER BY ${scan.order}`, ask);
      }
    }
  }

  close(): void {
    for (const late of this.#late.splice(0)) late.abort();
    const relation = this.#relation;
    this.#relation = null;
    this.#standings = [];
    if (relation?.life !== this.#engine.life) return;
    void relation.found
      .then(({ temporary }) =>
        temporary
          ? this.#engine.query(`DROP TABLE IF EXISTS ${temporary}`, [], { priority: 'background' })
          : undefined,
      )
      .catch(() => undefined);
  }

  /** What the reader waits for: what is computed in the background stands back. */
  #first<T>(work: () => Promise<T>): Promise<T> {
    return this.#behind.before(async () => {
      const { life } = this.#engine;
      try {
        return await work();
      } catch (error) {
        // The engine came back without what was made in it.
        if (this.#engine.life === life || isCancelled(error)) throw error;
        return work();
      }
    });
  }

  #resolved(signal?: AbortSignal): Promise<Relation> {
    const { life } = this.#engine;
    if (this.#relation?.life !== life) {
      this.#standings = [];
      this.#relation = { life, found: relationOf(this.#engine, this.#wanted) };
    }
    const { found } = this.#relation;
    found.catch(() => {
      if (this.#relation?.found === found) this.#relation = null;
    });
    return unlessAborted(found, signal);
  }

  async #standing(view: GridView, signal?: AbortSignal): Promise<Standing> {
    const relation = await this.#resolved(signal);
    const known = this.#standings.find((one) => isSame(one.view, view));
    if (known) return unlessAborted(known.found, signal);
    const near = this.#standings.find((one) => equalFilters(one.view.filters, view.filters));
    const made = {
      view,
      found: this.#made(relation, view, near?.found ?? null),
    };
    this.#standings = [made, ...this.#standings].slice(0, 4);
    made.found.catch(() => {
      this.#standings = this.#standings.filter((one) => one !== made);
    });
    return unlessAborted(made.found, signal);
  }

  async #made(
    relation: Relation,
    view: GridView,
    near: Promise<Standing> | null,
  ): Promise<Standing> {
    const scan = new Scan(this.#engine, relation, view);
    const plain = new Scan(this.#engine, relation, { ...view, sort: [] });
    const known = (await near?.catch(() => null))?.runs;
    const runs = known ?? (await runsOf(plain, [], { priority: 'screen' }));
    const total = runs.reduce((sum, { count }) => sum + count, 0);
    return { scan, runs, total, sorted: scan.keys.length > 0 ? new Sorted(scan, runs) : null };
  }
}

const isSame = (a: GridView, b: GridView) =>
  equalFilters(a.filters, b.filters) && JSON.stringify(a.sort) === JSON.stringify(b.sort);

const isCancelled = (error: unknown) =>
  error instanceof TabhouseError && error.code === 'cancelled';

/** What several wait for goes on where one of them gives up. */
function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(new TabhouseError('cancelled'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
