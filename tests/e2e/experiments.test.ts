import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, type VisitOptions, visit } from './support/browser.ts';
import { dataFile, hasData, oracle } from './support/data.ts';
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

const done = (name: string) =>
  expect.poll(() => phaseOf(page, name), { timeout: 60_000 }).toBe('done');

const notebook = (name: string) => readFileSync(`public/notebooks/${name}.md`, 'utf8');

interface Tested {
  readonly p_two_sided: number;
  readonly ci95: readonly [number, number];
  readonly x30: number;
  readonly x40: number;
}
interface Answers {
  readonly retention_1: Tested;
  readonly retention_7: Tested;
  readonly welch_t: readonly [number, number, number];
  readonly srm_chi2_p: number;
}

describe.runIf(hasData('ab_test'))('Cookie Cats, opened as a table', () => {
  const answers = () => oracle('ab_test') as Answers;

  test('has the published p values, whichever day is asked for, and the audit agrees', async () => {
    const house = await begin();
    await house.open([dataFile('ab_test/cookie_cats.csv')]);
    for (const outcome of ['retention_1', 'retention_7'] as const) {
      const { rows, definition, audit } = await house.metric('experiment', {
        from: 'cookie_cats',
        unit: 'userid',
        variant: 'test_version',
        outcome,
        value: 'sum_gamerounds',
      });
      const { p_two_sided, ci95, x30, x40 } = answers()[outcome];
      const [control, treated] = rows;
      expect([control?.conversions, treated?.conversions]).toEqual([x30, x40]);
      expect(treated?.p).toBeCloseTo(p_two_sided, 12);
      expect(treated?.conversion_difference_low).toBeCloseTo(ci95[0], 12);
      expect(treated?.conversion_difference_high).toBeCloseTo(ci95[1], 12);
      expect(treated?.value_p).toBeCloseTo(answers().welch_t[1], 10);
      expect(definition.facts.ratio_p).toBeCloseTo(answers().srm_chi2_p, 12);
      expect(definition.text).toContain('not shared out as planned');
      expect(audit).toMatchObject({ agrees: true });
    }
  });

  for (const [locale, file, viewport] of [
    ['en', 'experiments', { width: 1440, height: 900 }],
    ['zh-CN', 'experiments.zh-CN', { width: 390, height: 844 }],
  ] as const)
    test(`its notebook finds the columns by itself (${locale}, ${viewport.width} wide)`, async () => {
      const house = await begin({ locale, viewport });
      await house.open([dataFile('ab_test/cookie_cats.csv')]);
      await openText(page, notebook(file));
      await done('experiment');
      const cell = await cellAt(page, 'experiment');
      await cell.scrollIntoViewIfNeeded();
      await expect.poll(() => cell.locator('th-figure svg').count()).toBeGreaterThanOrEqual(4);
      const drawn = (await cell.locator('th-figure svg text').allTextContents()).join(' ');
      expect(drawn).toContain('gate_40');
      expect(drawn).toContain('p = 0.074');
      expect(drawn).toContain('p = 0.0086');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(viewport.width);
    });
});

/** 400 users; `b` converts twice as often. */
function log(variants: boolean): string {
  const lines = [`event_time,event_type,user_id,item_id${variants ? ',variant' : ''}`];
  for (let user = 0; user < 400; user += 1) {
    const day = `2024-03-${String(4 + (user % 9)).padStart(2, '0')}`;
    const arm = user % 2 === 0 ? 'a' : 'b';
    const more = variants ? `,${arm}` : '';
    lines.push(`${day} 10:00:00,view,u${user},i1${more}`);
    if (user % 20 === 0 || user % 10 === 1)
      lines.push(`${day} 11:00:00,purchase,u${user},i1${more}`);
  }
  return lines.join('\n');
}

describe('an event log', () => {
  test('with variants is compared by its users', async () => {
    const house = await begin();
    await house.open([{ name: 'log.csv', content: log(true) }], {
      mapping: {
        event_time: 'event_time',
        event_type: 'event_type',
        user_id: 'user_id',
        item_id: 'item_id',
        variant: 'variant',
      },
    });
    const { rows, audit } = await house.metric('experiment');
    expect(rows.map(({ variant, units, conversions }) => [variant, units, conversions])).toEqual([
      ['a', 200, 20],
      ['b', 200, 40],
    ]);
    expect(rows[1]?.conversion_uplift).toBeCloseTo(1, 12);
    expect(audit).toMatchObject({ agrees: true });
  });

  test('without variants has a sentence that says what is missing', async () => {
    const house = await begin();
    await house.open([{ name: 'log.csv', content: log(false) }]);
    await openText(page, notebook('experiments'));
    await expect
      .poll(() => phaseOf(page, 'experiment'), { timeout: 60_000 })
      .not.toMatch(/waiting|running|queued/);
    const cell = await cellAt(page, 'experiment');
    await cell.scrollIntoViewIfNeeded();
    await expect.poll(() => cell.getByText(/which variant a user saw/).count()).toBeGreaterThan(0);
  });
});

describe.runIf(hasData('ab_test'))('the line of inputs that stays in sight', () => {
  test('covers no head that the outline leads to, and no other line lies over it', async () => {
    const house = await begin({ viewport: { width: 1440, height: 1000 } });
    await house.open([dataFile('ab_test/cookie_cats.csv')]);
    await openText(page, notebook('experiments'));
    await done('figures');
    const lines = page.locator('th-notebook .inputs');
    const positions = () =>
      lines.evaluateAll((all) => all.map((one) => getComputedStyle(one).position));
    await expect.poll(positions).toEqual(['sticky', 'relative', 'relative']);
    await page.getByRole('button', { name: 'How many it takes', exact: true }).click();
    const head = page.locator('th-notebook').getByRole('heading', { name: 'How many it takes' });
    const below = async () => {
      const [line, title] = [await lines.first().boundingBox(), await head.boundingBox()];
      return line && title ? title.y - (line.y + line.height) : Number.NaN;
    };
    // Once it has come to rest.
    await expect.poll(below, { timeout: 20_000 }).toBeLessThan(60);
    await page.waitForTimeout(500);
    expect(await below()).toBeGreaterThanOrEqual(0);
    expect((await lines.first().boundingBox())?.height).toBeGreaterThan(112);
  });
});
