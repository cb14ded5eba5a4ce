import { type Sql, sql } from '../sql/fragment.ts';
import { long, type Told } from './long.ts';

/** Prices that one statement sorts; of more, those of a sample of whole users. */
const MOST = 2_000_000;
/** Fences: 1.5 times the distance of the quartiles; 3.5 robust standard deviations. */
const IQR = 1.5;
const MAD = 3.5;
/** The median of absolute deviations times this is the standard deviation of a normal distribution. */
const NORMAL = 1.4826;

const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;
const named = (share: number) => `q${String(Math.round(share * 100)).padStart(2, '0')}`;

/** `every`: one user in how many is in the sample of prices; 1 takes all. */
export const sampling = (): Sql =>
  sql`SELECT CAST(greatest(1, ceil(sum(events) / ${MOST}.0)) AS BIGINT) AS every FROM dws_hour`;

/** `price` of the sample. */
export const sampled = (every: string): Sql =>
  sql`SELECT CAST(price AS DOUBLE) AS price FROM dwd
    WHERE price IS NOT NULL AND hash(coalesce(user_key, 0)) % (SELECT every FROM ${every}) = 0`;

const FIGURES: readonly Told[] = [
  ...QUANTILES.map((share) => ({ figure: named(share), expression: named(share) })),
  { figure: 'least', expression: 'least_price' },
  { figure: 'most', expression: 'most_price' },
  { figure: 'illegal', expression: 'illegal' },
  { figure: 'outliers_iqr', expression: 'outliers_iqr' },
  { figure: 'mad', expression: 'mad' },
  { figure: 'outliers_mad', expression: 'outliers_mad' },
];

/** Quantiles, outliers by both fences, and the share of prices that cannot be. */
export function pricesFrom(prices: string): Sql {
  const list = QUANTILES.map((share) => `quantile_cont(price, ${share}) AS ${named(share)}`).join(
    ', ',
  );
  return judged(
    prices,
    sql`SELECT ${list} FROM ${prices}`,
    (deviations) => sql`SELECT quantile_cont(away, 0.5) AS mad FROM (${deviations})`,
  );
}

/** The same by places in the sorted prices. */
export function pricesApart(prices: string): Sql {
  const ordered = (from: Sql, name: string) =>
    sql`(SELECT ${name} AS v, row_number() OVER (ORDER BY ${name}) - 1 AS i, count(*) OVER () - 1 AS n FROM ${from})`;
  const at = (share: number) => `sum(v * greatest(0, 1 - abs(i - n * CAST(${share} AS DOUBLE))))`;
  const list = QUANTILES.map((share) => `${at(share)} AS ${named(share)}`).join(', ');
  return judged(
    prices,
    sql`SELECT ${list} FROM ${ordered(sql`${prices}`, 'price')}`,
    (deviations) => sql`SELECT ${at(0.5)} AS mad FROM ${ordered(sql`(${deviations})`, 'away')}`,
  );
}

function judged(prices: string, quantiles: Sql, median: (deviations: Sql) => Sql): Sql {
  const deviations = sql`SELECT abs(price - q50) AS away FROM ${prices}, (${quantiles})`;
  const outside = (low: string, high: string) =>
    `CAST(count(*) FILTER (price < ${low} OR price > ${high}) AS DOUBLE) / nullif(count(*), 0)`;
  const far = `${MAD} * ${NORMAL} * mad`;
  const keep = [...QUANTILES.map(named), 'mad'];
  return long(
    FIGURES,
    sql`(SELECT ${keep.map((name) => `any_value(${name}) AS ${name}`).join(', ')},
        min(price) AS least_price, max(price) AS most_price,
        CAST(count(*) FILTER (price <= 0) AS DOUBLE) / nullif(count(*), 0) AS illegal,
        ${outside(`q25 - ${IQR} * (q75 - q25)`, `q75 + ${IQR} * (q75 - q25)`)} AS outliers_iqr,
        CASE WHEN any_value(mad) > 0 THEN ${outside(`q50 - ${far}`, `q50 + ${far}`)} END AS outliers_mad
      FROM ${prices}, (${quantiles}), (${median(deviations)}))`,
  );
}
