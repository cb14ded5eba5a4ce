import type { Profile, Summary, TopValue } from '../types.ts';
import { isNested, isNumber, isTime } from './condition.ts';
import type { Run } from './natural.ts';
import { columnSql } from './relation.ts';
import { sampled } from './sample.ts';
import type { Ask, Scan } from './scan.ts';

/** Rows that a column's head is computed from at most. */
const LOOKED_AT = 200_000;
/** Rows up to which a profile counts distinct values and finds quantiles exactly. */
const EXACT = 1_000_000;
const BINS = 20;
const TOP = 5;
const PROFILE_TOP = 10;

const MEAN_TIME = 'CAST(make_timestamp(CAST(avg(epoch_us(v)) AS BIGINT)) AS VARCHAR)';

const totalOf = (runs: readonly Run[]) => runs.reduce((sum, { count }) => sum + count, 0);
const typeOf = (scan: Scan, column: string) =>
  scan.relation.columns.find(({ name }) => name === column)?.type ?? 'VARCHAR';

/** A column's value as a number, for bins: times in milliseconds. */
const figure = (type: string) =>
  isTime(type) ? 'CAST(epoch_ms(v) AS DOUBLE)' : 'CAST(v AS DOUBLE)';

/** What stands in a column's head; drawn from a sample where there are many rows. */
export async function summaryOf(
  scan: Scan,
  runs: readonly Run[],
  column: string,
  ask: Ask,
): Promise<Summary> {
  const type = typeOf(scan, column);
  const of = totalOf(runs);
  const from = sampled(scan, runs, `${columnSql(scan.relation, column)} AS v`, LOOKED_AT, [
    column,
  ]).sql;
  const kind = isTime(type) ? 'times' : isNumber(type) ? 'numbers' : 'values';
  const distinct = isNested(type) ? 'CAST(v AS VARCHAR)' : 'v';
  const figures = kind === 'values' ? '' : `, ${finite(type)} AS f`;
  const ends = kind === 'values' ? '' : ', min(f) AS least, max(f) AS most';
  const [row = {}] = await scan.rows(
    `SELECT count(*) AS n, count(v) AS present, approx_count_distinct(${distinct}) AS kinds${ends} FROM (SELECT v${figures} FROM (${from}))`,
    ask,
  );
  const rows = Number(row.n ?? 0);
  const told = {
    rows,
    of,
    nulls: rows - Number(row.present ?? 0),
    kind,
    distinct: Number(row.kinds ?? 0),
  } as const;
  if (kind === 'values' || row.least === null || row.least === undefined)
    return { ...told, kind: 'values', bins: [], top: await topOf(scan, from, distinct, TOP, ask) };
  const [least, most] = [Number(row.least), Number(row.most)];
  return { ...told, top: [], bins: await binsOf(scan, from, type, least, most, ask) };
}

/** The figure of a value that has one: neither infinite nor NaN. */
const finite = (type: string) =>
  isTime(type) || type === 'DOUBLE' || type === 'FLOAT'
    ? `CASE WHEN isfinite(v) THEN ${figure(type)} END`
    : figure(type);

async function binsOf(
  scan: Scan,
  from: string,
  type: string,
  least: number,
  most: number,
  ask: Ask,
) {
  const width = (most - least) / BINS;
  const bin =
    width > 0
      ? `least(${BINS - 1}, CAST(floor((f - ${least}::DOUBLE) / ${width}::DOUBLE) AS INTEGER))`
      : '0';
  const found = await scan.rows(
    `SELECT ${bin} AS bin, count(*) AS n FROM (SELECT ${finite(type)} AS f FROM (${from})) WHERE f IS NOT NULL GROUP BY ALL`,
    ask,
  );
  const counts = new Map(found.map(({ bin: at, n }) => [Number(at), Number(n)]));
  return Array.from({ length: width > 0 ? BINS : 1 }, (_, at) => ({
    from: least + at * width,
    to: least + (at + 1) * width,
    count: counts.get(at) ?? 0,
  }));
}

async function topOf(
  scan: Scan,
  from: string,
  value: string,
  most: number,
  ask: Ask,
): Promise<readonly TopValue[]> {
  const rows = await scan.rows(
    `SELECT CAST(${value} AS VARCHAR) AS t, count(*) AS n FROM (${from}) WHERE v IS NOT NULL GROUP BY ALL ORDER BY n DESC, t LIMIT ${most}`,
    ask,
  );
  return rows.map(({ t, n }) => ({ text: t === null ? null : String(t), count: Number(n) }));
}

/** All that is told about a column: counts, ends and mean over all rows, quantiles and most frequent from a sample. */
export async function profileOf(
  scan: Scan,
  runs: readonly Run[],
  column: string,
  ask: Ask,
): Promise<Profile> {
  const type = typeOf(scan, column);
  const of = totalOf(runs);
  const exact = of <= EXACT;
  const nested = isNested(type);
  const value = columnSql(scan.relation, column);
  const v = nested ? 'CAST(v AS VARCHAR)' : 'v';
  const all = scan.union(() => `${value} AS v`, [], [column]);
  const mean = isNumber(type) ? 'CAST(avg(v) AS VARCHAR)' : isTime(type) ? MEAN_TIME : 'NULL';
  const [row = {}] = await scan.rows(
    `SELECT count(*) AS n, count(v) AS present, ${exact ? `count(DISTINCT ${v})` : `approx_count_distinct(${v})`} AS kinds, CAST(min(${v}) AS VARCHAR) AS least, CAST(max(${v}) AS VARCHAR) AS most, ${mean} AS mean FROM (${all})`,
    ask,
  );
  const { sql } = sampled(scan, runs, `${value} AS v`, EXACT, [column]);
  const ordered = (isNumber(type) || isTime(type)) && Number(row.present) > 0;
  const found = ordered
    ? await scan.rows(
        `SELECT CAST(unnest(quantile_disc(v, [0.05, 0.25, 0.5, 0.75, 0.95])) AS VARCHAR) AS q FROM (${sql}) WHERE v IS NOT NULL`,
        ask,
      )
    : [];
  const present = Number(row.present ?? 0);
  const kinds = Number(row.kinds ?? 0);
  return {
    rows: Number(row.n ?? 0),
    nulls: Number(row.n ?? 0) - present,
    // An estimate can be above what is possible.
    distinct: Math.min(kinds, present),
    exact,
    least: texted(row.least),
    most: texted(row.most),
    mean: texted(row.mean),
    quantiles: found.map(({ q }) => String(q)),
    sample: Math.min(of, EXACT),
    top: await topOf(scan, sql, v, PROFILE_TOP, ask),
  };
}

const texted = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);
