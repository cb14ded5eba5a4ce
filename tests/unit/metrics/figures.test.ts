import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { figures } from '../../../src/metrics/recommend/evaluation.ts';
import type { RecommendParameters } from '../../../src/metrics/recommend/parameters.ts';
import type { SeriesParameters } from '../../../src/metrics/series/parameters.ts';
import { sourceOf } from '../../../src/metrics/series/source.ts';
import { inlined, sql } from '../../../src/metrics/sql/fragment.ts';
import { TAOBAO } from '../warehouse/native.ts';

async function rows(...statements: readonly string[]) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const one of statements.slice(0, -1)) await connection.run(one);
    return (await connection.runAndReadAll(statements.at(-1) ?? '')).getRowObjectsJS();
  } finally {
    connection.closeSync();
  }
}

describe('figures of recommendations', { timeout: 120_000 }, () => {
  it('keep a way that recommends nothing, with nothing covered', async () => {
    const query = figures(
      { k: 1 } as RecommendParameters,
      sql`(SELECT * FROM (VALUES (0, 1, 0), (2, 1, 1)) AS r(method, test, rank))`,
      sql`(SELECT * FROM (VALUES (2, 7, 1)) AS s(method, item, rank))`,
      sql`4`,
    );
    const found = await rows(inlined(query));
    expect(found.map(({ method, hits, coverage }) => [method, Number(hits), coverage])).toEqual([
      ['item_item', 0, 0],
      ['popular', 1, 0.25],
    ]);
  });
});

describe('moments of a series in a table', { timeout: 120_000 }, () => {
  it('are days where they have eight digits, and epochs where they have more', async () => {
    const parameters = {
      table: 't',
      time: 'at',
      value: 'n',
      series: null,
    } as unknown as SeriesParameters;
    const [read] = sourceOf(parameters, TAOBAO, 'r').stages;
    const times = ['20200101', '20201301', '1577836800', '1577836800000', '2020-01-01', '2020'];
    const found = await rows(
      `CREATE TABLE t AS SELECT unnest(${JSON.stringify(times).replaceAll('"', "'")}) AS at, 1 AS n`,
      inlined(read?.query ?? sql`SELECT 1`),
    );
    const day = Date.UTC(2020, 0, 1) / 1000;
    expect(found.map(({ time }) => time)).toEqual([day, null, day, day, day, day]);
  });
});
