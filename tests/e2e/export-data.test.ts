import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { BlobReader, configure, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { tableFromIPC } from 'apache-arrow';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { settled } from './support/cells.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

let site: Site;
let folder = '';
let reader: Visit;

beforeAll(async () => {
  site = await serveSite();
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-export-'));
  reader = await visit(site);
  // The browser under test has no picker that a test could answer: files come as downloads.
  await reader.context.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker');
    Reflect.deleteProperty(window, 'showDirectoryPicker');
  });
  await reader.page.reload({ waitUntil: 'load' });
  const house = tabhouse(reader.page);
  await house.ready();
  await house.open([SHOP], { source: 'taobao' });
  await settled(reader.page);
});

afterAll(async () => {
  await reader?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks for an export in the dialog and gives the path of what was downloaded. */
async function exported(page: Page, what: string, form?: string): Promise<string> {
  page.setDefaultTimeout(60_000);
  await page.getByRole('button', { name: 'Export the layers' }).click();
  const dialog = page.locator('th-export-dialog');
  await dialog.getByLabel('What').selectOption(what);
  if (form) await dialog.getByText(form, { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  await dialog.getByRole('status').filter({ hasText: 'written' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return path;
}

async function native(sql: string): Promise<readonly Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

const FIGURES =
  "count(*) as n, sum(user_id) as users, sum(item_id) as items, count(*) filter (event_type = 'purchase') as bought, max(epoch(event_time))::bigint as last";

const hugeToText = (rows: readonly object[]) =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
  );

test('a layer is the same in every format, read by others', async () => {
  const here = hugeToText(
    (await tabhouse(reader.page).query(`select ${FIGURES} from dwd_events`)) as object[],
  );
  const csv = await exported(reader.page, 'dwd_events', 'CSV');
  const json = await exported(reader.page, 'dwd_events', 'JSON');
  const parquet = await exported(reader.page, 'dwd_events', 'Parquet');
  for (const source of [
    `read_csv('${csv}')`,
    `(select * replace (user_id::bigint as user_id, item_id::bigint as item_id, event_time::timestamp as event_time) from read_json('${json}'))`,
    `read_parquet('${parquet}')`,
  ]) {
    const there = hugeToText(await native(`select ${FIGURES} from ${source}`));
    expect(there, source).toEqual(here);
  }
  const arrow = tableFromIPC(readFileSync(await exported(reader.page, 'dwd_events', 'Arrow')));
  expect(arrow.numRows).toBe(SHOP_ROWS);
  const users = [...(arrow.getChild('user_id') ?? [])].reduce((sum, one) => sum + BigInt(one), 0n);
  expect(String(users)).toBe(here[0]?.users);
}, 240_000);

test('a cell is exported whole from its menu', async () => {
  const { page } = reader;
  const cell = page.locator('th-cell[kind=metric]').first();
  await cell.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Export rows…' }).click();
  const dialog = page.locator('th-export-dialog');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  const path = join(folder, 'cell.csv');
  await download.saveAs(path);
  await page.keyboard.press('Escape');
  const daily = (await tabhouse(page).metric('overview', { by: 'day' })).rows;
  const there = await native(
    `select sum(pv)::bigint::varchar as pv, count(*)::integer as days from read_csv('${path}')`,
  );
  const views = daily.reduce((sum, row) => sum + Number(row.pv), 0);
  expect(there).toEqual([{ pv: String(views), days: daily.length }]);
}, 240_000);

test('a folder of layers opens as the same data set', async () => {
  const { page } = reader;
  const house = tabhouse(page);
  const before = await house.tables();
  const funnel = (await house.metric('funnel', { basis: 'user', audit: false })).rows;
  const path = await exported(page, 'all layers');
  configure({ useWebWorkers: false });
  const zip = new ZipReader(new BlobReader(new Blob([readFileSync(path)])));
  const paths: string[] = [];
  for (const entry of await zip.getEntries()) {
    if (entry.directory) continue;
    const name = entry.filename.split('/').at(-1) ?? '';
    writeFileSync(join(folder, name), await entry.getData(new Uint8ArrayWriter()));
    paths.push(join(folder, name));
  }
  expect(paths.length).toBeGreaterThan(8);

  const other = await visit(site);
  const there = tabhouse(other.page);
  await there.ready();
  await other.page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'folder';
    document.body.append(input);
  });
  await other.page.setInputFiles('#folder', paths);
  await other.page.evaluate(() => {
    const input = document.getElementById('folder') as HTMLInputElement;
    const transfer = new DataTransfer();
    for (const file of input.files ?? []) transfer.items.add(file);
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
  });
  await expect
    .poll(() => there.tables().then(({ length }) => length), { timeout: 60_000 })
    .toBeGreaterThan(0);
  await settled(other.page);
  const rows = (tables: typeof before) =>
    tables.filter(({ layer }) => layer !== 'ods').map((table) => [table.name, table.rows]);
  expect(rows(await there.tables())).toEqual(rows(before));
  expect((await there.metric('funnel', { basis: 'user', audit: false })).rows).toEqual(funnel);
  expect(other.foreign).toEqual([]);
  await other.close();
}, 240_000);
