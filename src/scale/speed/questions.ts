import type { Question } from './types.ts';

/** A figure asked of the events, and of the summary that has it already; both give the same rows. */
export interface Asked {
  readonly dwd: string;
  readonly dws: string;
  /** The summary. */
  readonly table: string;
}

const bought = `count(*) FILTER (event_type = 'purchase')`;
const seen = `count(*) FILTER (event_type = 'view')`;

export const ASKED: Readonly<Record<Question, Asked>> = {
  daily: {
    dwd: `SELECT day, ${seen} AS views, count(DISTINCT user_key) AS users
      FROM dwd GROUP BY day ORDER BY day`,
    dws: `SELECT day, CAST(sum(views) AS BIGINT) AS views, count(*) AS users
      FROM dws_user_day GROUP BY day ORDER BY day`,
    table: 'dws_user_day',
  },
  hourly: {
    dwd: `SELECT hour, ${seen} AS views, ${bought} AS purchases
      FROM dwd GROUP BY hour ORDER BY hour`,
    dws: `SELECT hour, CAST(sum(views) AS BIGINT) AS views, CAST(sum(purchases) AS BIGINT) AS purchases
      FROM dws_hour GROUP BY hour ORDER BY hour`,
    table: 'dws_hour',
  },
  categories: {
    dwd: `SELECT category_key, ${bought} AS purchases
      FROM dwd GROUP BY category_key ORDER BY purchases DESC, category_key LIMIT 100`,
    dws: `SELECT category_key, CAST(sum(purchases) AS BIGINT) AS purchases
      FROM dws_category_day GROUP BY category_key ORDER BY purchases DESC, category_key LIMIT 100`,
    table: 'dws_category_day',
  },
};

/** Events with a key that one value dominates: a share of them, told by a hash, is given the key 0. */
export const skewedTable = (name: string, hot: number) => `CREATE OR REPLACE TEMP TABLE ${name} AS
  SELECT CASE WHEN hash(user_key, item_key, event_time) % 1000 < ${Math.round(hot * 1000)} THEN 0 ELSE category_key END AS key,
    CAST(row_number() OVER () % 65536 AS INTEGER) AS number, CAST(item_key % 97 AS INTEGER) AS value
  FROM dwd`;

const totals = (groups: string) =>
  `SELECT count(*) AS groups, CAST(sum(rows) AS BIGINT) AS rows, CAST(sum(total) AS BIGINT) AS sum FROM (${groups})`;

export const plainSql = (name: string) =>
  totals(`SELECT key, count(*) AS rows, sum(value) AS total FROM ${name} GROUP BY key`);

export const saltedSql = (name: string, salts: number) =>
  totals(`SELECT key, sum(rows) AS rows, sum(total) AS total FROM (
    SELECT key, number % ${Math.round(salts)} AS salt, count(*) AS rows, sum(value) AS total
    FROM ${name} GROUP BY key, salt) GROUP BY key`);
