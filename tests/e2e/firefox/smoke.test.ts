import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHOP, SHOP_ROWS } from '../support/shop.ts';
import { type Site, serveSite } from '../support/site.ts';

const executablePath = process.env.FIREFOX_PATH;

describe.skipIf(!executablePath)('Firefox', () => {
  let site: Site;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await serveSite();
    browser = await puppeteer.launch({
      browser: 'firefox',
      headless: true,
      ...(executablePath ? { executablePath } : {}),
    });
    page = await browser.newPage();
    await page.goto(site.url, { waitUntil: 'load' });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test('starts the page and its engine', async () => {
    const rows = await page.evaluate(async () => {
      await window.tabhouse.ready;
      return JSON.stringify(await window.tabhouse.query('select 6 * 7 as answer'));
    });
    expect(rows).toBe('[{"answer":42}]');
  });

  test('builds the layers of a small file and keeps them', async () => {
    const loaded = await page.evaluate(
      async (name, content) => {
        const report = await window.tabhouse.open([new File([content], name)], {
          source: 'taobao',
          storage: 'opfs',
        });
        const { rows, audit } = await window.tabhouse.metric('overview');
        return {
          storage: report.storage,
          dwd: report.rows.dwd,
          days: rows.length,
          agrees: audit.agrees,
        };
      },
      SHOP.name,
      SHOP.content,
    );
    expect(loaded).toEqual({ storage: 'opfs', dwd: SHOP_ROWS, days: 1, agrees: true });
    await page.reload({ waitUntil: 'load' });
    const again = await page.evaluate(async () => {
      await window.tabhouse.ready;
      const [row] = await window.tabhouse.query('select count(*)::integer as n from dwd_events');
      return JSON.stringify(row);
    });
    expect(again).toBe(JSON.stringify({ n: SHOP_ROWS }));
  });
});
