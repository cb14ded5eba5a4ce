import { constant } from '../../../engine/parameters.ts';
import { ROW } from './arms.ts';
import { type Run, runsOf, sliceSql, slicesOf } from './natural.ts';
import { sampled } from './sample.ts';
import type { Ask, Key, Scan } from './scan.ts';

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
    const { bounds, heavy } = await this.#bounds(of, key, ask);
    const counts = await this.#counts(of, key, bounds, heavy, ask);
    const spans: Span[] = [];
    const add = (conditions: readonly string[], count: number, settled: boolean) => {
      if (count > 0)
        spans.push(span(of.level + (settled ? 1 : 0), [...of.conditions, ...conditions], count));
    };
    let lower: string | null = null;
    for (const [index, bound] of bounds.entries()) {
      const above: string[] = lower === null ? [] : [`${key.sql} > ${lower}`];
      const equal = counts.equal.get(bound) ?? 0;
      const within = counts.bins[index] ?? 0;
      if (heavy.has(bound)) {
        add([...above, `${key.sql} < ${bound}`], within - equal, false);
        add([`${key.sql} = ${bound}`], equal, true);
      } else add([...above, `${key.sql} <= ${bound}`], within, false);
      lower = bound;
    }
    add(
      lower === null ? [`${key.sql} IS NOT NULL`] : [`${key.sql} > ${lower}`],
      counts.bins[bounds.length] ?? 0,
      false,
    );
    if (key.descending) spans.reverse();
    add([`${key.sql} IS NULL`], counts.nulls, true);
    return spans;
  }

  /** Values that cut a span into parts of like size, as SQL; `heavy` are those that fill a part by themselves. */
  async #bounds(of: Span, key: Key, ask: Ask) {
    const wanted = Math.min(1_000, Math.max(16, Math.ceil((of.count / MOST) * 3)));
    const scan = this.#scan;
    const whole = of.conditions.length > 0;
    const from = whole
      ? scan.union(() => `${key.sql} AS k`, of.conditions)
      : sampled(scan, this.#runs, `${key.sql} AS k`, wanted * 200).sql;
    const rows = await scan.rows(
      `SELECT CAST(k AS VARCHAR) AS bound FROM (SELECT k, row_number() OVER (ORDER BY k) AS n, count(*) OVER () AS total FROM (${from}) WHERE k IS NOT NULL) WHERE n % greatest(1, total // ${wanted}) = 0 ORDER BY n`,
      ask,
    );
    const bounds = rows.map(({ bound }) => `CAST(${constant(String(bound))} AS ${key.type})`);
    const distinct = [...new Set(bounds)];
    const heavy = new Set(
      distinct.length < 50 ? distinct : bounds.filter((bound, at) => bound === bounds[at + 1]),
    );
    return { bounds: distinct, heavy };
  }

  async #counts(
    of: Span,
    key: Key,
    bounds: readonly string[],
    heavy: ReadonlySet<string>,
    ask: Ask,
  ) {
    const scan = this.#scan;
    const equal = [...heavy];
    const list = [
      `count(*) FILTER (WHERE k IS NULL) AS nulls`,
      ...equal.map((bound, index) => `count(*) FILTER (WHERE k = ${bound}) AS e${index}`),
      ...(bounds.length > 0 ? [`histogram(k, [${bounds.join(', ')}]) AS bins`] : []),
    ];
    const from = scan.union(() => `${key.sql} AS k`, of.conditions);
    const [row = {}] = await scan.rows(`SELECT ${list.join(', ')} FROM (${from})`, ask);
    const entries = (row.bins ?? []) as readonly { readonly value: unknown }[];
    const bins = entries.map(({ value }) => Number(value));
    const nulls = Number(row.nulls ?? 0);
    // The last bin, for what lies above all bounds, is left out where it is empty.
    while (bins.length < bounds.length) bins.push(0);
    const above = of.count - nulls - bins.slice(0, bounds.length).reduce((sum, n) => sum + n, 0);
    return {
      nulls,
      bins: [...bins.slice(0, bounds.length), above],
      equal: new Map(equal.map((bound, index) => [bound, Number(row[`e${index}`] ?? 0)])),
    };
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
