import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, type VisitOptions, visit } from './support/browser.ts';
import { settled } from './support/cells.ts';
import { SHOP } from './support/shop.ts';
import { listen, type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

let site: Site;

beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site?.close());

/** Runs a test at the page and closes it whatever happens. */
async function at(options: VisitOptions, work: (reader: Visit) => Promise<void>): Promise<void> {
  const reader = await visit(site, options);
  try {
    await work(reader);
  } finally {
    await reader.close();
  }
}

describe('the page under a sub-path of a plain static host', () => {
  test('starts without an error, and its scripting face is there at the load event', () =>
    at({}, async ({ page, errors }) => {
      expect(await page.evaluate(() => typeof window.tabhouse.open)).toBe('function');
      await tabhouse(page).ready();
      expect(await page.title()).toContain('Tabhouse');
      expect(await tabhouse(page).query('select 6 * 7 as answer')).toEqual([{ answer: 42 }]);
      expect(await tabhouse(page).tables()).toEqual([]);
      await expect(tabhouse(page).metric('overview')).rejects.toThrow('No data is open.');
      expect(errors).toEqual([]);
    }));

  test('asks nobody else for anything, from the first byte to a finished overview', () =>
    at({}, async ({ page, foreign }) => {
      const house = tabhouse(page);
      await house.ready();
      await house.open([SHOP], { source: 'taobao' });
      await settled(page);
      expect(foreign).toEqual([]);
    }));

  test('every cell of the overview is worked out', () =>
    at({}, async ({ page, errors }) => {
      const house = tabhouse(page);
      await house.ready();
      await house.open([SHOP], { source: 'taobao' });
      const failed = (await settled(page)).filter(({ phase }) => phase !== 'done');
      expect(failed).toEqual([]);
      expect(errors).toEqual([]);
    }));
});

describe('what a stranger’s SQL cannot do', () => {
  test('reach another server, by any road', async () => {
    let hits = 0;
    const stranger = await listen((_request, response) => {
      hits++;
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('a,b\n1,2\n');
    });
    await at({}, async ({ page, foreign }) => {
      const house = tabhouse(page);
      await house.ready();
      const url = `${stranger.origin}/x.csv`;
      for (const sql of [
        `select * from read_csv('${url}')`,
        `select * from read_text('${url}')`,
        `select * from read_blob('${url}')`,
        `select * from '${url}'`,
        `copy (select 1) to '${url}'`,
        `attach '${stranger.origin}/x.db' as stranger`,
        `install httpfs from '${stranger.origin}'`,
        `load '${stranger.origin}/x.wasm'`,
        `set custom_extension_repository = '${stranger.origin}'`,
        `select current_date at time zone 'Asia/Shanghai'`,
      ]) {
        const answer = await house.query(sql).catch(() => 'refused');
        expect(['refused', '[]'], sql).toContain(
          typeof answer === 'string' ? answer : JSON.stringify(answer),
        );
      }
      const fetched = await page.evaluate(
        (address) => fetch(address).then(String, () => 'refused'),
        url,
      );
      expect(fetched).toBe('refused');
      expect(await house.query('select 1 as alive')).toEqual([{ alive: 1 }]);
      expect(foreign.filter((address) => !address.startsWith(stranger.origin))).toEqual([]);
    });
    await stranger.close();
    expect(hits).toBe(0);
  });

  test('change or drop what was loaded', () =>
    at({}, async ({ page }) => {
      const house = tabhouse(page);
      await house.ready();
      await house.open([SHOP], { source: 'taobao' });
      const count = 'select count(*)::integer as n from dwd_events';
      const before = await house.query(count);
      for (const sql of [
        'drop view dwd_events',
        'create or replace view dwd_events as select 1',
        'set enable_external_access = true',
        'select 1; drop view dwd_events',
        'pragma enable_verification',
      ]) {
        await expect(house.query(sql), sql).rejects.toThrow();
      }
      expect(await house.query(count)).toEqual(before);
    }));
});

test('the page’s policy forbids inline scripts, eval and strangers', () =>
  at({}, async ({ page }) => {
    const policy = await page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content');
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval'(;|$)/);
    expect(policy).toMatch(/connect-src 'self' blob:(;|$)/);
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.documentElement.dataset.inline = "ran"';
      document.head.append(script);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return document.documentElement.dataset.inline ?? 'refused';
    });
    expect(ran).toBe('refused');
  }));

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 780 };

describe('the overview as its readers see it', () => {
  for (const locale of ['en', 'zh-CN'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const viewport of [WIDE, PHONE]) {
        test(`${locale}, ${colorScheme}, ${viewport.width} pixels wide`, () =>
          at({ locale, colorScheme, viewport }, async ({ page }) => {
            const house = tabhouse(page);
            await house.ready();
            await page.getByRole('heading', { level: 1 }).waitFor();
            await readable(page, locale, viewport.width);
            await house.open([SHOP], { source: 'taobao' });
            await settled(page);
            await readable(page, locale, viewport.width);
          }));
      }
    }
  }
});

/** Language, width and accessibility of what is on screen. */
async function readable(page: Visit['page'], locale: string, width: number): Promise<void> {
  expect(await page.locator('html').getAttribute('lang')).toBe(locale);
  const spoken = await page.locator('body').ariaSnapshot();
  const chinese = spoken.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  if (locale === 'zh-CN') expect(chinese).toBeGreaterThan(30);
  else expect(chinese, 'only the name of the other language').toBeLessThan(6);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    width,
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}, ${nodes.length} times, such as ${nodes[0]?.target.join(' ')}`);
  expect(serious).toEqual([]);
}
