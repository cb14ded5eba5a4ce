import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { type House, openPicked, pick, tabhouse } from './support/tabhouse.ts';

const COUNT = 'select count(*)::integer as n from dwd_events';
/** Some seconds of work, and its answer. */
const LONG = 'select sum((a.range * b.range) % 7)::bigint as n from range(20000) a, range(20000) b';

let site: Site;
let reader: Visit;
let house: House;

beforeEach(async () => {
  site = await serveSite();
  reader = await visit(site, { watchWorkers: true });
  house = tabhouse(reader.page);
  await house.ready();
  await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
});
afterEach(async () => {
  await reader?.close();
  await site?.close();
});

/** Ends every worker of the page without a word to it, as a crash would. */
const kill = () =>
  reader.page.evaluate(() => {
    const list = (globalThis as unknown as { startedWorkers: Worker[] }).startedWorkers;
    for (const worker of list.splice(0)) worker.terminate();
  });

describe('a killed engine', () => {
  test('comes back with everything it had after a kill in the middle of a query', async () => {
    const answer = await house.query(LONG);
    const running = house.query(LONG).catch(() => 'refused');
    await reader.page.waitForTimeout(300);
    await kill();
    expect(await house.query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
    expect(['refused', answer]).toContainEqual(await running);
    expect((await house.engine()).restarts).toBeGreaterThan(0);
  });

  test('comes back after a kill while it had nothing to do', async () => {
    await kill();
    expect(await house.query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
    const { audit } = await house.metric('overview');
    expect(audit.agrees, audit.detail).toBe(true);
  });

  test('leaves no wrong number after a kill in the middle of a load', async () => {
    await pick(reader.page, [{ name: 'UserBehavior.csv', content: large() }]);
    const loading = openPicked(reader.page, { source: 'taobao', storage: 'opfs' }).then(
      ({ rows }) => rows.dwd,
      (error: unknown) => String(error),
    );
    await reader.page.waitForTimeout(700);
    await kill();
    const outcome = await loading;
    const rows = await house.query(COUNT);
    expect(rows).toEqual([{ n: typeof outcome === 'number' ? LARGE_ROWS : SHOP_ROWS }]);
    if (typeof outcome === 'number') expect(outcome).toBe(LARGE_ROWS);
  });

  test('leaves no wrong number after the page itself was reloaded in the middle of a load', async () => {
    await pick(reader.page, [{ name: 'UserBehavior.csv', content: large() }]);
    openPicked(reader.page, { source: 'taobao', storage: 'opfs' }).catch(() => {});
    await reader.page.waitForTimeout(700);
    await reader.page.reload({ waitUntil: 'load' });
    await house.ready();
    const [row] = await house.query(COUNT);
    expect([SHOP_ROWS, LARGE_ROWS]).toContain(row?.n);
    expect((await house.metric('overview')).audit.agrees).toBe(true);
  });
});

const LARGE_ROWS = 600_000;

function large(): string {
  const lines: string[] = [];
  for (let row = 0; row < LARGE_ROWS; row++) {
    const word = row % 50 === 0 ? 'buy' : 'pv';
    const item = (row * 7919) % 50_000;
    lines.push(`${1 + (row % 6000)},${item},${item % 900},${word},${1_511_539_200 + row}`);
  }
  return lines.join('\n');
}
