import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sharedFragment } from '../../src/notebook/share/link.ts';
import { LAUNCH, visit } from './support/browser.ts';
import { cells } from './support/cells.ts';
import { SHOP } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const TEXT = `---
title: What they did
---
# What they did

\`\`\`input action
type: segmented
options: [view, purchase]
value: view
label: Action
\`\`\`

\`\`\`input note
type: text
value: <b>plain</b>
label: Note
\`\`\`

They did it {{counted.n}} times. <img src="https://elsewhere.example/i.png">

\`\`\`sql counted
select count(*)::integer as n, max($note) as note from dwd where event_type::varchar = $action
\`\`\`

\`\`\`sql days
select day, count(*)::integer as n from dwd where event_type::varchar = $action group by all order by day
\`\`\`

\`\`\`chart by_day
from: days
mark: line
x: day
y: n
title: Day by day
\`\`\`

\`\`\`metric funnel
kind: funnel
\`\`\`

\`\`\`sql many
select range::integer as n, timestamp '2017-11-25 00:00:02' as at, range::decimal(12, 4) as exact from range(20000)
\`\`\`

\`\`\`segment buyers
from: events
where: { event_type: [purchase] }
\`\`\`
`;

let folder: string;
let site: Site;
let file: string;
/** How often each action occurs, as the page's own engine says. */
let counts: Record<string, number>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-export-'));
  const shop = join(folder, SHOP.name);
  writeFileSync(shop, SHOP.content);
  site = await serveSite('/some/sub/path/', { 'shop.csv': shop });
  const fragment = await sharedFragment({ text: TEXT, values: new Map() });
  const reader = await visit(site, { search: `?data=shop.csv#${fragment}` });
  try {
    const { page } = reader;
    const house = tabhouse(page);
    await house.ready();
    await vi.waitFor(
      async () => expect((await cells(page)).filter(({ phase }) => phase !== 'done')).toEqual([]),
      { timeout: 60_000, interval: 200 },
    );
    const rows = await house.query(
      'select event_type::varchar as action, count(*)::integer as n from dwd group by all',
    );
    counts = Object.fromEntries(rows.map(({ action, n }) => [String(action), Number(n)]));
    await page.getByRole('button', { name: 'Share' }).click();
    const dialog = page.locator('th-share-dialog');
    await dialog.getByText('Results', { exact: true }).click();
    await dialog.getByText(/Note stays at/).waitFor();
    const action = dialog.getByRole('checkbox', { name: /Action/ });
    await vi.waitFor(async () => expect(await action.isChecked()).toBe(true), {
      timeout: 60_000,
      interval: 200,
    });
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save as HTML' }).click();
    file = join(folder, (await download).suggestedFilename());
    await (await download).saveAs(file);
    await dialog.getByText(/Saved as What-they-did\.html/).waitFor();
    expect(reader.foreign).toEqual([]);
    expect(reader.errors).toEqual([]);
  } finally {
    await reader.close();
  }
});
afterAll(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the file as it lies on a disk; whatever it asks for or complains of is collected. */
async function reading(
  work: (page: Page) => Promise<void>,
  options: Parameters<import('playwright').Browser['newContext']>[0] = {},
): Promise<void> {
  const browser = await chromium.launch(LAUNCH);
  try {
    const page = await (await browser.newContext(options)).newPage();
    const [asked, said]: [string[], string[]] = [[], []];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(pathToFileURL(file).href);
    await work(page);
    expect(asked).toEqual([pathToFileURL(file).href]);
    expect(said).toEqual([]);
  } finally {
    await browser.close();
  }
}

const spoken = (n: number | undefined) => new RegExp(`They did it ${n} times`);

describe('the file with the results', () => {
  test('is of the notebook, its data and its time, in the notebook’s language, and forbids itself the network', () => {
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<title>What they did</title>');
    expect(text).toMatch(/<p>shop · Nov 25, 2017 – Dec 3, 2017/);
    expect(text).toMatch(/as of \w+ \d+, \d{4}/);
    expect(text).toMatch(/default-src 'none';[^"]*script-src 'sha256-[^']+'/);
    expect(text).not.toContain('elsewhere.example');
    expect(text.match(/<script/g)).toHaveLength(2);
  });

  test('shows text, tables, charts and what stands behind them', async () => {
    await reading(async (page) => {
      await page.getByText(spoken(counts.view)).waitFor();
      expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual([
        'What they did',
      ]);
      expect(await page.locator('#days tbody tr').count()).toBe(9);
      expect(await page.locator('#by_day svg').first().isVisible()).toBe(true);
      expect(await page.getByText('Fixed in this file: Note.').count()).toBe(1);
      // What an input holds is text, whatever it looks like.
      expect(await page.locator('#counted').getByText('<b>plain</b>').count()).toBeGreaterThan(0);
      await page.locator('#many').getByText('The first 1,000 of 20,000 rows.').waitFor();
      expect(await page.locator('#many tbody tr').first().locator('td').allInnerTexts()).toEqual([
        '0',
        '2017-11-25 00:00:02',
        '0.0000',
      ]);
      await page
        .locator('#buyers')
        .getByText(/^\d+ users/)
        .waitFor();
      // What has nothing to show takes no room beside what has.
      expect(await page.getByText('Nothing to show here.').count()).toBe(0);
      await page.locator('#funnel').getByText('Definition').click();
      await expect.poll(() => page.locator('#funnel details p').textContent()).not.toBe('');
      // A thousand rows alike take it a minute and more.
      const { violations } = await new AxeBuilder({ page }).exclude('#many tbody').analyze();
      expect(
        violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
      ).toEqual([]);
    });
  });

  test('lets its inputs work, to the figures that the page would show', async () => {
    await reading(async (page) => {
      const drawn = () => page.locator('#by_day svg path').first().getAttribute('d');
      const before = await drawn();
      await page.getByLabel('Action').selectOption({ label: 'Purchase' });
      await page.getByText(spoken(counts.purchase)).waitFor();
      await expect
        .poll(() => page.locator('#counted tbody td').first().textContent())
        .toBe(String(counts.purchase));
      expect(await drawn()).not.toBe(before);
      await page.getByLabel('Action').selectOption({ index: 0 });
      await page.getByText(spoken(counts.view)).waitFor();
      await expect.poll(() => drawn()).toBe(before);
    });
  });

  test('is read without scripts, on a phone and on paper', async () => {
    await reading(
      async (page) => {
        await page.getByText(spoken(counts.view)).waitFor();
        await page.getByText('The inputs work where scripts are allowed.').waitFor();
      },
      { javaScriptEnabled: false },
    );
    await reading(
      async (page) => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
        const background = await page.evaluate(
          () => getComputedStyle(document.body).backgroundColor,
        );
        expect(background).toBe('rgb(14, 18, 26)');
        await page.emulateMedia({ media: 'print' });
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(paper).toBe('rgb(255, 255, 255)');
        expect(await page.locator('#many tbody tr:visible').count()).toBe(100);
        await page.locator('#many').getByText('The first 100 of 20,000 rows.').waitFor();
        expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
      },
      { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    );
  });
});
