import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { cells, settled } from './support/cells.ts';
import { dataFile, hasData } from './support/data.ts';
import {
  cellAt,
  notebookText,
  openText,
  order,
  phaseOf,
  runsOf,
  selected,
} from './support/notebook.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

const EVENTS = dataFile('taobao/UserBehavior_first_users.csv');
const TABLES = dataFile('ab_test/cookie_cats.csv');

let site: Site;
let reader: Visit;
let page: Page;

beforeAll(async () => {
  site = await serveSite();
});
afterAll(() => site?.close());

async function begin(files: readonly string[], options = {}): Promise<void> {
  reader = await visit(site, options);
  page = reader.page;
  page.setDefaultTimeout(20_000);
  await reader.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await tabhouse(page).ready();
  await tabhouse(page).open(files);
}

async function leave(): Promise<void> {
  const errors = reader?.errors ?? [];
  await reader?.close();
  expect(errors).toEqual([]);
}

/** Selects a cell as a click beside its figures does. */
async function select(name: string): Promise<void> {
  const slot = await cellAt(page, name);
  await slot.scrollIntoViewIfNeeded();
  await slot.focus();
  expect(await selected(page)).toBe(name);
}

const becomes = (read: () => Promise<unknown>, value: unknown) =>
  expect.poll(read, { timeout: 40_000 }).toEqual(value);

const add = async (words: string) => {
  await page.getByRole('combobox', { name: 'Search what to add' }).fill(words);
  await page.keyboard.press('Enter');
};

const CHAIN = `# Chain

\`\`\`input least
type: number
value: 1
\`\`\`

\`\`\`sql kinds
select event_type, count(*)::integer as events from dwd_events group by all having count(*) > $least
\`\`\`

\`\`\`sql most
select * from kinds order by events desc limit 1
\`\`\`

The most: {{most.event_type}}, {{most.events | integer}} times.

\`\`\`sql apart
select 1 as one
\`\`\`
`;

describe.runIf(hasData('taobao'))('the notebook under hands', () => {
  beforeAll(async () => {
    await begin([EVENTS]);
    await settled(page);
  });
  afterAll(leave);

  test('is worked through with keys: select, add, run, leave, undo', async () => {
    await select('funnel');
    const before = await order(page);
    const at = before.indexOf('funnel');
    await page.keyboard.press('j');
    await becomes(() => selected(page), before[at + 1]);
    await page.keyboard.press('ArrowUp');
    await becomes(() => selected(page), 'funnel');

    await page.keyboard.press('b');
    await add('sql');
    const editor = (await cellAt(page, 'query')).getByRole('textbox');
    await becomes(() => editor.evaluate((field) => field.matches(':focus')), true);
    await page.keyboard.press('Control+a');
    // Letters that are commands elsewhere are letters here.
    await page.keyboard.type('select 40 + 2 as add_j_k_dd');
    await page.keyboard.press('Control+Enter');
    const query = await cellAt(page, 'query');
    await query.getByText('42', { exact: true }).waitFor();
    expect(await order(page)).toEqual(before.toSpliced(at + 1, 0, 'query'));

    await page.keyboard.press('Escape');
    await becomes(() => query.evaluate((slot) => slot.matches(':focus')), true);
    await page.keyboard.press('z');
    await page.keyboard.press('z');
    await becomes(() => order(page), before);
  });

  test('shows who reads whom: a click shows what stands before and behind, keys go along', async () => {
    await select('funnel');
    await page.keyboard.press('g');
    const picture = page.locator('th-graph-picture');
    await picture.getByRole('button', { name: /^overview\./ }).click();
    const about = page.locator('th-graph-drawer').getByRole('region', { name: 'overview' });
    await about.getByRole('button', { name: 'period' }).waitFor();
    const lit = () =>
      picture
        .locator('button.on')
        .evaluateAll((all) => all.map((one) => one.getAttribute('title')));
    expect(await lit()).toEqual(expect.arrayContaining(['All tables', 'brand', 'overview']));
    expect(await lit()).not.toContain('funnel');
    await page.keyboard.press('ArrowRight');
    await becomes(() => about.count(), 0);
    await page.keyboard.press('ArrowLeft');
    await about.waitFor();
    await page.locator('th-graph-drawer').getByText('List', { exact: true }).click();
    await page
      .locator('th-graph-list')
      .getByRole('button', { name: /^hours/ })
      .click();
    await page.getByRole('button', { name: 'Show in the notebook' }).click();
    await becomes(() => selected(page), 'hours');
  });

  test('folds what is out of the way, also at the next visit', async () => {
    await select('funnel');
    await page.keyboard.press('o');
    const steps = (await cellAt(page, 'funnel')).locator('th-cell-metric');
    await becomes(() => steps.count(), 0);
    await page.reload({ waitUntil: 'load' });
    await tabhouse(page).ready();
    await settled(page);
    expect(await (await cellAt(page, 'funnel')).locator('th-cell-metric').count()).toBe(0);
    await (await cellAt(page, 'funnel')).locator('header .unfold').click();
    await becomes(async () => (await cellAt(page, 'funnel')).locator('th-cell-metric').count(), 1);
  });

  test('links to a cell, and such a link opens at it', async () => {
    await select('retention');
    await page.keyboard.press('l');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).hash).toBe('#retention');
    await page.goto('about:blank');
    await page.goto(link);
    await tabhouse(page).ready();
    await becomes(() => selected(page), 'retention');
    const box = async () => (await (await cellAt(page, 'retention')).boundingBox())?.y ?? -1;
    await expect.poll(box, { timeout: 40_000 }).toBeLessThan(900);
    expect(await box()).toBeGreaterThan(-10);
  });

  test('goes on with Shift+Enter, and stays on the last cell; one added is typed over', async () => {
    await openText(page, CHAIN);
    await becomes(() => phaseOf(page, 'apart'), 'done');
    await select('kinds');
    await page.keyboard.press('Shift+Enter');
    await becomes(() => selected(page), 'most');
    await select('apart');
    const runs = await runsOf(page, 'apart');
    await page.keyboard.press('Shift+Enter');
    await becomes(async () => (await runsOf(page, 'apart')) > runs, true);
    await expect.poll(() => selected(page)).toBe('apart');
    expect(await page.locator('th-add-panel').count()).toBe(0);
    await page.keyboard.press('b');
    await add('sql');
    await becomes(async () => (await order(page)).at(-1), 'query');
    const written = (await cellAt(page, 'query')).locator('.cm-content');
    await becomes(() => written.evaluate((one) => one.matches(':focus')), true);
    await page.keyboard.type('select 42 as answer');
    await becomes(() => written.textContent(), 'select 42 as answer');
  });

  test('moves cells with keys, buttons and the handle', async () => {
    await openText(page, CHAIN);
    await becomes(() => phaseOf(page, 'most'), 'done');
    await select('apart');
    await page.keyboard.press('Alt+ArrowUp');
    await becomes(() => order(page), ['text', 'least', 'kinds', 'most', 'apart', 'text']);
    await expect.poll(() => selected(page)).toBe('apart');
    await page.keyboard.press('Alt+ArrowDown');
    await becomes(() => order(page), ['text', 'least', 'kinds', 'most', 'text', 'apart']);

    const runs = await runsOf(page, 'kinds');
    const apart = await cellAt(page, 'apart');
    const above = page.locator('th-cell-slot').nth(4);
    await apart.hover();
    const handle = apart.locator('.gutter .handle');
    const from = await handle.boundingBox();
    const to = await above.boundingBox();
    if (!from || !to) throw new Error('nothing to drag');
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 200, to.y + to.height - 2, { steps: 4 });
    await page.mouse.move(to.x + 200, to.y + 4, { steps: 4 });
    await page.locator('.drop').waitFor();
    await page.mouse.up();
    await becomes(() => order(page), ['text', 'least', 'kinds', 'most', 'apart', 'text']);
    await expect.poll(() => runsOf(page, 'kinds')).toBe(runs);
  });

  test('duplicates, and deletes with a way back', async () => {
    await openText(page, CHAIN);
    await becomes(() => phaseOf(page, 'most'), 'done');
    await select('kinds');
    await page.keyboard.press('Control+Shift+d');
    await becomes(() => phaseOf(page, 'kinds_2'), 'done');
    await expect
      .poll(() => order(page))
      .toEqual(['text', 'least', 'kinds', 'kinds_2', 'most', 'text', 'apart']);

    await select('kinds');
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    await becomes(() => order(page), ['text', 'least', 'kinds_2', 'most', 'text', 'apart']);
    const text = await notebookText(page);
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await becomes(
      () => order(page),
      ['text', 'least', 'kinds', 'kinds_2', 'most', 'text', 'apart'],
    );
    await becomes(() => phaseOf(page, 'most'), 'done');
    expect(text).not.toContain('sql kinds\n');
  });

  test('renames a cell also in what reads it, and says why a name cannot be', async () => {
    await openText(page, CHAIN);
    await becomes(() => phaseOf(page, 'most'), 'done');
    await select('kinds');
    await page.keyboard.press('F2');
    await page.keyboard.type('by_type');
    await page.keyboard.press('Enter');
    await becomes(() => phaseOf(page, 'by_type'), 'done');
    await becomes(() => phaseOf(page, 'most'), 'done');
    expect(await notebookText(page)).toContain('select * from by_type order by');

    await select('by_type');
    await page.keyboard.press('F2');
    await page.keyboard.type('most');
    await page.keyboard.press('Enter');
    await page.getByText(/the name “most” is defined twice/).waitFor();
    await expect.poll(() => order(page)).toContain('by_type');
    await page.locator('th-problem').getByRole('button').last().click();
    await becomes(() => page.locator('th-problem').getByRole('alert').count(), 0);
  });

  test('edits text in place, shows figures in it and says which there are not', async () => {
    await openText(page, CHAIN);
    await becomes(() => phaseOf(page, 'most'), 'done');
    const shown = page.locator('th-cell-slot').nth(4);
    await shown.getByText(/The most: .+, [\d,]+ times/).waitFor();
    await shown.dblclick();
    const field = shown.getByRole('textbox');
    await field.waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Now {{most.evnts}} and {{nobody.x}} and {{most.events | rounded}}.');
    await page.keyboard.press('Shift+Enter');
    await shown.getByText('“most” has no “evnts”. It has event_type, events.').waitFor();
    await shown.getByText('no cell is called “nobody”').waitFor();
    await shown.getByText('there is no format “rounded”').waitFor();
    await becomes(() => field.count(), 0);
    expect(await selected(page)).toBe('apart');
  });

  test('lets what costs more than one wants wait to be asked', async () => {
    await openText(page, CHAIN);
    await becomes(() => phaseOf(page, 'most'), 'done');
    const settings = page.getByRole('button', { name: 'Settings', exact: true });
    const when = page.locator('th-dialog').getByLabel('When something changes');
    await settings.click();
    await when.selectOption('only when asked');
    await page.keyboard.press('Escape');

    const least = (await cellAt(page, 'least')).getByRole('spinbutton');
    await least.fill('100000000');
    await least.press('Tab');
    await becomes(() => phaseOf(page, 'kinds'), 'stale');
    await becomes(() => phaseOf(page, 'most'), 'stale');
    const kinds = await cellAt(page, 'kinds');
    await kinds.getByText('“least” has changed from the default to 100000000.').waitFor();
    const most = await cellAt(page, 'most');
    await most.getByRole('button', { name: 'Show “kinds”' }).click();
    await becomes(() => selected(page), 'kinds');

    await page.getByRole('button', { name: /^Run \d+ stale cells?$/ }).click();
    await becomes(() => phaseOf(page, 'most'), 'done');
    await becomes(async () => (await cells(page)).filter(({ phase }) => phase === 'stale'), []);

    await settings.click();
    await when.selectOption('always at once');
    await page.keyboard.press('Escape');
    await (await cellAt(page, 'kinds')).getByRole('button', { name: 'Actions' }).first().click();
    await page.getByRole('menuitemradio', { name: 'Runs when asked' }).click();
    await least.fill('2');
    await least.press('Tab');
    await becomes(() => phaseOf(page, 'kinds'), 'stale');
    await (await cellAt(page, 'kinds'))
      .getByRole('button', { name: 'Run', exact: true })
      .last()
      .click();
    await becomes(() => phaseOf(page, 'most'), 'done');
  });

  test('shows a cycle with its path, in the cells and in the graph, while the rest runs', async () => {
    const text = ['sql a\nfrom b', 'sql b\nfrom a', 'sql free\nselect 7 as seven', 'sql c\nfrom a'];
    await openText(page, text.map((one) => `\`\`\`${one}\n\`\`\`\n`).join('\n'));
    await becomes(() => phaseOf(page, 'free'), 'done');
    expect(await phaseOf(page, 'a')).toBe('failed');
    expect(await phaseOf(page, 'c')).toBe('blocked');
    await (await cellAt(page, 'a')).getByText('a → b → a', { exact: true }).waitFor();
    await (await cellAt(page, 'c')).getByRole('button', { name: 'Show “a”' }).click();
    await becomes(() => selected(page), 'a');
    await page.keyboard.press('g');
    const picture = page.locator('th-graph-picture');
    await picture.getByRole('button', { name: /^b\..*b → a → b/ }).click();
    await page.getByText('Reads itself: b → a → b').waitFor();
    await expect.poll(() => picture.locator('path.cycle').count()).toBe(2);
    await page.keyboard.press('Escape');
  });

  test('is empty in words, with a way to begin', async () => {
    await openText(page, '');
    await page.getByText('This notebook is empty').waitFor();
    await page.locator('th-empty').getByRole('button', { name: 'Add a cell' }).click();
    await add('text');
    await page.getByRole('textbox', { name: /text/i }).first().waitFor();
    await becomes(() => order(page), ['text']);
  });
});

describe.runIf(hasData('taobao'))('the notebook under a finger', () => {
  test('is edited with what is below the selected cell, and nothing overflows', async () => {
    await begin([EVENTS], { viewport: { width: 390, height: 844 } });
    await settled(page);
    await select('funnel');
    const bar = (await cellAt(page, 'funnel')).getByRole('toolbar');
    await bar.getByRole('button', { name: 'Add below' }).click();
    await page.getByRole('option', { name: /^Retention/ }).click();
    await becomes(async () => (await order(page)).includes('retention_2'), true);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await leave();
  });
});

describe.runIf(hasData('ab_test'))('data that changes', () => {
  test('makes exactly those cells follow that read it', async () => {
    await begin([TABLES]);
    const [{ name = '' } = {}] = await tabhouse(page).tables();
    const block = (cell: string, sql: string) => `\`\`\`sql ${cell}\n${sql}\n\`\`\`\n\n`;
    await openText(
      page,
      block('all_rows', `select count(*)::integer as n from "${name}"`) +
        block('added', 'select count(*)::integer as n from second') +
        block('nothing', 'select 5 as five'),
    );
    await becomes(() => phaseOf(page, 'all_rows'), 'done');
    await becomes(() => phaseOf(page, 'added'), 'failed');
    const before = await runsOf(page, 'all_rows');
    const second = { name: 'second.csv', content: 'x,y\n1,2\n3,4\n' };
    await tabhouse(page).open([second], { append: true });
    await becomes(() => phaseOf(page, 'added'), 'done');
    await becomes(() => phaseOf(page, 'all_rows'), 'done');
    expect(await runsOf(page, 'all_rows')).toBe(before);
    await leave();
  });
});
