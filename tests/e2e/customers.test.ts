import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, type VisitOptions, visit } from './support/browser.ts';
import { dataFile, hasData, oracle } from './support/data.ts';
import { cellAt, openText, phaseOf } from './support/notebook.ts';
import { figure } from './support/numbers.ts';
import { ROOT, type Site, serveSite } from './support/site.ts';
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

async function begin(options: VisitOptions = {}): Promise<void> {
  reader = await visit(site, options);
  page = reader.page;
  page.setDefaultTimeout(30_000);
  await tabhouse(page).ready();
}

/** Cells that are out of sight wait for their turn. */
async function done(name: string): Promise<void> {
  await (await cellAt(page, name)).scrollIntoViewIfNeeded();
  await expect.poll(() => phaseOf(page, name), { timeout: 90_000 }).toBe('done');
}

const notebook = (name: string) =>
  readFileSync(new URL(`public/notebooks/${name}`, `file://${ROOT}/`), 'utf8');

/** Heads of the tables beside a cell's drawings, and how many rows each has. */
async function tables(cell: Locator): Promise<readonly (readonly [string, number])[]> {
  await cell.scrollIntoViewIfNeeded();
  await cell.locator('table').first().waitFor({ state: 'attached' });
  return cell
    .locator('table')
    .evaluateAll((all) =>
      all.map((one) => [
        (one as HTMLTableElement).rows[0]?.textContent ?? '',
        (one as HTMLTableElement).rows.length,
      ]),
    );
}

type Facts = Readonly<Record<string, unknown>>;

describe.runIf(hasData('cdnow'))('customers of CDNOW', () => {
  const { bgnbd, gamma_gamma: gamma } = hasData('cdnow')
    ? (oracle('cdnow') as Record<'bgnbd' | 'gamma_gamma', Record<string, number>>)
    : { bgnbd: {}, gamma_gamma: {} };

  test('have the published parameters where the summary is opened as a table', async () => {
    await begin();
    const house = tabhouse(page);
    await house.open([dataFile('cdnow/cdnow_customers_summary_with_transactions.csv')]);
    const [table] = (await house.tables()).filter(({ name }) => name.startsWith('cdnow'));
    const result = await house.metric('lifetime_value', {
      from: table?.name,
      x: 'x',
      t_x: 't_x',
      T: 'T',
      value: 'zbar',
      customer: 'ID',
      horizon: 39,
    });
    const facts = result.definition.facts as Facts;
    for (const name of ['r', 'alpha', 'a', 'b'])
      expect(facts[name], name).toBeCloseTo(bgnbd[name] ?? 0, 4);
    for (const name of ['p', 'q', 'v']) expect(facts[name], name).toBeCloseTo(gamma[name] ?? 0, 3);
    expect(result.total).toBe(2357);
    expect(result.audit).toMatchObject({ agrees: true });
    const first = result.rows.find((row) => row.customer === '1');
    expect(figure(first?.expected_purchases)).toBeCloseTo(1.226, 3);
    expect(figure(first?.expected_spend)).toBeCloseTo(24.6586, 3);
  });

  test('are told in the notebook in both languages, from their purchases', async () => {
    // The columns of the file stand apart by several blanks, which is no delimiter of ours.
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
    const clusters = await house.metric('clusters', { k: 4 });
    expect(clusters.audit).toMatchObject({ agrees: true });
    const repurchase = await house.metric('repurchase', { basis: 'rows' });
    expect(repurchase.audit).toMatchObject({ agrees: true });
    expect(repurchase.definition.facts).toMatchObject({ buyers: 23_570, orders: 69_659 });
    const value = await house.metric('lifetime_value', { horizon: 26, limit: 10 });
    expect(value.audit).toMatchObject({ agrees: true });
    for (const name of ['customers.md', 'customers.zh-CN.md']) {
      await openText(page, notebook(name));
      for (const cell of ['segments', 'clusters', 'repurchase', 'value']) await done(cell);
      const found = await tables(await cellAt(page, 'clusters'));
      expect(found).toHaveLength(4);
      // Every cluster, and every K that was tried.
      expect(found[0]?.[1]).toBe(found[1]?.[1]);
      expect(found[3]?.[1]).toBe(8);
      expect(await tables(await cellAt(page, 'repurchase'))).toHaveLength(3);
      expect(await tables(await cellAt(page, 'value'))).toHaveLength(4);
    }
  });
});

describe.runIf(hasData('taobao'))('customers without prices', () => {
  test('are told by recency and frequency alone', async () => {
    await begin();
    const house = tabhouse(page);
    await house.open([dataFile('taobao/UserBehavior_first_users.csv')]);
    const { rows, audit, definition } = await house.metric('clusters');
    expect(audit).toMatchObject({ agrees: true });
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'user_id',
      'recency',
      'frequency',
      'cluster',
      'name',
    ]);
    expect(figure((definition.facts as Facts).buyers)).toBe(23);
    await openText(page, notebook('customers.md'));
    for (const cell of ['segments', 'clusters', 'repurchase', 'value']) await done(cell);
  });
});
