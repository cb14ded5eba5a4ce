import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryProfile, visit } from './support/browser.ts';
import { type BrowserProcess, startProcess } from './support/process.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { openPicked, pick, tabhouse } from './support/tabhouse.ts';

const COUNT = 'select count(*)::integer as n from dwd_events';
const LARGE_ROWS = 400_000;
/** The load takes some seconds; most moments lie within it. */
const LONGEST = 4000;

/** Milliseconds, the same in every run. */
function moments(seed: number, count: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.round((state / 2 ** 32) * LONGEST);
  });
}

function large(): string {
  const lines: string[] = [];
  for (let row = 0; row < LARGE_ROWS; row++) {
    const word = row % 50 === 0 ? 'buy' : 'pv';
    const item = (row * 7919) % 50_000;
    lines.push(`${1 + (row % 6000)},${item},${item % 900},${word},${1_511_539_200 + row}`);
  }
  return lines.join('\n');
}

/** Begins a load; `outcome` says what became of it. */
async function begin(page: Page, content: string): Promise<{ outcome: Promise<string> }> {
  await pick(page, [{ name: 'UserBehavior.csv', content }]);
  const loading = openPicked(page, { source: 'taobao', storage: 'opfs' });
  return {
    outcome: loading.then(
      ({ rows }) => `loaded ${rows.dwd}`,
      (error: unknown) => `refused ${error}`,
    ),
  };
}

/** The figures of the page as it stands, which must all be those of one whole data set. */
async function isWhole(page: Page): Promise<number> {
  const house = tabhouse(page);
  const [row] = await house.query(COUNT);
  const rows = Number(row?.n);
  expect([SHOP_ROWS, LARGE_ROWS]).toContain(rows);
  const { audit } = await house.metric('overview');
  expect(audit.agrees, audit.detail).toBe(true);
  const [sum] = await house.query('select sum(events)::integer as n from dws_user_day');
  expect(sum?.n).toBe(rows);
  const checks = (await house.tables()).flatMap((table) => table.checks);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  return rows;
}

/** Files in the browser's storage that no kept data set names, and files that one names and are not there. */
const astray = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const records = await new Promise<{ attachments: { file: string }[] }[]>((resolve, reject) => {
      const opening = indexedDB.open('tabhouse-datasets');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const all = opening.result.transaction('datasets').objectStore('datasets').getAll();
        all.onsuccess = () => resolve(all.result);
        all.onerror = () => reject(all.error);
      };
    });
    const named = new Set(
      records.flatMap(({ attachments }) => attachments.map(({ file }) => file)),
    );
    const there = new Set<string>();
    for await (const name of (await navigator.storage.getDirectory()).keys()) there.add(name);
    const orphans = [...there].filter((name) => !named.has(name.replace(/\.wal$/, '')));
    return [
      ...orphans,
      ...[...named].filter((name) => !there.has(name)).map((name) => `no ${name}`),
    ];
  });

/** What unfinished loads left behind is swept while the page opens. */
const swept = (page: Page) => expect.poll(() => astray(page), { timeout: 40_000 }).toEqual([]);

let site: Site;
const content = large();
beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site?.close());

describe('a load whose workers are killed', () => {
  test.each(moments(7, 2))('after %d ms leaves one whole data set and no litter', async (after) => {
    const reader = await visit(site, { watchWorkers: true });
    const { page } = reader;
    const house = tabhouse(page);
    try {
      await house.ready();
      await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
      const { outcome } = await begin(page, content);
      await page.waitForTimeout(after);
      await page.evaluate(() => {
        const list = (globalThis as unknown as { startedWorkers: Worker[] }).startedWorkers;
        for (const worker of list.splice(0)) worker.terminate();
      });
      const said = await outcome;
      const rows = await isWhole(page);
      expect(rows).toBe(said === `loaded ${LARGE_ROWS}` ? LARGE_ROWS : SHOP_ROWS);
      await page.reload({ waitUntil: 'load' });
      await house.ready();
      expect(await isWhole(page)).toBe(rows);
      await swept(page);
    } finally {
      await reader.close();
    }
  });
});

describe('a load whose browser is killed', () => {
  test.each(moments(11, 1))(
    'after %d ms leaves one whole data set and no litter',
    async (after) => {
      const profile = temporaryProfile();
      let running: BrowserProcess | null = null;
      try {
        running = await startProcess(profile.folder, site.url);
        await tabhouse(running.page).ready();
        await tabhouse(running.page).open([SHOP], { source: 'taobao', storage: 'opfs' });
        await begin(running.page, content);
        await running.page.waitForTimeout(after);
        await running.kill();

        running = await startProcess(profile.folder, site.url);
        const house = tabhouse(running.page);
        await house.ready();
        await isWhole(running.page);
        await swept(running.page);
        const report = await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
        expect(report.rows.dwd).toBe(SHOP_ROWS);
        expect(await isWhole(running.page)).toBe(SHOP_ROWS);
      } finally {
        await running?.kill();
        profile.remove();
      }
    },
  );
});
