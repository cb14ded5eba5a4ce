import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rules } from '../../src/warehouse/types.ts';
import { dataFile, hasData } from './support/data.ts';
import { type Seat, takeSeat } from './support/seat.ts';
import type { House } from './support/tabhouse.ts';

let seat: Seat;
let house: House;
let folder: string;

beforeAll(async () => {
  seat = await takeSeat();
  ({ house, folder } = seat);
});
afterAll(() => seat?.leave());

const HEADER =
  'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session';
const PRICES = [
  '12.50',
  '0',
  '0.00',
  '-1',
  '-0.01',
  '',
  '0.0001',
  '1e2',
  '+3',
  '-0',
  ' 7.25',
  'free',
];

/** Records with every way of writing a price, a part of them told twice. */
function made(): string {
  const records = Array.from({ length: 4000 }, (_, index) => {
    const n = index % 7 === 6 ? index - 1 : index;
    const time = `2019-10-01 ${String(n % 24).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:00 UTC`;
    const price = PRICES[(n * 31) % PRICES.length];
    return `${time},view,${1000 + (n % 97)},2053013552326770905,a.b,acme,${price},${1 + (n % 211)},s${n % 211}`;
  });
  return `${[HEADER, ...records].join('\n')}\n`;
}

/** Records, illegal prices, repeated legal records and prices that are none, as native DuckDB counts them. */
async function counted(path: string) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const answer = await connection.runAndReadAll(`
      WITH lines AS (SELECT *, trim(price) AS written, try_cast(trim(price) AS DECIMAL(18,4)) AS value
        FROM read_csv('${path}', all_varchar = true, header = true, ignore_errors = true)),
      good AS (SELECT * FROM lines WHERE value IS NOT NULL OR written IS NULL OR written = ''),
      legal AS (SELECT * FROM good WHERE value IS NULL OR value > 0)
      SELECT (SELECT count(*) FROM lines)::INTEGER AS read,
        (SELECT count(*) FROM good WHERE value <= 0)::INTEGER AS illegal,
        ((SELECT count(*) FROM legal) - (SELECT count(*) FROM (SELECT DISTINCT * FROM legal)))::INTEGER AS repeated,
        ((SELECT count(*) FROM lines) - (SELECT count(*) FROM good))::INTEGER AS unreadable`);
    return answer.getRowObjects()[0] as Record<
      'read' | 'illegal' | 'repeated' | 'unreadable',
      number
    >;
  } finally {
    connection.closeSync();
  }
}

const open = (path: string, rules: Partial<Rules>) =>
  house.open([path], { source: 'rees46', storage: 'memory', rules });

describe('prices of nothing and less', () => {
  test('are counted to the row, rejected or flagged, as native DuckDB finds them', async () => {
    const path = join(folder, 'prices.csv');
    writeFileSync(path, made());
    const { read, illegal, repeated, unreadable } = await counted(path);
    expect([illegal > 100, repeated > 100, unreadable > 100]).toEqual([true, true, true]);

    const report = await open(path, { price_illegal: 'reject' });
    expect(report.rejects).toEqual({ price_illegal: illegal, price: unreadable });
    expect(report.rows).toEqual({
      read,
      dwd: read - illegal - unreadable - repeated,
      duplicates: repeated,
      rejected: illegal + unreadable,
      blank: 0,
      unsampled: 0,
    });
    const [left] = await house.query(
      'select count(*) filter (price <= 0)::integer as illegal, count(*)::integer as rows from dwd_events',
    );
    expect(left).toEqual({ illegal: 0, rows: report.rows.dwd });
    const kept = await house.query(
      "select line::integer as line, text from dwd_rejects where reason = 'price_illegal' order by line",
    );
    expect(kept.length).toBe(illegal);
    const lines = made().split('\n');
    expect(kept.every(({ line, text }) => lines[Number(line) - 1] === text)).toBe(true);

    const flagged = await open(path, { price_illegal: 'flag', duplicates: 'off' });
    expect(flagged.flags.price_illegal).toBe(illegal);
    expect(flagged.rows).toMatchObject({ dwd: read - unreadable, duplicates: 0 });
  });

  test.skipIf(!hasData('rees46'))('of a real file', async () => {
    const path = dataFile('rees46/2019-Oct_first17k.csv');
    const { illegal } = await counted(path);
    const report = await open(path, { price_illegal: 'reject' });
    expect(report.rejects.price_illegal ?? 0).toBe(illegal);
    const { read, dwd, duplicates, rejected, unsampled } = report.rows;
    expect(read).toBe(dwd + duplicates + rejected);
    expect(unsampled).toBe(0);
  });
});
