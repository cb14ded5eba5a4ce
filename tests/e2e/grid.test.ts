import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { cellAt, notebookText, openText } from './support/notebook.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const ROWS = 40_000;
const LONG = 'a_column_whose_name_is_sixty_characters_long_so_that_it_is_cut';

/** A table that no source knows: 19-digit numbers, decimals, moments, nulls, long texts. */
const table = () => {
  const lines = [`id,price,at,city,${LONG}`];
  for (let i = 0; i < ROWS; i++) {
    const price = i % 10 === 3 ? '' : ((i * 37) % 5000) / 100;
    const at = new Date(Date.UTC(2024, 0, 1) + i * 60_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    const city = i % 4 === 0 ? '' : ['Paris', '北京', 'São Paulo'][i % 3];
    lines.push(
      `${2053013555631882655n + BigInt(i)},${price},${at},${city},${'text '.repeat(1 + (i % 12))}${i}`,
    );
  }
  return `${lines.join('\n')}\n`;
};

const NOTEBOOK = `---
title: Grid
---

\`\`\`sql all_rows
SELECT * FROM things
\`\`\`

\`\`\`sql few
SELECT city, count(*) AS n, sum(price) AS value FROM things GROUP BY ALL ORDER BY n DESC, city
\`\`\`

\`\`\`table look
# how the things are looked at
from: all_rows
sort: -id
\`\`\`
`;

let site: Site;
let reader: Visit;
let page: Page;

beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site?.close());
afterEach(async () => {
  const errors = reader?.errors ?? [];
  await reader?.close();
  expect(errors).toEqual([]);
});

async function begin(options: Parameters<typeof visit>[1] = {}): Promise<void> {
  reader = await visit(site, options);
  page = reader.page;
  page.setDefaultTimeout(60_000);
  await reader.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await tabhouse(page).ready();
  await tabhouse(page).open([{ name: 'things.csv', content: table() }], { asTable: true } as never);
  await openText(page, NOTEBOOK);
}

const gridOf = async (name: string): Promise<Locator> =>
  (await cellAt(page, name)).locator('th-grid');
const cell = (grid: Locator, row: number, column: number) =>
  grid.locator(`[role=row][aria-rowindex="${row + 1}"] [aria-colindex="${column + 1}"]`);
const textOf = (grid: Locator, row: number, column: number) =>
  expect.poll(
    () =>
      cell(grid, row, column)
        .textContent({ timeout: 1000 })
        .then(
          (text) => text?.trim() ?? '',
          () => '',
        ),
    { timeout: 60_000 },
  );
const count = (grid: Locator) =>
  expect.poll(() => grid.locator('.count').first().textContent(), { timeout: 60_000 });
const commandOf = async (grid: Locator, column: string, command: string) => {
  await grid.getByRole('columnheader', { name: column }).getByRole('button').click();
  await grid
    .getByRole('menuitem', { name: command, exact: true })
    .or(grid.getByRole('menuitemcheckbox', { name: command, exact: true }))
    .click();
};

describe('the grid', () => {
  test('shows all rows of a statement, by keys and by number, exactly', async () => {
    await begin();
    const grid = await gridOf('all_rows');
    await count(grid).toBe('40,000 rows');
    await textOf(grid, 1, 1).toBe('2053013555631882655');
    await grid.getByRole('grid').focus();
    await page.keyboard.press('Control+End');
    await textOf(grid, ROWS, 1).toBe('2053013555631922654');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+c');
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(
        '2053013555631922653\t29.64\n2053013555631922654\t30.01'
          .replace('29.64', String((((ROWS - 2) * 37) % 5000) / 100))
          .replace('30.01', String((((ROWS - 1) * 37) % 5000) / 100)),
      );
    await page.keyboard.press('Control+g');
    await grid.getByRole('textbox').fill('12 346');
    await page.keyboard.press('Enter');
    await textOf(grid, 12_346, 1).toBe('2053013555631895000');
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(
      ({ impact }) => impact === 'serious' || impact === 'critical',
    );
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  test('filters, finds and tells columns, and saves what is shown', async () => {
    await begin();
    const grid = await gridOf('all_rows');
    await count(grid).toBe('40,000 rows');
    await expect
      .poll(() => grid.getByRole('columnheader', { name: 'price' }).locator('rect').count(), {
        timeout: 60_000,
      })
      .toBe(20);
    await commandOf(grid, 'city', 'Filter…');
    await grid.getByRole('checkbox', { name: '北京' }).check();
    await grid.getByRole('button', { name: 'Apply' }).click();
    await count(grid).toBe('10,000 of 40,000 rows');
    await commandOf(grid, 'price', 'Sort descending');
    await textOf(grid, 1, 2).toBe('49.99');
    await grid.getByRole('button', { name: 'Find in column' }).click();
    await grid.getByLabel('Column to look in').selectOption('id');
    await grid.getByLabel('Text to find').fill('1882662');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => grid.locator('.said').textContent(), { timeout: 60_000 })
      .toMatch(/^Row [\d,]+/);
    await expect.poll(() => grid.locator('.cell.at').textContent()).toBe('2053013555631882662');
    const saved = page.waitForEvent('download');
    await grid.getByRole('button', { name: 'Save as CSV' }).click();
    const lines = readFileSync((await (await saved).path()) as string, 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(10_001);
    expect(lines[1]).toContain(',49.99,');
    expect(lines.every((line, index) => index === 0 || line.includes(',北京,'))).toBe(true);
    await grid.getByRole('button', { name: 'Profile' }).click();
    const profile = page.locator('th-grid-profile');
    await expect
      .poll(() => profile.getByRole('row', { name: /^city/ }).textContent(), { timeout: 60_000 })
      .toContain('100%');
  });

  test('writes the arrangement of a table cell into its text, where it can be taken back', async () => {
    await begin();
    const grid = await gridOf('look');
    await textOf(grid, 1, 1).toBe('2053013555631922654');
    await commandOf(grid, 'city', 'Pin to the left');
    await expect.poll(() => notebookText(page)).toContain('pinned: [ city ]');
    await expect.poll(() => notebookText(page)).toContain('# how the things are looked at');
    await grid.getByRole('columnheader', { name: 'price' }).locator('.name').click();
    await expect.poll(() => notebookText(page)).toContain('sort: [ price ]');
    await textOf(grid, 1, 3).toBe('0');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => notebookText(page)).toContain('sort: -id');
    // Edits of one cell in quick succession are one step.
    await expect
      .poll(() => grid.locator('[role=row][aria-rowindex="2"]').textContent(), { timeout: 60_000 })
      .toContain('2053013555631922654');
  });

  test('scrolls inside itself on a phone', async () => {
    await begin({ viewport: { width: 390, height: 800 }, locale: 'zh-CN', colorScheme: 'dark' });
    const grid = await gridOf('all_rows');
    await count(grid).toBe('40,000 行');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    const scroller = grid.getByRole('grid');
    await scroller.evaluate((element) => element.scrollTo(300, 1e9));
    await textOf(grid, ROWS, 3).toMatch(/^2024-01-28/);
  });
});
