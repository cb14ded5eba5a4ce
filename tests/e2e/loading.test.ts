import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { settled } from './support/cells.ts';
import { drop as dropFile, type Seat, takeSeat } from './support/seat.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import { openPicked, pick, tabhouse } from './support/tabhouse.ts';

const USERS = 2000;

/** `rows` events of 2,000 users in Taobao's shape, no two alike. */
function behaviour(rows: number): string {
  const lines: string[] = [];
  for (let i = 0; i < rows; i++) {
    const type = i % 11 === 0 ? 'buy' : i % 5 === 0 ? 'cart' : 'pv';
    lines.push(
      `${1 + ((i * 7919) % USERS)},${1000 + ((i * 31) % 900)},${10 + (i % 12)},${type},${1_511_539_200 + ((i * 13) % 700_000)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

let seat: Seat;
let page: Page;
let folder: string;

beforeEach(async () => {
  seat = await takeSeat();
  ({ page, folder } = seat);
});
afterEach(() => seat?.leave());

const drop = (name: string, content: string) => dropFile(page, name, content);

/** From now on the browser says that it gives this page `left` bytes more. */
const leave = (left: number) =>
  page.evaluate((free) => {
    navigator.storage.estimate = async () => ({ usage: 40e6, quota: 40e6 + free });
  }, left);

const violations = async () => {
  // Behind a modal dialog the page is inert: its landmarks say nothing.
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

describe('before a load', () => {
  test('the dialog says how it will be loaded, and takes other wishes', async () => {
    await drop(SHOP.name, SHOP.content);
    const plan = page.locator('th-load-plan');
    await plan.waitFor();
    expect(await plan.locator('dl').ariaSnapshot()).toMatch(/On this machine[\s\S]*1 worker/);
    await plan.getByText('Advanced').click();
    await plan.getByLabel('Keep it').selectOption({ label: 'in memory, until the tab closes' });
    await plan.getByLabel('Workers').selectOption('2');
    await plan.getByLabel('Buckets').selectOption('4');
    await expect
      .poll(() => plan.locator('dl').ariaSnapshot())
      .toMatch(/In memory[\s\S]*2 workers[\s\S]*1 part · 4 buckets/);
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: /^Build/ }).click();
    await settled(page);
    await expect
      .poll(() => page.locator('th-status-bar').ariaSnapshot())
      .toContain('In memory only');
    expect(await tabhouse(page).query('select count(*)::integer as n from dwd_events')).toEqual([
      { n: SHOP_ROWS },
    ]);
  });

  test('storage that is too small is said with figures, and a sample that fits is one click', async () => {
    await leave(7e6);
    await drop('UserBehavior.csv', behaviour(100_000));
    const notice = page.locator('th-shortage');
    await notice.waitFor();
    const said = await notice.ariaSnapshot();
    expect(said).toMatch(/needs about 7\.\d+ MB.*6\.65 MB more.*40 MB of 47 MB/);
    expect(said).toContain('Keep it in memory only');
    expect(await page.getByRole('button', { name: 'Go on anyway' }).count()).toBe(1);
    expect(await violations()).toEqual([]);
    await notice.getByRole('button', { name: /^Load 1 in 5 users/ }).click();
    await notice.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Build/ }).click();
    await settled(page);

    const [row] = await tabhouse(page).query(
      'select count(distinct user_id)::integer as users from dwd_events',
    );
    const users = Number(row?.users);
    expect(Math.abs(users - USERS / 5)).toBeLessThan(5 * Math.sqrt(USERS * 0.2 * 0.8));
    expect(await page.locator('th-status-bar').ariaSnapshot()).toContain('1 in 5 users');
    await page.locator('th-sample-chip button').first().click();
    const popover = page.getByRole('dialog', { name: 'Figures are of a sample' });
    const expected = (100 * Math.sqrt(0.8 / users)).toFixed(2);
    expect(await popover.ariaSnapshot()).toContain(`±${expected}%`);
    expect(await violations()).toEqual([]);
  });

  test('a data set that can go makes room', async () => {
    await tabhouse(page).open([SHOP], { source: 'taobao', name: 'Old shop' });
    await leave(7e6);
    await drop('UserBehavior.csv', behaviour(100_000));
    const offer = page.locator('th-shortage').getByRole('button', { name: /^Delete “Old shop”/ });
    await offer.waitFor();
    page.once('dialog', (dialog) => void dialog.accept());
    await leave(50e6);
    await offer.click();
    await page.locator('th-shortage').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('button', { name: /^Build/ }).count()).toBe(1);
  });

  test('a script is refused with figures and the sample that fits, unless it insists', async () => {
    await leave(7e6);
    const file = { name: 'UserBehavior.csv', content: behaviour(100_000) };
    await pick(page, [file]);
    await expect(openPicked(page, { source: 'taobao' })).rejects.toThrow(
      /needs about \d+ MB.*gives this page 6 MB more.*1 in 5 users would fit/,
    );
    const { rows } = await tabhouse(page).open([file], { source: 'taobao', anyway: true });
    expect(rows.dwd).toBe(100_000);
  });
});

describe('a sample of users', () => {
  test('holds whole users, adds up, and is another data set than the whole', async () => {
    const house = tabhouse(page);
    const file = join(folder, 'UserBehavior.csv');
    writeFileSync(file, behaviour(60_000));
    const perUser =
      'select user_id, count(*)::integer as n from dwd_events group by user_id order by user_id';
    const all = await house.open([file], { source: 'taobao' });
    const whole = new Map((await house.query(perUser)).map(({ user_id, n }) => [user_id, n]));
    const tenth = await house.open([file], { source: 'taobao', sample: 0.1 });
    expect(tenth.dataset).not.toBe(all.dataset);
    const drawn = await house.query(perUser);
    for (const { user_id, n } of drawn) expect(n).toBe(whole.get(user_id));
    const { read, dwd, duplicates, rejected, unsampled } = tenth.rows;
    expect(read).toBe(60_000);
    expect(read).toBe(dwd + duplicates + rejected + unsampled);
    expect(tenth.sample?.users).toBe(drawn.length);
    expect(tenth.tables.flatMap(({ checks }) => checks).filter(({ passed }) => !passed)).toEqual(
      [],
    );

    const figure = (name: string) => tenth.sample?.figures.find((one) => one.name === name);
    const { rows } = await house.metric('overview');
    for (const name of ['pv', 'uv', 'buyers', 'orders', 'conversion_user'])
      expect(figure(name)?.value).toBeCloseTo(Number(rows[0]?.[name]), 9);
    expect(figure('uv')?.error).toBeCloseTo(Math.sqrt(0.9 / drawn.length), 9);
    const pv = figure('pv');
    const views = [...Array(60_000).keys()].filter((i) => i % 11 && i % 5).length;
    expect(Math.abs((pv?.estimate ?? 0) / views - 1)).toBeLessThan(4 * (pv?.error ?? 0));

    expect((await house.open([file], { source: 'taobao', sample: 0.1 })).dataset).toBe(
      tenth.dataset,
    );
    await settled(page);
    await page.locator('th-sample-chip button').first().click();
    await page.getByRole('button', { name: 'Load all users' }).click();
    await page.locator('th-sample-chip button').waitFor({ state: 'detached' });
    await settled(page);
    const [row] = await house.query('select count(*)::integer as n from dwd_events');
    expect(row?.n).toBe(all.rows.dwd);
  });

  test('is refused where its share cannot be meant', async () => {
    const house = tabhouse(page);
    for (const sample of [0, 1.5])
      await expect(house.open([SHOP], { source: 'taobao', sample })).rejects.toThrow('0.001 – 1');
  });
});

describe('the engine panel', () => {
  test('shows where the bytes lie, gives up a query, and gives memory back unseen', async () => {
    const house = tabhouse(page);
    await house.open([SHOP], { source: 'taobao', name: 'The shop' });
    await settled(page);
    await page.locator('th-status-bar button').click();
    const panel = page.locator('th-engine-panel');
    await panel.getByText('Tables of “The shop”').click();
    await expect
      .poll(() => panel.locator('th-engine-storage').ariaSnapshot())
      .toMatch(/dws_user_day\s+\d+/);
    expect(await panel.locator('th-engine-log').ariaSnapshot()).toMatch(/overview/i);
    expect(await violations()).toEqual([]);

    const long = page.evaluate(() =>
      window.tabhouse
        .query('select sum(a.range * b.range) as s from range(300000) a, range(300000) b')
        .then(
          () => 'done',
          ({ code }) => code,
        ),
    );
    await panel.getByRole('button', { name: /^Cancel select sum/ }).click();
    expect(await long).toBe('cancelled');

    await panel.getByRole('button', { name: 'Give memory back' }).click();
    await page.waitForFunction(async () => (await window.tabhouse.engine()).restarts > 0);
    expect((await settled(page)).filter(({ phase }) => phase !== 'done')).toEqual([]);
    expect(await house.query('select count(*)::integer as n from dwd_events')).toEqual([
      { n: SHOP_ROWS },
    ]);
  });
});
