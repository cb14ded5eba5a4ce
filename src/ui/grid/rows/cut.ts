import { constant } from '../../../engine/parameters.ts';
import type { Run } from './natural.ts';
import { sampled } from './sample.ts';
import type { Ask, Key, Scan } from './scan.ts';

/** Rows between two values of a key, in ascending order; those without a value come last. */
export interface Piece {
  readonly conditions: readonly string[];
  readonly count: number;
  /** True where all of them have the same value. */
  readonly one: boolean;
  /** True of the rows without a value. */
  readonly isNull?: true;
}

/** Rows that are to be cut; `runs` say where the whole view stands and are sampled where `conditions` are none. */
export interface Cuttable {
  readonly conditions: readonly string[];
  readonly count: number;
  readonly runs: readonly Run[];
}

export interface CutOptions {
  /** Rows of a piece, about. */
  readonly target: number;
  /** Rows whose values are counted one by one. */
  readonly exact?: number;
}

/** Rows whose values are counted one by one: as many groups are held at most. */
const EXACT = 1_000_000;
/** Values that a column of any size is counted by, where a sample has no more. */
const FEW = 20_000;
const SAMPLE = 200_000;
/** Equal widths between the least and the greatest value that are counted before neighbours are put together. */
const BINS = 65_536;

/**
 * Cuts rows by the values of a key into pieces of about `target` rows, of exactly known size, in one scan or two:
 * by each value where there are few rows or values, else by equal widths of numbers and times, else (texts) by the
 * bounds of a sample. A piece may be larger where many rows have one value or lie close together.
 */
export async function cut(
  scan: Scan,
  of: Cuttable,
  key: Key,
  { target, exact = EXACT }: CutOptions,
  ask: Ask,
): Promise<readonly Piece[]> {
  if (of.count <= exact) return grouped(scan, of, key, 'k', target, ask);
  const bin = await binOf(scan, of, key, ask);
  if (bin) return grouped(scan, of, key, bin, target, ask);
  if (await hasFewValues(scan, of, key, ask)) return grouped(scan, of, key, 'k', target, ask);
  return byBounds(scan, of, key, target, ask);
}

/** Rows counted by `bin`, which does not fall where `k` rises; neighbours are put together up to `target` rows. */
async function grouped(
  scan: Scan,
  of: Cuttable,
  key: Key,
  bin: string,
  target: number,
  ask: Ask,
): Promise<readonly Piece[]> {
  const from = scan.union(() => `${key.sql} AS k`, of.conditions);
  const [low, top] = bin === 'k' ? ['k', 'k'] : ['min(k)', 'max(k)'];
  const rows = await scan.rows(
    `SELECT CAST(arg_min(low, upto) AS VARCHAR) AS low, CAST(arg_max(top, upto) AS VARCHAR) AS top, CAST(sum(n) AS BIGINT) AS n
      FROM (SELECT low, top, n, CAST(sum(n) OVER (ORDER BY bin) AS BIGINT) AS upto
        FROM (SELECT ${bin} AS bin, ${low} AS low, ${top} AS top, count(*) AS n FROM (${from}) WHERE k IS NOT NULL GROUP BY ${bin}))
      GROUP BY CASE WHEN n > ${target} THEN -upto ELSE upto // ${target} END ORDER BY min(upto)`,
    ask,
  );
  const pieces: Piece[] = [];
  let before: string | null = null;
  for (const row of rows) {
    const [least, bound] = [literal(row.low, key), literal(row.top, key)];
    const one = least === bound;
    const above: string[] = before === null ? [] : [`${key.sql} > ${before}`];
    pieces.push({
      conditions: one ? [`${key.sql} = ${bound}`] : [...above, `${key.sql} <= ${bound}`],
      count: Number(row.n),
      one,
    });
    before = bound;
  }
  return [...pieces, ...withoutValue(of, key, pieces)];
}

/** SQL that gives a value's place among `BINS` equal widths; null where the type or its values have none. */
async function binOf(scan: Scan, of: Cuttable, key: Key, ask: Ask): Promise<string | null> {
  const measure = measureOf(key.type);
  if (!measure) return null;
  const from = scan.union(() => `${key.sql} AS k`, of.conditions);
  const text = (value: string) =>
    `CAST(CASE WHEN ${measure.finite(value)} THEN ${measure.of(value)} END AS VARCHAR)`;
  const [row] = await scan.rows(
    `SELECT ${text('low')} AS low, ${text('top')} AS top FROM (SELECT min(k) AS low, max(k) AS top FROM (${from}))`,
    ask,
  );
  if (typeof row?.low !== 'string' || typeof row.top !== 'string') return null;
  const k = measure.of('k');
  if (measure.whole) {
    const [low, top] = [BigInt(row.low), BigInt(row.top)];
    // A difference beyond that would not fit the type.
    if (top - low >= 1n << 62n) return null;
    return `(${k} - (${low})) // ${(top - low) / BigInt(BINS) + 1n}`;
  }
  const low = Number(row.low);
  const width = (Number(row.top) - low) / BINS;
  if (!Number.isFinite(width) || width <= 0) return null;
  return `CAST(floor((${k} - CAST('${low}' AS DOUBLE)) / CAST('${width}' AS DOUBLE)) AS BIGINT)`;
}

interface Measure {
  /** A number that does not fall where the value rises. */
  readonly of: (value: string) => string;
  readonly finite: (value: string) => string;
  readonly whole: boolean;
}

function measureOf(type: string): Measure | null {
  const always = () => 'true';
  const finite = (value: string) => `isfinite(${value})`;
  if (/^U?(TINY|SMALL)INT$|^U?INTEGER$|^BIGINT$/.test(type))
    return { of: (value) => `CAST(${value} AS BIGINT)`, finite: always, whole: true };
  if (type === 'DATE')
    return { of: (value) => `epoch_us(CAST(${value} AS TIMESTAMP))`, finite, whole: true };
  if (type === 'TIMESTAMP') return { of: (value) => `epoch_us(${value})`, finite, whole: true };
  if (type.startsWith('DECIMAL'))
    return { of: (value) => `CAST(${value} AS DOUBLE)`, finite: always, whole: false };
  if (type === 'DOUBLE' || type === 'FLOAT')
    return { of: (value) => `CAST(${value} AS DOUBLE)`, finite, whole: false };
  return null;
}

async function hasFewValues(scan: Scan, of: Cuttable, key: Key, ask: Ask): Promise<boolean> {
  if (of.conditions.length > 0) return false;
  const { sql } = sampled(scan, of.runs, `${key.sql} AS k`, SAMPLE);
  const [row] = await scan.rows(`SELECT count(DISTINCT k) AS n FROM (${sql})`, ask);
  return Number(row?.n) <= FEW;
}

/** Pieces between values of a sample, counted exactly; those that a value fills by itself stand alone. */
async function byBounds(
  scan: Scan,
  of: Cuttable,
  key: Key,
  target: number,
  ask: Ask,
): Promise<readonly Piece[]> {
  const wanted = Math.min(1_000, Math.max(16, Math.ceil(of.count / target)));
  const rows = await scan.rows(
    `SELECT CAST(k AS VARCHAR) AS bound FROM (SELECT k, row_number() OVER (ORDER BY k) AS n, count(*) OVER () AS total FROM (${
      of.conditions.length > 0
        ? scan.union(() => `${key.sql} AS k`, of.conditions)
        : sampled(scan, of.runs, `${key.sql} AS k`, wanted * 200).sql
    }) WHERE k IS NOT NULL) WHERE n % greatest(1, total // ${wanted}) = 0 ORDER BY n`,
    ask,
  );
  const all = rows.map(({ bound }) => literal(bound, key));
  const bounds = [...new Set(all)];
  const heavy = new Set(
    bounds.length < 50 ? bounds : all.filter((bound, at) => bound === all[at + 1]),
  );
  const { bins, equal } = await counted(scan, of, key, bounds, heavy, ask);
  const pieces: Piece[] = [];
  const add = (conditions: readonly string[], count: number, one: boolean) => {
    if (count > 0) pieces.push({ conditions, count, one });
  };
  let lower: string | null = null;
  for (const [index, bound] of bounds.entries()) {
    const above: string[] = lower === null ? [] : [`${key.sql} > ${lower}`];
    const same = equal.get(bound) ?? 0;
    const within = bins[index] ?? 0;
    if (heavy.has(bound)) {
      add([...above, `${key.sql} < ${bound}`], within - same, false);
      add([`${key.sql} = ${bound}`], same, true);
    } else add([...above, `${key.sql} <= ${bound}`], within, false);
    lower = bound;
  }
  add(
    [lower === null ? `${key.sql} IS NOT NULL` : `${key.sql} > ${lower}`],
    bins[bounds.length] ?? 0,
    false,
  );
  return [...pieces, ...withoutValue(of, key, pieces)];
}

async function counted(
  scan: Scan,
  of: Cuttable,
  key: Key,
  bounds: readonly string[],
  heavy: ReadonlySet<string>,
  ask: Ask,
) {
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
  // The last bin, for what lies above all bounds, is left out where it is empty.
  while (bins.length < bounds.length) bins.push(0);
  const below = bins.slice(0, bounds.length);
  const above = of.count - Number(row.nulls ?? 0) - below.reduce((sum, n) => sum + n, 0);
  return {
    bins: [...below, above],
    equal: new Map(equal.map((bound, index) => [bound, Number(row[`e${index}`] ?? 0)])),
  };
}

function withoutValue(of: Cuttable, key: Key, pieces: readonly Piece[]): readonly Piece[] {
  const count = of.count - pieces.reduce((sum, one) => sum + one.count, 0);
  return count > 0 ? [{ conditions: [`${key.sql} IS NULL`], count, one: true, isNull: true }] : [];
}

const literal = (text: unknown, { type }: Key) => `CAST(${constant(String(text))} AS ${type})`;
