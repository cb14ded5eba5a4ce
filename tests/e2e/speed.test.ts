import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SpeedDetail, SpeedFigures } from '../../src/scale/speed/types.ts';
import { type Visit, visit } from './support/browser.ts';
import { ROOT, type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const ROWS = 20_000;
/** The product's own notebook with a size that suits a test. */
const notebook = (file: string) =>
  readFileSync(join(ROOT, 'public/notebooks', file), 'utf8')
    .replace('rows: 1000000', `rows: ${ROWS}`)
    .replace('runs: 5', 'runs: 3');

let site: Site;
const visits: Visit[] = [];

beforeAll(async () => {
  site = await serveSite();
});
afterAll(async () => {
  for (const one of visits) await one.close();
  await site.close();
});

async function come(options: Parameters<typeof visit>[1] = {}): Promise<Visit> {
  const visiting = await visit(site, options);
  visits.push(visiting);
  for (const file of ['speed.md', 'speed.zh-CN.md']) {
    await visiting.context.route(`**/notebooks/${file}`, (route) =>
      route.fulfill({ contentType: 'text/markdown', body: notebook(file) }),
    );
  }
  await tabhouse(visiting.page).ready();
  return visiting;
}

/** The figures that the cells have, whatever shadow roots they stand in. */
const figures = (page: Page) =>
  page
    .locator('th-cell-speed')
    .first()
    .evaluate((cell) => {
      const { result } = cell as unknown as { result: { detail: SpeedDetail } };
      const { lab } = result.detail;
      if (lab.problem.value) throw lab.problem.value;
      return { figures: lab.figures.value, busy: lab.progress.value !== null };
    });

async function measured(page: Page): Promise<SpeedFigures> {
  await expect.poll(async () => (await figures(page)).busy, { timeout: 100_000 }).toBe(false);
  return (await figures(page)).figures;
}

const stored = (page: Page) =>
  page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names.sort();
  });

test('a reader measures the machine from the start page, and the figures add up', async () => {
  const { page, foreign, errors } = await come();
  await page.getByRole('button', { name: 'How fast is this, here?' }).click();
  await page.getByRole('button', { name: 'Measure this machine' }).click();
  await page.getByRole('progressbar').first().waitFor();
  const { load, formats, skew, layers } = await measured(page);
  if (!load || !formats || !skew || !layers) throw new Error('something was not measured');

  expect(load.rows.read).toBe(ROWS);
  expect(load.rows.dwd + load.rows.duplicates + load.rows.rejected).toBe(ROWS);
  expect(load.rows.duplicates).toBeGreaterThan(0);
  expect(load.layers).toBeLessThan(load.overview);

  expect(Object.values(formats.scans).map(({ agrees }) => agrees)).toEqual([true, true, true]);
  expect(formats.rows).toBeGreaterThanOrEqual(load.rows.dwd);
  expect(formats.rows).toBeLessThanOrEqual(ROWS);

  for (const [plain, salted] of [
    [skew.spread.plain, skew.spread.salted],
    [skew.engine.plain, skew.engine.salted],
  ] as const) {
    expect(plain.rows).toBe(load.rows.dwd);
    const { groups, rows, sum } = plain;
    expect(salted).toMatchObject({ groups, rows, sum });
  }
  const busiest = (rows: readonly number[]) => Math.max(...rows) / load.rows.dwd;
  expect(skew.spread.plain.load).toHaveLength(skew.workers);
  expect(skew.spread.plain.load.reduce((sum, one) => sum + one)).toBe(load.rows.dwd);
  expect(busiest(skew.spread.plain.load)).toBeGreaterThan(skew.hot);

  expect(layers.dwdRows).toBe(load.rows.dwd);
  for (const { agrees, dwsRows } of Object.values(layers.questions)) {
    expect(agrees).toBe(true);
    expect(dwsRows).toBeLessThan(load.rows.dwd);
  }
  expect(await page.getByText('Both give the same answer').count()).toBe(3);
  expect(await stored(page)).toEqual([]);
  expect(foreign).toEqual([]);
  expect(errors).toEqual([]);
});

test('what a reader has open stays open and whole beside a measurement', async () => {
  const { page } = await come();
  const house = tabhouse(page);
  await house.open([
    { name: 'UserBehavior.csv', content: '1,2,3,pv,1511600000\n1,2,3,buy,1511600100\n' },
  ]);
  const before = await stored(page);
  await page.getByRole('button', { name: 'How fast is this, here?' }).click();
  await page.getByRole('button', { name: 'Measure this machine' }).click();
  await expect.poll(() => house.query('SELECT count(*) AS n FROM dwd_events')).toEqual([{ n: 2n }]);
  await measured(page);
  expect(await house.query('SELECT count(*) AS n FROM dwd_events')).toEqual([{ n: 2n }]);
  expect(await stored(page)).toEqual(before);
  await page.getByRole('button', { name: 'To the overview', exact: true }).click();
  await page.locator('th-cell-tiles').first().waitFor();
});

test('a measurement that is cancelled leaves nothing behind', async () => {
  const { page } = await come({ search: '?notebook=speed' });
  await page.getByRole('button', { name: 'Measure this machine' }).click();
  await page.getByText('Loading', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Cancel' }).first().click();
  await measured(page);
  await page.getByRole('button', { name: /^Measure/ }).waitFor();
  await expect.poll(() => stored(page), { timeout: 40_000 }).toEqual([]);
});

test.each([
  { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  { locale: 'en', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
] as const)('it can be read by all: $locale, $colorScheme', async (habits) => {
  const { page } = await come({ ...habits, search: '?notebook=speed' });
  await page.getByRole('button', { name: /Measure this machine|测一测这台机器/ }).click();
  await measured(page);
  await page
    .getByText(/Both give the same answer|两种方式结果一致/)
    .nth(2)
    .waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);
});
