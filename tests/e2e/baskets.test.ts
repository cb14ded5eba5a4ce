import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
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

async function begin(options: Parameters<typeof visit>[1] = {}) {
  reader = await visit(site, options);
  page = reader.page;
  page.setDefaultTimeout(60_000);
  const house = tabhouse(page);
  await house.ready();
  return house;
}

const done = (name: string) =>
  expect.poll(() => phaseOf(page, name), { timeout: 90_000 }).toBe('done');

type Rule = readonly [readonly string[], string, number, number, number, number];
interface Published {
  readonly rules: number;
  readonly frequent_itemsets: number;
  readonly top10_lift?: readonly Rule[];
  readonly top15_lift?: readonly Rule[];
}

describe.runIf(hasData('groceries'))('baskets one a line', () => {
  const answers = () => oracle('groceries') as Record<string, Published>;

  test('open without losing an item and have the published rules', async () => {
    const house = await begin();
    await house.open([dataFile('groceries/groceries.csv')]);
    const [whole] = await house.query(
      `select count(*) as baskets, sum(items) as items from (
        select (select count(*) from (unpivot (select cast(columns(*) as varchar), row_number() over () as "n" from groceries)
          on columns(* exclude n) into name place value item)) / 9835.0 as items from groceries)`,
    );
    expect(Number(whole?.baskets)).toBe(9835);
    expect(Math.round(Number(whole?.items))).toBe(43_367);
    for (const [name, min_support, min_confidence] of [
      ['supp.006_conf.25_minlen2', 0.006, 0.25],
      ['supp.01_conf.5', 0.01, 0.5],
      ['supp.001_conf.8', 0.001, 0.8],
    ] as const) {
      const { rows, definition, audit } = await house.metric('basket', {
        from: 'groceries',
        min_support,
        min_confidence,
        ...(name === 'supp.001_conf.8' && { audit: false }),
      });
      const expected = answers()[name];
      expect(definition.facts).toMatchObject({ baskets: 9835, items: 169, rules: expected?.rules });
      expect(rows).toHaveLength(expected?.rules ?? -1);
      const first = expected?.top10_lift ?? expected?.top15_lift ?? [];
      expect(
        rows
          .slice(0, first.length)
          .map(({ antecedent, consequent, baskets }) => [antecedent, consequent, baskets]),
      ).toEqual(first.map(([left, right, count]) => [left.join(', '), right, count]));
      expect(rows[0]?.lift).toBeCloseTo(first[0]?.[5] ?? Number.NaN, 4);
      if (name !== 'supp.001_conf.8') expect(audit.agrees, audit.detail).toBe(true);
    }
  }, 240_000);

  test('are counted in the words of their notebook, not those of its first rule', async () => {
    const house = await begin({ search: '?notebook=baskets' });
    await house.open([dataFile('groceries/groceries.csv')]);
    await page.getByText('9,835 baskets with 4.41 on average').waitFor();
  }, 120_000);

  test('are drawn as a list, a matrix and a network, with all figures in tables', async () => {
    const house = await begin();
    await house.open([dataFile('groceries/groceries.csv')]);
    await openText(
      page,
      '```metric together\nkind: basket\nfrom: groceries\nmin_support: 0.006\n```\n',
    );
    await done('together');
    const cell = await cellAt(page, 'together');
    await cell.scrollIntoViewIfNeeded();
    await expect.poll(() => cell.locator('th-figure').count()).toBe(3);
    await expect
      .poll(() => cell.locator('th-figure svg circle').count(), { timeout: 60_000 })
      .toBeGreaterThan(20);
    const labels = await cell.locator('th-figure').allTextContents();
    expect(labels.length).toBe(3);
    await cell.locator('table').first().waitFor({ state: 'attached' });
    await expect
      .poll(() => cell.locator('table').first().textContent(), { timeout: 60_000 })
      .toContain('herbs');
  }, 180_000);
});

describe.runIf(hasData('taobao'))('recommendations', () => {
  test('stand on the cosine that SQL works out, exclude what was purchased, and are tested against popularity', async () => {
    const house = await begin();
    await house.open([dataFile('taobao/UserBehavior_first_users.csv')]);
    const near = await house.metric('recommend', { method: 'item_item', shrinkage: 0, k: 3 });
    expect(near.rows.length).toBeGreaterThan(100);
    expect(near.audit.agrees, near.audit.detail).toBe(true);
    const [one] = near.rows;
    const weight = `sum(case event_type when 'view' then 1 when 'fav' then 2 when 'cart' then 3 when 'purchase' then 5 end)`;
    const [exact] = await house.query(
      `with w as (select user_id, item_id, ${weight} as w from dwd_events group by all)
      select sum(a.w * b.w) / (sqrt((select sum(w * w) from w where item_id = ?)) * sqrt((select sum(w * w) from w where item_id = ?))) as cosine
      from w a join w b using (user_id) where a.item_id = ? and b.item_id = ?`,
      [one?.item_id, one?.neighbour_id, one?.item_id, one?.neighbour_id],
    );
    expect(one?.similarity).toBeCloseTo(Number(exact?.cosine), 9);
    const like = await house.metric('recommend', { method: 'user_user' });
    expect(like.audit.agrees, like.audit.detail).toBe(true);
    const user = String(like.definition.facts.for_user);
    const bought = await house.query(
      `select distinct item_id from dwd_events where event_type = 'purchase' and user_id = ?`,
      [like.definition.facts.for_user],
    );
    const theirs = await house.metric('recommend', { method: 'item_item', user });
    expect(theirs.audit.agrees, theirs.audit.detail).toBe(true);
    for (const { rows } of [like, theirs])
      for (const { item_id } of rows)
        expect(bought.map((row) => String(row.item_id))).not.toContain(String(item_id));
    const tested = await house.metric('recommend', { method: 'evaluation', k: 10 });
    expect(tested.audit.agrees, tested.audit.detail).toBe(true);
    expect(new Set(tested.rows.map(({ method }) => method)).size).toBe(4);
    expect(tested.rows.find(({ method }) => method === 'popular')?.against_popular ?? 1).toBe(1);
  }, 240_000);
});
