import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, type VisitOptions, visit } from './support/browser.ts';
import { dataFile, hasData } from './support/data.ts';
import { cellAt, openText, phaseOf } from './support/notebook.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

let site: Site;
let reader: Visit;
let page: Page;

beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site?.close());
afterEach(async () => {
  const { errors = [], foreign = [] } = reader ?? {};
  await reader?.close();
  expect(errors).toEqual([]);
  expect(foreign).toEqual([]);
});

async function begin(options: VisitOptions = {}) {
  reader = await visit(site, options);
  page = reader.page;
  page.setDefaultTimeout(30_000);
  const house = tabhouse(page);
  await house.ready();
  return house;
}

const NOTEBOOK = '# Who will buy\n\n```metric prediction\nkind: prediction\ndays: 2\n```\n';

describe.runIf(hasData('taobao'))('the prediction over nine days of 43 users', () => {
  const open = (house: ReturnType<typeof tabhouse>) =>
    house.open([dataFile('taobao/UserBehavior_first_users.csv')]);

  test('is judged on the last days, which it never saw, and its audit agrees', async () => {
    const house = await begin();
    await open(house);
    const { rows, definition, audit } = await house.metric('prediction', { days: 2 });
    const { facts } = definition;
    expect(facts).toMatchObject({
      outcome: 'fitted',
      train_cut: '2017-11-29',
      test_cut: '2017-12-01',
      score_cut: '2017-12-03',
    });
    const [bought] = await house.query(
      `select count(distinct user_id)::int as n from dwd_events
       where event_type = 'purchase' and day between date '2017-12-02' and date '2017-12-03'
         and user_id in (select user_id from dwd_events where day between date '2017-11-27' and date '2017-12-01')`,
    );
    expect(facts.buyers_test).toBe(bought?.n);
    expect(rows.length).toBe(facts.users);
    expect(Number(rows[0]?.probability)).toBeGreaterThan(Number(rows.at(-1)?.probability));
    expect(audit).toMatchObject({ agrees: true });
  });

  for (const [locale, width] of [
    ['en', 1440],
    ['zh-CN', 390],
  ] as const)
    test(`is drawn in five pictures, of which the users can be picked (${locale}, ${width} wide)`, async () => {
      const house = await begin({ locale, viewport: { width, height: 900 } });
      await open(house);
      await openText(page, NOTEBOOK);
      await expect.poll(() => phaseOf(page, 'prediction'), { timeout: 60_000 }).toBe('done');
      const cell = await cellAt(page, 'prediction');
      await cell.scrollIntoViewIfNeeded();
      await expect.poll(() => cell.locator('th-figure svg').count()).toBe(5);
      const drawn = (await cell.locator('th-figure svg text').allTextContents()).join(' ');
      expect(drawn).toMatch(/AUC \d\.\d{3}/);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
    });
});

describe.runIf(hasData('rees46'))('three hours of REES46', () => {
  test('are too short, and the sentence says how long it takes', async () => {
    const house = await begin();
    await house.open([dataFile('rees46/2019-Oct_first17k.csv')]);
    await expect(house.metric('prediction', { days: 1 })).rejects.toThrow(/at least 3 days/);
  });
});
