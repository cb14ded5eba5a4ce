import { readFileSync } from 'node:fs';
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

const done = (name: string) =>
  expect.poll(() => phaseOf(page, name), { timeout: 90_000 }).toBe('done');

/** How far out an alert is; a gap stands behind all. */
const away = ({ score }: Readonly<Record<string, unknown>>) =>
  score === null ? -1 : Math.abs(Number(score));

const figuresIn = (text: string) =>
  (text.match(/[\d,]+/g) ?? []).map((one) => Number(one.replaceAll(',', '')));

const notebook = (name: string) => readFileSync(`public/notebooks/${name}.md`, 'utf8');

describe.runIf(hasData('forecast') && hasData('nab'))('series opened as tables', () => {
  test('air passengers are forecast better than by the year before, and the audit agrees', async () => {
    const house = await begin();
    await house.open([dataFile('forecast/example_air_passengers.csv')]);
    const { rows, definition, audit } = await house.metric('forecast', {
      from: 'example_air_passengers',
      time: 'ds',
      value: 'y',
    });
    expect(audit).toMatchObject({ agrees: true });
    expect(definition.facts).toMatchObject({ seasons: '12', method: 'mstl', transform: 'log' });
    expect(Number(definition.facts.mase)).toBeLessThan(0.6 * Number(definition.facts.naive_mase));
    expect(rows.filter(({ period }) => period === 'coming')).toHaveLength(12);
    // Unit tests have the same in node: to the last digits, wherever it runs.
    expect(Number(definition.facts.mase)).toBeCloseTo(0.519, 2);
  });

  test('half hours of taxis have their holidays as alerts, and cells draw both', async () => {
    const house = await begin();
    await house.open([dataFile('nab/realKnownCause/nyc_taxi.csv')]);
    const series = { from: 'nyc_taxi', time: 'timestamp', value: 'value' };
    const { rows, audit } = await house.metric('anomalies', series);
    expect(audit).toMatchObject({ agrees: true });
    const days = rows.map(({ time }) => String(time).slice(0, 10));
    for (const day of ['2014-11-02', '2014-12-25', '2015-01-27']) expect(days).toContain(day);
    const cells = ['forecast', 'anomalies'].map(
      (kind) =>
        `\`\`\`metric ${kind}\nkind: ${kind}\nfrom: nyc_taxi\ntime: timestamp\nvalue: value\n\`\`\``,
    );
    await openText(page, cells.join('\n\n'));
    await done('anomalies');
    const cell = await cellAt(page, 'anomalies');
    await expect.poll(() => cell.locator('.th-alert').count()).toBe(12);
    await done('forecast');
    const drawn = (await cellAt(page, 'forecast')).locator('th-figure svg');
    await expect.poll(() => drawn.count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
  });
});

describe.runIf(hasData('taobao'))('the notebook of forecasts', () => {
  test.each(['en', 'zh-CN'] as const)(
    'answers for Taobao in %s; an alert filters the cells below',
    async (locale) => {
      const house = await begin({ locale });
      await house.open([dataFile('taobao/UserBehavior_first_users.csv')]);
      const text = notebook(locale === 'en' ? 'forecast' : 'forecast.zh-CN')
        .replace('\nvalue: auto\n', '\nvalue: views\n')
        .replace('value: 4\n', 'value: 2\n');
      await openText(page, text);
      for (const name of ['next', 'alerts', 'then', 'steps']) await done(name);
      const next = await cellAt(page, 'next');
      await expect.poll(() => next.locator('th-figure svg').count()).toBeGreaterThanOrEqual(3);
      const asked = { measure: 'views', by: 'hour', threshold: 2 };
      const { rows } = await house.metric('anomalies', asked);
      // The first of the list is the one furthest out.
      const [worst] = [...rows].sort((a, b) => away(b) - away(a));
      if (!worst) throw new Error('no alert');
      const steps = await cellAt(page, 'steps');
      const first = (rows: readonly Readonly<Record<string, unknown>>[]) =>
        Number(rows[0]?.entities);
      const all = await house.metric('funnel');
      const then = await house.metric('funnel', {
        filters: { day: [worst.day], hour: [worst.hour] },
      });
      expect(first(then.rows)).toBeLessThan(first(all.rows));
      const shown = async () =>
        figuresIn((await steps.locator('table').first().textContent()) ?? '');
      await expect.poll(shown, { timeout: 60_000 }).toContain(first(all.rows));
      const alerts = await cellAt(page, 'alerts');
      await alerts.locator('.th-alert').first().click();
      await expect.poll(shown, { timeout: 60_000 }).not.toContain(first(all.rows));
      await expect.poll(shown, { timeout: 60_000 }).toContain(first(then.rows));
      // And the rows behind it stand below.
      const hours = () =>
        page.evaluate(() => {
          const { runtime } = document.querySelector('tabhouse-app')?.workspace ?? {};
          const cell = runtime?.document.value.cells.find(({ name }) => name === 'rows_then');
          const rows = cell ? (runtime?.result(cell.id).peek()?.rows ?? []) : [];
          return [...new Set(rows.map(({ hour }) => Number(hour)))];
        });
      await done('rows_then');
      await expect.poll(hours, { timeout: 60_000 }).toEqual([Number(worst.hour)]);
    },
  );
});
