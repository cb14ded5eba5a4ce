import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { settled } from './support/cells.ts';
import { SHOP } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

let site: Site;
let reader: Visit;

beforeAll(async () => {
  site = await serveSite();
  reader = await visit(site);
  const house = tabhouse(reader.page);
  await house.ready();
  await house.open([SHOP], { source: 'taobao' });
  await settled(reader.page);
});

afterAll(async () => {
  await reader?.close();
  await site?.close();
});

const palette = () => reader.page.locator('th-palette');

async function command(search: string): Promise<void> {
  await reader.page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill(search);
  await palette().getByRole('option').first().waitFor();
  await reader.page.keyboard.press('Enter');
  await palette().waitFor({ state: 'detached' });
}

test('the palette finds and does everything, and gives the focus back', async () => {
  const { page } = reader;
  await command('dwd_events look');
  await page.getByRole('dialog', { name: 'dwd_events' }).waitFor();
  await page.keyboard.press('Escape');
  await command('theme: dark');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await command('theme: as the');
  await command('html share');
  await page.getByRole('dialog', { name: 'Share' }).waitFor();
  await page.keyboard.press('Escape');
  await command('gallery');
  await page.getByRole('dialog', { name: 'Published notebooks' }).waitFor();
  await page.keyboard.press('Escape');
  await command('daily');
  const drawn = page.waitForEvent('download');
  await command('save as svg');
  expect((await drawn).suggestedFilename()).toMatch(/\.svg$/);
  // It makes an SQL cell, as the menu of the table does, whose editor would take the keys of what comes after.
  await page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill('query dws_user_day');
  await palette().getByRole('option', { name: 'dws_user_day' }).first().waitFor();
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'detached' });
  page.once('dialog', (asked) => asked.accept('Renamed'));
  await command('rename data set');
  await page.getByRole('button', { name: 'Renamed', exact: true }).first().waitFor();
  await command('settings');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await page.keyboard.press('Escape');
  await command('language: 中文');
  await page.getByRole('button', { name: '设置' }).waitFor();
  await command('语言：English');
  await page.getByRole('button', { name: 'Settings' }).waitFor();
  await page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill('zzzz');
  await palette().getByText('Nothing is called so.').waitFor();
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'detached' });
}, 240_000);

test('a question mark shows every key', async () => {
  const { page } = reader;
  await page.locator('body').press('?');
  const sheet = page.locator('th-key-sheet');
  for (const title of ['Command palette', 'Run and go on', 'Undo'])
    await sheet.getByText(title).first().waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
}, 240_000);

test('the second button opens the menu of a cell and of a table', async () => {
  const { page } = reader;
  const cell = page.locator('th-cell[kind=metric]').first();
  await cell.getByRole('heading').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor();
  await page.keyboard.press('Escape');
  const before = await page.locator('th-cell').count();
  await page.locator('th-rail li.table', { hasText: 'dws_user_day' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Query it in a new SQL cell' }).click();
  await expect.poll(() => page.locator('th-cell').count()).toBe(before + 1);
  // A window that becomes narrow has no room for what stood beside the notebook.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.locator('th-rail').count()).toBe(0);
  expect(reader.errors).toEqual([]);
}, 240_000);

test('on a phone the bar of an input lies on nothing that belongs to another', async () => {
  const { page } = reader;
  const size = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 390, height: 844 });
  const inputs = page.locator('.inputs th-cell-slot:not([hidden])');
  expect(await inputs.count()).toBeGreaterThan(1);
  for (let at = 0; at < (await inputs.count()); at++) {
    await inputs.nth(at).focus();
    const toolbar = inputs.nth(at).getByRole('toolbar');
    await toolbar.waitFor();
    const covered = await toolbar.evaluate((bar) => {
      const own = bar.getBoundingClientRect();
      const found: string[] = [];
      const look = (root: Document | ShadowRoot) => {
        for (const element of root.querySelectorAll('*')) {
          if (element.localName === 'article') {
            const { left, right, top, bottom } = element.getBoundingClientRect();
            if (left < own.right && own.left < right && top < own.bottom && own.top < bottom)
              found.push(element.getAttribute('aria-label') ?? 'text');
          }
          if (element.shadowRoot) look(element.shadowRoot);
        }
      };
      look(document);
      return { found, inside: own.left >= 0 && own.right <= innerWidth };
    });
    expect(covered).toEqual({ found: [], inside: true });
  }
  await page.setViewportSize(size);
}, 240_000);
