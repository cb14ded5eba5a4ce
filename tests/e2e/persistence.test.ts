import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryProfile, visit } from './support/browser.ts';
import { settled } from './support/cells.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { type House, tabhouse } from './support/tabhouse.ts';

const COUNT = 'select count(*)::integer as n from dwd_events';

let site: Site;
beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site?.close());

const overview = async (house: House) => (await house.metric('overview', { by: 'day' })).rows;

describe('what was loaded', () => {
  test('is there again after a reload and after the browser was closed', async () => {
    const profile = temporaryProfile();
    try {
      const first = await visit(site, { profile: profile.folder });
      const house = tabhouse(first.page);
      await house.ready();
      const report = await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
      expect(report).toMatchObject({ storage: 'opfs', rows: { read: SHOP_ROWS, dwd: SHOP_ROWS } });
      const rows = await overview(house);
      const tables = await house.tables();

      await first.page.reload({ waitUntil: 'load' });
      await house.ready();
      expect(await overview(house)).toEqual(rows);
      await settled(first.page);
      await first.close();

      const second = await visit(site, { profile: profile.folder });
      const later = tabhouse(second.page);
      await later.ready();
      expect(await overview(later)).toEqual(rows);
      expect(await later.tables()).toEqual(tables);
      expect((await later.engine()).opfsBytes).toBeGreaterThan(0);
      await second.close();
    } finally {
      profile.remove();
    }
  });

  test('is opened at once when the same file comes again; a changed one is loaded', async () => {
    const reader = await visit(site);
    const house = tabhouse(reader.page);
    await house.ready();
    const options = { source: 'taobao', storage: 'opfs' } as const;
    const first = await house.open([SHOP], options);
    const files = () =>
      reader.page.evaluate(async () => {
        const found: [string, number][] = [];
        for await (const [name, handle] of (await navigator.storage.getDirectory()).entries())
          if (handle instanceof FileSystemFileHandle && !name.endsWith('.wal'))
            found.push([name, (await handle.getFile()).lastModified]);
        return found.sort();
      });
    const stored = await files();
    await reader.page.reload({ waitUntil: 'load' });
    await house.ready();
    const again = await house.open([SHOP], options);
    expect(again).toEqual(first);
    expect(await files()).toEqual(stored);

    // One digit of an item: the same name and the same size.
    const changed = { ...SHOP, content: SHOP.content.replace(',100', ',900') };
    const other = await house.open([changed], options);
    expect(other.dataset).not.toBe(first.dataset);
    const renamed = await house.open([{ ...SHOP, name: 'other.csv' }], options);
    expect([first.dataset, other.dataset]).not.toContain(renamed.dataset);
    const back = await house.open([SHOP], options);
    expect(back.dataset).toBe(first.dataset);
    await reader.close();
  });

  test('is gone after a reload where it was to stay in memory', async () => {
    const reader = await visit(site);
    const house = tabhouse(reader.page);
    await house.ready();
    const report = await house.open([SHOP], { source: 'taobao', storage: 'memory' });
    expect(report.storage).toBe('memory');
    expect(await house.query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
    await reader.page.reload({ waitUntil: 'load' });
    await house.ready();
    await expect(house.query(COUNT)).rejects.toThrow();
    await reader.close();
  });

  test('is the same in memory and in the browser’s storage', async () => {
    const reader = await visit(site);
    const house = tabhouse(reader.page);
    await house.ready();
    await house.open([SHOP], { source: 'taobao', storage: 'memory' });
    const inMemory = await overview(house);
    await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
    expect(await overview(house)).toEqual(inMemory);
    await reader.close();
  });

  test('leaves nothing behind after a reset', async () => {
    const reader = await visit(site);
    const house = tabhouse(reader.page);
    await house.ready();
    await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
    await house.reset();
    const files = await reader.page.evaluate(async () => {
      const names: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names;
    });
    expect(files).toEqual([]);
    await expect(house.query(COUNT)).rejects.toThrow();
    expect(await house.query('select 1 as alive')).toEqual([{ alive: 1 }]);
    await reader.close();
  });

  test('grows by a second file that is added', async () => {
    const reader = await visit(site);
    const house = tabhouse(reader.page);
    await house.ready();
    await house.open([SHOP], { source: 'taobao' });
    const more = { name: 'more.csv', content: '901,5,7,pv,1511600000\n902,5,7,buy,1511600100\n' };
    const report = await house.open([more], { source: 'taobao', append: true });
    expect(report.rows.dwd).toBe(SHOP_ROWS + 2);
    expect(await house.query(COUNT)).toEqual([{ n: SHOP_ROWS + 2 }]);
    await reader.close();
  });
});

test('the page opens and works without a network after the first visit', async () => {
  const reader = await visit(site);
  const house = tabhouse(reader.page);
  await house.ready();
  await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
  await reader.page.evaluate(() => navigator.serviceWorker.ready);
  await reader.page.waitForFunction(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().some(({ url }) => url.includes('duckdb'));
  });
  await reader.context.setOffline(true);
  await reader.page.reload({ waitUntil: 'load' });
  await house.ready();
  expect(await house.query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
  await settled(reader.page);
  await reader.close();
});
