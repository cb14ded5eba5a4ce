import { ROW } from './arms.ts';
import { cut } from './cut.ts';
import { type Run, runsOf, sliceSql, slicesOf } from './natural.ts';
import type { Ask, Scan } from './scan.ts';

/** Where a row lies: its arm, and its number there. */
export interface Place {
  readonly arm: number;
  readonly row: number;
}

/** Rows between two values of a key, or of one value: what they have in common is in `conditions`. */
interface Span {
  /** Keys that `conditions` settle; as many as there are: the rest stands in the relation's own order. */
  readonly level: number;
  readonly conditions: readonly string[];
  readonly count: number;
  spans: readonly Span[] | null;
  runs: readonly Run[] | null;
  places: readonly Place[] | null;
}

/** Rows that are put in order at once: a scan of the keys finds them. */
const MOST = 50_000;
/** First rows of all, found without cutting the relation into spans. */
const HEAD = 1_000;
/** Spans whose order is remembered. */
const REMEMBERED = 8;

/**
 * The order of a view without sorting it: the values of the first key are cut into spans of known size, those that
 * are too large again or by the next key, and only the span that is looked at is put in order. Holds a few thousand
 * boundaries and the places of the spans looked at last, at any size.
 */
export class Sorted {
  readonly #scan: Scan;
  readonly #runs: readonly Run[];
  readonly #root: Span;
  #head: readonly Place[] | null = null;
  #remembered: Span[] = [];

  /** `runs`: the same view without its order. */
  constructor(scan: Scan, runs: readonly Run[]) {
    this.#scan = scan;
    this.#runs = runs;
    const count = runs.reduce((sum, run) => sum + run.count, 0);
    this.#root = span(0, [], count);
  }

  /** Places of the rows at positions `from` up to `to`. */
  async places(from: number, to: number, ask: Ask = {}): Promise<readonly Place[]> {
    if (to <= HEAD && this.#root.count > MOST) {
      this.#head ??= await this.#inOrder([], HEAD, ask);
      return this.#head.slice(from, to);
    }
    return this.#within(this.#root, from, Math.min(to, this.#root.count), ask);
  }

  /** Conditions of spans in order, each at most `MOST` rows or of one value: what a whole read goes through. */
  async *spans(
    ask: Ask,
  ): AsyncGenerator<{ conditions: readonly string[]; runs: readonly Run[] | null }> {
    yield* this.#leaves(this.#root, ask);
  }

  async *#leaves(
    of: Span,
    ask: Ask,
  ): AsyncGenerator<{ conditions: readonly string[]; runs: readonly Run[] | null }> {
    if (of.count === 0) return;
    if (of.level >= this.#scan.keys.length) {
      of.runs ??= await runsOf(this.#scan, of.conditions, ask);
      yield { conditions: of.conditions, runs: of.runs };
    } else if (of.count <= MOST) yield { conditions: of.conditions, runs: null };
    else {
      of.spans ??= await this.#cut(of, ask);
      for (const one of of.spans) yield* this.#leaves(one, ask);
    }
  }

  async #within(of: Span, from: number, to: number, ask: Ask): Promise<readonly Place[]> {
    if (from >= to) return [];
    if (of.level >= this.#scan.keys.length) return this.#natural(of, from, to, ask);
    if (of.count <= MOST) {
      of.places ??= await this.#inOrder(of.conditions, null, ask);
      this.#remember(of);
      return of.places.slice(from, to);
    }
    of.spans ??= await this.#cut(of, ask);
    const places: Place[] = [];
    let before = 0;
    for (const one of of.spans) {
      const [start, end] = [Math.max(from - before, 0), Math.min(to - before, one.count)];
      if (start < end) places.push(...(await this.#within(one, start, end, ask)));
      before += one.count;
      if (before >= to) break;
    }
    return places;
  }

  /** Rows that no key tells apart. */
  async #natural(of: Span, from: number, to: number, ask: Ask): Promise<readonly Place[]> {
    of.runs ??= await runsOf(this.#scan, of.conditions, ask);
    const places: Place[] = [];
    for (const slice of slicesOf(of.runs, from, to)) {
      const list = `${slice.run.arm} AS arm, r.${ROW} AS row`;
      const rows = await this.#scan.rows(sliceSql(this.#scan, slice, list, of.conditions), ask);
      places.push(...rows.map(placed));
    }
    return places;
  }

  async #inOrder(conditions: readonly string[], limit: number | null, ask: Ask) {
    const scan = this.#scan;
    const rows = await scan.rows(
      `SELECT "th arm" AS arm, ${ROW} AS row FROM (${scan.union((arm) => scan.place(arm), conditions)}) ORDER BY ${scan.order}${limit === null ? '' : ` LIMIT ${limit}`}`,
      ask,
    );
    return rows.map(placed);
  }

  #remember(of: Span): void {
    this.#remembered = [of, ...this.#remembered.filter((one) => one !== of)];
    for (const old of this.#remembered.splice(REMEMBERED)) old.places = null;
  }

  /** The spans of a key's values, in the order of the view. */
  async #cut(of: Span, ask: Ask): Promise<readonly Span[]> {
    const key = this.#scan.keys[of.level];
    if (!key) return [];
    const { conditions, count } = of;
    const pieces = await cut(
      this.#scan,
      { conditions, count, runs: this.#runs },
      key,
      { target: MOST / 2 },
      ask,
    );
    const spans = pieces.map((piece) =>
      span(of.level + (piece.one ? 1 : 0), [...conditions, ...piece.conditions], piece.count),
    );
    if (!key.descending) return spans;
    // Rows without a value come last either way.
    const last = pieces.at(-1)?.isNull ? spans.splice(-1) : [];
    return [...spans.reverse(), ...last];
  }
}

const span = (level: number, conditions: readonly string[], count: number): Span => ({
  level,
  conditions,
  count,
  spans: null,
  runs: null,
  places: null,
});

const placed = ({ arm, row }: Readonly<Record<string, unknown>>): Place => ({
  arm: Number(arm),
  row: Number(row),
});
