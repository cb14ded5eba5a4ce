import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  columnsOf,
  cutsOf,
  deriveSql,
  ended,
  extremesSql,
  GROUPS,
  layerRows,
  type Mapping,
  planChart,
  readChart,
  sampleSql,
  stepAt,
} from '../../../src/charts/declared/index.ts';

type Row = Record<string, unknown>;

let connection: DuckDBConnection;
const DATA = `select case when i % 37 = 0 then null else 'brand ' || (i % 9) end as brand,
  date '2019-10-01' + (i % 70)::integer as day,
  timestamp '2019-10-01 00:00:00' + to_seconds((i * 7919) % 6000000) as at,
  case when i % 11 = 0 then null else round(100 * sin(i) + i % 13, 2) end as price,
  i % 5 as items from range(3000) t(i)`;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`create table t as ${DATA}`);
});
afterAll(() => connection?.closeSync());

/** Values as the page has them. */
async function ask(sql: string): Promise<Row[]> {
  const rows = (await (await connection.runAndReadAll(sql)).getRowObjectsJson()) as Row[];
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value])),
  );
}

const page = (rows: readonly Row[]) =>
  rows.map((row) => ({ ...row, at: `${String(row.at)}Z`.replace(' ', 'T') }));
const tidy = (value: unknown): unknown => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, 19);
  const text = String(value);
  if (/^\d{4}-\d\d-\d\d[T ]/.test(text)) return text.replace(' ', 'T').slice(0, 19);
  if (text === '' || !Number.isFinite(Number(text))) return text;
  return Number(Number(text).toPrecision(9));
};
const comparable = (rows: readonly Row[]) =>
  rows
    .map((row) =>
      JSON.stringify(
        Object.keys(row)
          .sort()
          .map((name) => [name, tidy(row[name])]),
      ),
    )
    .sort();

describe('rows put together by the engine are those put together on the page', () => {
  test.each([
    'mark: barX\nx: sum(price)\ny: brand\nlimit: 100',
    'mark: barY\nx: { column: day, interval: week }\ny: count()',
    'mark: lineY\nx: { column: at, interval: month }\ny: mean(price)\nstroke: brand',
    'mark: rectY\nx: { bin: price, steps: 30 }\ny: count()\nfill: brand',
    'mark: rectY\nx: { bin: at, steps: 12 }\ny: share()',
    'mark: rectY\nx: { bin: day, interval: month }\ny: share(items)',
    'mark: cell\nx: items\ny: brand\nfill: p90(price)',
    'mark: dot\nx: median(price)\ny: deviation(price)\nfill: brand',
    'mark: dot\nx: distinct(day)\ny: count(price)\nfill: brand',
    'mark: dot\nx: min(price)\ny: max(day)\nfill: brand',
    'mark: barX\nx: sum(price)\ny: brand\nwhere: { brand: [brand 1, null], price: { min: -50.5, max: 80 }, day: { min: 2019-10-05 } }\nlimit: 100',
    'mark: barX\nx: sum(price)\ny: brand\nwhere: { brand: { not: brand 1 } }\nlimit: 100',
  ])('%s', async (yaml) => {
    const rows = page(await ask('select * from t'));
    const { chart, problems } = readChart({ from: 't', ...(parse(yaml) as Mapping) });
    const columns = columnsOf(rows);
    const planned = planChart(chart, columns);
    expect([...problems, ...planned.problems]).toEqual([]);
    const [plan] = planned.plans;
    if (!plan?.derived) throw new Error('nothing is put together');
    const { derived } = plan;
    const sql = deriveSql('t', { ...plan, derived }, 10_000);
    const cuts = cutsOf(derived, sql.bounds ? ((await ask(sql.bounds))[0] ?? {}) : {});
    const asked = (await ask(sql.rows(cuts))).map(({ [GROUPS]: _, ...row }) => {
      const made: Row = { ...row };
      for (const key of derived.keys) {
        const cut = cuts[sql.cut(key)];
        if (key.bin === undefined || !cut) continue;
        const start = row[key.name];
        if (cut.kind === 'interval')
          made[`${key.name}_to`] = ended(start, cut.interval, key.type === 'day');
        else if (start === null) made[`${key.name}_to`] = null;
        else Object.assign(made, stepAt(Number(start), cut.step, key.name));
      }
      return made;
    });
    const own = layerRows(rows, plan).rows;
    expect(own.length).toBeGreaterThan(1);
    expect(comparable(asked)).toEqual(comparable(own));
  });
});

describe('rows that are drawn one by one', () => {
  const planOf = (yaml: string) => {
    const { chart } = readChart({ from: 't', ...(parse(yaml) as Mapping) });
    const [plan] = planChart(chart, [
      { name: 'day', type: 'day' },
      { name: 'price', type: 'number' },
      { name: 'brand', type: 'text' },
    ]).plans;
    if (!plan) throw new Error('no plan');
    return plan;
  };

  test('are sampled, the same each time', async () => {
    const sql = sampleSql('t', planOf('mark: dot\nx: price\ny: price'), 100);
    const [one, other] = [await ask(sql), await ask(sql)];
    expect(one).toHaveLength(100);
    expect(one).toEqual(other);
  });

  test('are the first of their order where they are limited', async () => {
    const rows = await ask(
      sampleSql('t', planOf('mark: dot\nx: price\ny: price\nsort: -price\nlimit: 3'), 100),
    );
    const [{ most } = {}] = await ask('select max(price) as most from t');
    expect(rows).toHaveLength(3);
    expect(rows[0]?.price).toBe(most);
  });

  test('of a line keep the lowest and the highest of every step', async () => {
    const sql = extremesSql('t', planOf('mark: line\nx: day\ny: price'), 10);
    const rows = await ask(sql ?? '');
    const [bounds] = await ask('select min(price) as low, max(price) as high from t');
    expect(rows.length).toBeLessThanOrEqual(20);
    expect(Math.min(...rows.map(({ price }) => Number(price)))).toBe(bounds?.low);
    expect(Math.max(...rows.map(({ price }) => Number(price)))).toBe(bounds?.high);
  });
});
