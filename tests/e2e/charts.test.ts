import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { dataFile, hasData } from './support/data.ts';
import { cellAt, notebookText, openText, order, phaseOf } from './support/notebook.ts';
import { type Site, serveSite } from './support/site.ts';
import { tabhouse } from './support/tabhouse.ts';

/** A few users over nine days; and many events of one day. */
const EVENTS = dataFile('taobao/UserBehavior_first_users.csv');
const MANY = dataFile('taobao/UserBehavior_timesorted_truncated.csv');

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

async function begin(text: string, options = {}, file = EVENTS): Promise<void> {
  reader = await visit(site, options);
  page = reader.page;
  page.setDefaultTimeout(20_000);
  await tabhouse(page).ready();
  await tabhouse(page).open([file]);
  await openText(page, text);
}

const becomes = (read: () => Promise<unknown>, value: unknown) =>
  expect.poll(read, { timeout: 60_000 }).toEqual(value);
const done = (name: string) => becomes(() => phaseOf(page, name), 'done');

/** The table of figures that stands beside a drawing for screen readers. */
async function figures(cell: Locator): Promise<readonly (readonly string[])[]> {
  await cell.locator('table').first().waitFor({ state: 'attached' });
  return cell
    .locator('table')
    .first()
    .evaluate((table) =>
      [...((table as HTMLTableElement).tBodies[0]?.rows ?? [])].map((row) =>
        [...row.cells].map((one) => one.textContent ?? ''),
      ),
    );
}
const figureOf = (text = '') => Number(text.replaceAll(/[^\d.-]/g, ''));

async function choose(cell: Locator, item: string): Promise<void> {
  await cell.hover();
  await cell.getByRole('button', { name: 'Actions' }).first().click();
  await page.getByRole('menuitem', { name: item }).click();
}

const QUERY = `\`\`\`sql types
select event_type, cast(event_time as date) as day, count(*)::integer as events from dwd_events group by all
\`\`\`
`;
const block = (name: string, body: string) => `\n\`\`\`chart ${name}\n${body}\n\`\`\`\n`;

describe.runIf(hasData('taobao'))('charts in the page', () => {
  test('are proposed from the columns, and become YAML at a click', async () => {
    await begin(`${QUERY}${block('first', 'from: types')}`);
    await done('first');
    const cell = await cellAt(page, 'first');
    const offers = cell.getByRole('group', { name: 'Suits these columns' });
    await offers.getByRole('button', { name: 'Line' }).waitFor();
    expect(await offers.getByRole('button').count()).toBeGreaterThanOrEqual(3);
    await offers.getByRole('button', { name: 'Bars' }).click();
    await becomes(
      async () =>
        (await notebookText(page)).includes(
          'mark: barX\nx: { sum: events }\ny: event_type\nsort: -x',
        ),
      true,
    );
    await done('first');
    const rows = await figures(cell);
    const [top] = await tabhouse(page).query(
      'select event_type, count(*)::integer as n from dwd_events group by all order by n desc limit 1',
    );
    expect(figureOf(rows[0]?.[1])).toBe(top?.n);
  });

  test('of a large table are put together by the engine, over all rows', async () => {
    const text = [
      block(
        'hours',
        'from: dwd_events\nmark: rectY\nx: { column: event_time, interval: hour }\ny: count()\nfill: event_type',
      ),
      block('ring', 'from: dwd_events\nmark: ring\nlabel: event_type\nvalue: count()'),
      block('dots', 'from: dwd_events\nmark: dot\nx: event_time\ny: user_id'),
    ].join('');
    await begin(text, {}, MANY);
    const [{ n, types } = {}] = await tabhouse(page).query(
      'select count(*)::integer as n, count(distinct event_type)::integer as types from dwd_events',
    );
    await done('ring');
    const parts = await figures(await cellAt(page, 'ring'));
    expect(parts).toHaveLength(Number(types));
    expect(parts.reduce((sum, row) => sum + figureOf(row[1]), 0)).toBe(n);
    await done('dots');
    const dots = await cellAt(page, 'dots');
    await dots.scrollIntoViewIfNeeded();
    await dots.getByText(/An even sample of 5,000 of [\d,]+ rows is drawn/).waitFor();
  });

  test('are refused with the line and the word that was meant, and come back', async () => {
    await begin(`${QUERY}${block('wrong', 'from: types\nmark: barX\nx: evnets\ny: event_type')}`);
    await becomes(() => phaseOf(page, 'wrong'), 'failed');
    const cell = await cellAt(page, 'wrong');
    await cell.getByText(/line 8: .*did you mean .events/).waitFor();
    await openText(
      page,
      `${QUERY}${block('wrong', 'from: types\nmark: barX\nx: sum(events)\ny: event_type')}`,
    );
    await done('wrong');
    await cell.locator('th-figure svg[viewBox] rect').first().waitFor();
  });

  test('are edited by a panel that writes the YAML, and keeps a comment', async () => {
    await begin(
      `${QUERY}${block('edited', '# by hand\nfrom: types # kept\nmark: barX\nx: sum(events)\ny: event_type')}`,
    );
    await done('edited');
    const cell = await cellAt(page, 'edited');
    await cell.focus();
    await page.keyboard.press('Enter');
    const panel = cell.locator('th-chart-panel');
    await panel.getByLabel('Sort by', { exact: true }).selectOption('x');
    await becomes(
      async () =>
        (await notebookText(page)).includes(
          '# by hand\nfrom: types # kept\nmark: barX\nx: sum(events)\ny: event_type\nsort: x\n',
        ),
      true,
    );
    await panel.getByLabel('Mark', { exact: true }).selectOption('dot');
    await panel.getByLabel('Along y', { exact: true }).selectOption('day');
    await panel.getByLabel('Colour', { exact: true }).selectOption('event_type');
    await becomes(
      async () =>
        (await notebookText(page)).includes(
          'mark: dot\nx: sum(events)\ny: day\nsort: x\nfill: event_type',
        ),
      true,
    );
    await done('edited');
    const axe = await new AxeBuilder({ page }).disableRules(['color-contrast']).analyze();
    expect(
      axe.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes[0]?.html]),
    ).toEqual([]);
  });

  test('are made of a query with one click', async () => {
    await begin(QUERY);
    await done('types');
    await choose(await cellAt(page, 'types'), 'Chart this');
    await becomes(() => order(page), ['types', 'types_chart']);
    await done('types_chart');
    await (await cellAt(page, 'types_chart')).locator('th-figure svg[viewBox]').first().waitFor();
  });

  test('are saved as a picture of twice the pixels, as SVG and as CSV of what is drawn', async () => {
    await begin(
      `${QUERY}${block('saved', 'from: types\ntitle: { en: Events, zh-CN: 事件 }\nmark: barX\nx: sum(events)\ny: event_type\nsort: -x')}`,
    );
    await done('saved');
    const cell = await cellAt(page, 'saved');
    await cell.locator('th-figure svg[viewBox] rect').first().waitFor();
    const saved = async (item: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), choose(cell, item)]);
      return readFileSync(await download.path());
    };
    const svg = (await saved('Save as SVG')).toString('utf8');
    expect(svg).toContain('Events');
    expect(svg).not.toMatch(/var\(--|href="http/);
    const png = await saved('Save as PNG');
    const width = Number(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1]);
    expect(png.readUInt32BE(16)).toBe(width * 2);
    const csv = (await saved('Save rows as CSV')).toString('utf8');
    expect(csv).toMatch(/event_type,sum_events\r\n/);
  });

  test('are brushed by hand and by keys, at the pace of the pointer', async () => {
    await begin(`${QUERY}${block('brushed', 'from: types\nmark: lineY\nx: day\ny: sum(events)')}`);
    await done('brushed');
    const cell = await cellAt(page, 'brushed');
    const plot = cell.locator('th-figure svg[viewBox]').first();
    await plot.scrollIntoViewIfNeeded();
    await page.evaluate(() => {
      const told: unknown[] = [];
      Object.assign(globalThis, { told });
      document.addEventListener('th-brush', (event) => told.push((event as CustomEvent).detail));
    });
    const box = await plot.boundingBox();
    if (!box) throw new Error('no drawing');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 120);
    await page.mouse.down();
    for (let step = 1; step <= 20; step++)
      await page.mouse.move(box.x + box.width * (0.3 + step * 0.02), box.y + 120);
    await page.mouse.up();
    const told = () =>
      page.evaluate(
        () =>
          (
            globalThis as unknown as {
              told: { column: string; from: string | null; to: string | null; done: boolean }[];
            }
          ).told,
      );
    await expect.poll(async () => (await told()).at(-1)?.done).toBe(true);
    const changes = await told();
    expect(changes.length).toBeGreaterThan(2);
    expect(changes.length).toBeLessThanOrEqual(21);
    expect(changes.at(-1)).toMatchObject({ column: 'day', done: true });
    expect(changes.at(-1)?.from).toMatch(/^2017-\d\d-\d\d$/);
    const brush = cell.getByRole('group', { name: /^Brush/ });
    await brush.focus();
    await page.keyboard.press('Escape');
    await expect
      .poll(async () => (await told()).at(-1))
      .toMatchObject({ from: null, to: null, done: true });
  });

  test.each([
    ['phone', { viewport: { width: 390, height: 800 }, colorScheme: 'dark', locale: 'zh-CN' }],
  ] as const)('fit a %s', async (_, options) => {
    const marks = [
      'mark: barX\nx: sum(events)\ny: event_type',
      'mark: lineY\nx: day\ny: sum(events)\nstroke: event_type',
      'mark: ring\nlabel: event_type\nvalue: sum(events)',
      'mark: cell\nx: day\ny: event_type\nfill: sum(events)',
    ];
    await begin(
      QUERY + marks.map((mark, at) => block(`small_${at}`, `from: types\n${mark}`)).join(''),
      options,
    );
    for (const at of marks.keys()) {
      await done(`small_${at}`);
      const cell = await cellAt(page, `small_${at}`);
      await cell.scrollIntoViewIfNeeded();
      await cell.locator('th-figure svg[viewBox]').first().waitFor();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
      true,
    );
  });
});
