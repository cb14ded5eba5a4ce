import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, type VisitOptions, visit } from './support/browser.ts';
import { dataFile, hasData, oracle } from './support/data.ts';
import { cellAt, openText, phaseOf } from './support/notebook.ts';
import { figure, isoDay } from './support/numbers.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const USERS = 'UserBehavior_first_users.csv';

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

async function begin(options: VisitOptions = {}): Promise<void> {
  reader = await visit(site, options);
  page = reader.page;
  page.setDefaultTimeout(30_000);
  await tabhouse(page).ready();
}

const said = (cell: Locator, words: RegExp) =>
  expect
    .poll(() => cell.locator('.notes').last().textContent(), { timeout: 60_000 })
    .toMatch(words);
const done = (name: string) =>
  expect.poll(() => phaseOf(page, name), { timeout: 60_000 }).toBe('done');

/** Head and body of the tables beside a cell's drawings. */
async function tables(cell: Locator): Promise<readonly (readonly (readonly string[])[])[]> {
  await cell.scrollIntoViewIfNeeded();
  await cell.locator('table').first().waitFor({ state: 'attached' });
  return cell
    .locator('table')
    .evaluateAll((all) =>
      all.map((table) =>
        [...(table as HTMLTableElement).rows].map((row) =>
          [...row.cells].map((one) => one.textContent?.trim() ?? ''),
        ),
      ),
    );
}

interface Taobao {
  readonly retention_first_active_day: Readonly<Record<string, readonly number[]>>;
  readonly daily: Readonly<Record<string, readonly number[]>>;
}

describe.runIf(hasData('taobao'))('cohorts of Taobao', () => {
  const answers = () => (oracle('taobao') as Record<string, Taobao>)[USERS] as Taobao;

  test('are as published, with days from counted returns, and agree with the second way', async () => {
    await begin();
    const house = tabhouse(page);
    await house.open([dataFile(`taobao/${USERS}`)]);
    const { rows, audit, sql, definition } = await house.metric('cohorts', {
      promotions: ['2017-12-02'],
    });
    for (const row of rows)
      expect(figure(row.users)).toBe(
        answers().retention_first_active_day[isoDay(row.cohort)]?.[figure(row.period)],
      );
    expect(audit.agrees, audit.detail).toBe(true);
    expect(sql).not.toMatch(/\bdwd\b/);
    expect(definition.facts.calendar).toHaveLength(8);
    const life = await house.metric('lifecycle', { gap: 2 });
    expect(
      Object.fromEntries(life.rows.map((row) => [isoDay(row.day), figure(row.active)])),
    ).toEqual(Object.fromEntries(Object.entries(answers().daily).map(([day, [uv]]) => [day, uv])));
    expect(life.audit.agrees, life.audit.detail).toBe(true);
    expect(life.sql).not.toMatch(/\bdwd\b/);
  });

  test.each([
    ['en', 'Who stays?', /Too few users come back at weekends/],
    ['zh-CN', '谁留下来了？', /周末的回访人数/],
  ] as const)(
    'fill their notebook in %s, with the curve said in words',
    async (locale, title, words) => {
      await begin({ locale, search: '?notebook=retention' });
      await tabhouse(page).open([dataFile(`taobao/${USERS}`)]);
      await page.getByRole('heading', { name: title }).first().waitFor();
      for (const name of ['cohorts', 'buyers', 'life', 'days']) await done(name);
      const cell = await cellAt(page, 'cohorts');
      const [grid] = await tables(cell);
      const [first = []] = Object.values(answers().retention_first_active_day);
      expect(figure(grid?.[1]?.[2])).toBe(first[0]);
      await said(cell, words);
      // What is typed as a promotion is told apart.
      const label = locale === 'en' ? 'Promotion days' : '大促日期';
      await page.getByRole('textbox', { name: label }).fill('2017-12-02');
      await page.keyboard.press('Enter');
      const promoted = locale === 'en' ? /promotion days/ : /大促日的回访人数过少/;
      await said(cell, promoted);
    },
  );

  test('stand beside an earlier period in a drawing and its table', async () => {
    await begin();
    await tabhouse(page).open([dataFile(`taobao/${USERS}`)]);
    await openText(
      page,
      `\`\`\`metric days
kind: overview
by: day
where: { day: { from: 2017-11-30, to: 2017-12-03 } }
compare: { from: 2017-11-25, to: 2017-11-28 }
show: [pv, uv]
\`\`\`

\`\`\`metric hours
kind: hourly
where: { day: { from: 2017-11-30, to: 2017-12-03 } }
compare: previous
\`\`\`

\`\`\`metric funnel
kind: funnel
where: { day: { from: 2017-11-30, to: 2017-12-03 } }
compare: previous
\`\`\`
`,
    );
    for (const name of ['days', 'hours', 'funnel']) await done(name);
    const cell = await cellAt(page, 'days');
    const [table = []] = await tables(cell);
    expect(table[0]?.join('|')).toMatch(/before.*change/i);
    const daily = answers().daily;
    const uv = table[0]?.findIndex((name) => /^visitors$|^UV$/i.test(name)) ?? -1;
    expect(uv).toBeGreaterThan(0);
    expect(table.slice(1).map((row) => [figure(row[uv]), figure(row[uv + 1])])).toEqual(
      ['2017-11-30', '2017-12-01', '2017-12-02', '2017-12-03'].map((day, at) => [
        daily[day]?.[0],
        daily[['2017-11-25', '2017-11-26', '2017-11-27', '2017-11-28'][at] ?? '']?.[0],
      ]),
    );
    await expect.poll(() => cell.locator('.notes').textContent()).toContain('Nov 25');
    for (const name of ['hours', 'funnel']) {
      const other = await cellAt(page, name);
      expect((await tables(other))[0]?.[0]?.join('|')).toMatch(/before.*change/i);
    }
  });
});

describe.runIf(hasData('cdnow'))('cohorts of CDNOW', () => {
  test('come back and pay month by month', async () => {
    const { master } = oracle('cdnow') as {
      master: {
        monthly_cohorts: Readonly<Record<string, readonly number[]>>;
        monthly_revenue: Readonly<Record<string, number>>;
      };
    };
    // Its columns stand apart by several blanks, which is no delimiter of ours.
    const lines = readFileSync(dataFile('cdnow/CDNOW_master.txt'), 'utf8').trim().split('\n');
    const content = lines.map((line) => line.trim().split(/\s+/).join(',')).join('\n');
    await begin();
    const house = tabhouse(page);
    await house.open([{ name: 'cdnow.csv', content }], {
      source: 'custom',
      mapping: {
        event_time: 'date',
        user_id: 'customer_id',
        quantity: 'number_of_cds',
        amount: 'dollar_value',
        event_type: { constant: 'purchase' },
      },
      rules: { duplicates: 'off' },
    });
    const { rows, audit } = await house.metric('cohorts', {
      unit: 'month',
      cohort: 'purchase',
      event: 'purchase',
    });
    for (const [at, [month, users]] of Object.entries(master.monthly_cohorts).entries()) {
      const own = rows.filter((row) => isoDay(row.cohort) === `${month}-01`);
      expect(own.map((row) => figure(row.users))).toEqual(users.slice(0, 18 - at));
    }
    // What the cohorts pay in a month is what the shop takes in it.
    const paid = new Map<string, number>();
    for (const row of rows) {
      const day = new Date(`${isoDay(row.cohort)}T00:00:00Z`);
      day.setUTCMonth(day.getUTCMonth() + figure(row.period));
      const month = day.toISOString().slice(0, 7);
      paid.set(month, (paid.get(month) ?? 0) + figure(row.value));
    }
    for (const [month, revenue] of Object.entries(master.monthly_revenue))
      expect(paid.get(month)).toBeCloseTo(revenue, 1);
    expect(audit.agrees, audit.detail).toBe(true);
  }, 300_000);
});
