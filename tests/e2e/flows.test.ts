import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { type House, tabhouse } from './support/tabhouse.ts';

const COUNT = 'select count(*)::integer as n from dwd_events';
const BRANDS =
  'select brand, count(*)::integer as n from dwd_events where brand is not null group by 1 order by 1';

const LOG = {
  name: 'log.csv',
  content: [
    'when;who;what;sku;channel;land',
    '03/04/2024 10:00;7;view;1;web;DE',
    '03/04/2024 10:01;7;hover;1;web;DE',
    '04/04/2024 11:00;8;buy;2;app;FR',
    '',
  ].join('\n'),
};

let site: Site;
let reader: Visit;
let page: Page;
let house: House;

beforeEach(async () => {
  site = await serveSite();
  reader = await visit(site);
  page = reader.page;
  page.setDefaultTimeout(15_000);
  house = tabhouse(page);
  // A test can answer an input for files, not the browser's own picker.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await page.reload({ waitUntil: 'load' });
  await house.ready();
});
afterEach(async () => {
  await reader?.close();
  await site?.close();
});

interface Dropped {
  readonly name: string;
  readonly content: string;
}

const drop = (...files: readonly Dropped[]) =>
  page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const { name, content } of given) transfer.items.add(new File([content], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
  }, files);

/** What lies in a dialog is slotted into it: a locator finds it in the element around. */
const dialog = () => page.locator('th-dialog');
const spoken = () => page.getByRole('dialog').ariaSnapshot();
const build = () => dialog().getByRole('button', { name: /^Build/ });
const settings = () => page.getByRole('button', { name: 'Settings', exact: true });
const said = () => page.getByRole('alert').first().ariaSnapshot();

/** Waits until a query answers so. */
const answers = (sql: string, rows: unknown) =>
  expect.poll(() => house.query(sql).catch(() => null), { timeout: 60_000 }).toEqual(rows);

describe('what columns mean', () => {
  test('is said in the dialog, remembered for such files, and changed later without picking again', async () => {
    await drop(LOG);
    await build().waitFor();
    expect(await spoken()).toContain('when');
    const columns = dialog().getByText('Columns', { exact: true });
    const show = async () => {
      await build().waitFor();
      if (!(await dialog().getByLabel('brand').isVisible())) await columns.click();
    };
    await show();
    await dialog().getByLabel('event_time').selectOption('when');
    await dialog().getByLabel('How times are written').selectOption('Day, month, year');
    await dialog().getByLabel('user_id').selectOption('who');
    await dialog().getByLabel('event_type').selectOption('what');
    await dialog().getByLabel('hover').selectOption('click');
    await dialog().getByLabel('brand').selectOption('channel');
    await build().click();
    await answers(BRANDS, [
      { brand: 'app', n: 1 },
      { brand: 'web', n: 2 },
    ]);
    expect(await house.query('select min(event_time)::varchar as first from dwd_events')).toEqual([
      { first: '2024-04-03 10:00:00' },
    ]);

    await drop({ ...LOG, name: 'other.csv' });
    await show();
    expect(await dialog().getByLabel('hover').inputValue()).toBe('click');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });

    await settings().click();
    await page.getByRole('button', { name: /^Change columns/ }).click();
    await show();
    await dialog().getByLabel('brand').selectOption('land');
    await build().click();
    await answers(BRANDS, [
      { brand: 'DE', n: 2 },
      { brand: 'FR', n: 1 },
    ]);

    await page.reload({ waitUntil: 'load' });
    await house.ready();
    await settings().click();
    await page.getByRole('button', { name: /^Change columns/ }).click();
    await page.getByText(/Choose them again: log\.csv/).waitFor();
    const chooser = page.waitForEvent('filechooser');
    await dialog().getByRole('button', { name: 'Choose files' }).click();
    const { name, content } = LOG;
    await (await chooser).setFiles({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(content),
    });
    await show();
    await dialog().getByLabel('hover').selectOption('leave these rows out');
    await build().click();
    await answers(COUNT, [{ n: 2 }]);
    await expect.poll(() => page.getByRole('button', { name: /^Rename/ }).count()).toBe(1);
    expect(reader.errors).toEqual([]);
  });
});

test('a drop with a file that cannot be read opens the others', async () => {
  await drop(SHOP, { name: 'nothing.csv', content: '' });
  await build().waitFor();
  expect(await spoken()).toContain('nothing.csv is empty');
  await build().click();
  await answers(COUNT, [{ n: SHOP_ROWS }]);
});

test('what was wrong with a file goes with the next one', async () => {
  const wrong = page.getByText(/nothing\.csv is empty/);
  await drop({ name: 'nothing.csv', content: '' });
  await wrong.waitFor();
  await drop(SHOP);
  await build().waitFor();
  expect(await wrong.count()).toBe(0);
});

test('a drop of two shapes says what becomes of each, and loses neither', async () => {
  await drop(SHOP, { name: 'people.csv', content: 'name,born\nanna,1990\nbert,1985\n' });
  await build().first().click();
  await dialog()
    .getByText(/^Begun: UserBehavior\.csv\./)
    .waitFor();
  await dialog().getByRole('button', { name: 'Open as a table' }).click();
  await answers('select count(*)::integer as n from people', [{ n: 2 }]);
  const named = page.locator('th-rail').getByRole('button', { name: /^Rename/ });
  await expect.poll(() => named.count()).toBe(2);
});

test('tables are looked at: those of a data set in the rail, files that are not events in a notebook', async () => {
  await house.open([SHOP], { source: 'taobao' });
  await page.getByRole('button', { name: 'Look at dws_hour', exact: true }).click();
  await dialog().getByRole('grid').waitFor();
  await expect.poll(() => spoken()).toContain('dws_hour');
  await page.keyboard.press('Escape');

  await drop({ name: 'people.csv', content: 'name,born\nanna,1990\nbert,1985\n' });
  await dialog().getByRole('button', { name: 'Open as a table' }).click();
  await page.getByRole('heading', { level: 1, name: 'people' }).waitFor();
  await page.getByText('anna', { exact: true }).waitFor();
});

test('data that the browser has cleared is said, forgotten, and the page works on', async () => {
  await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
  await page.goto(`${site.url}notebooks/overview.md`);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) await root.removeEntry(name);
  });
  await page.goto(site.url, { waitUntil: 'load' });
  await house.ready();
  expect(await said()).toMatch(/not there any more.*Open the files again/);
  const report = await house.open([SHOP], { source: 'taobao' });
  expect(report.rows.dwd).toBe(SHOP_ROWS);
  expect(await house.query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
});

test('loads go on after the browser has cleared everything under the open page', async () => {
  await house.open([SHOP], { source: 'taobao', storage: 'opfs' });
  const browser = await reader.context.newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', {
    origin: new URL(site.url).origin,
    storageTypes: 'all',
  });
  const more = { name: 'more.csv', content: '901,5,7,pv,1511600000\n902,5,7,buy,1511600100\n' };
  const report = await house.open([more], { source: 'taobao' });
  expect(report.rows.dwd).toBe(2);
  expect(await house.query(COUNT)).toEqual([{ n: 2 }]);
});
