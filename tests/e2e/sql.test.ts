import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notebook } from './support/edited.ts';
import { calibrate, longTasks, record } from './support/pace.ts';
import { type Seat, takeSeat } from './support/seat.ts';

const FILE = {
  name: 'shop.csv',
  content: [
    'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session',
    ...['acme', 'acme', 'acme', 'rivo', 'rivo', 'kaito'].map(
      (brand, at) =>
        `2019-10-0${1 + (at % 3)} 10:00:0${at} UTC,view,${100 + at},2053013555631882655,,${brand},${10 * (at + 1)},${1 + (at % 2)},s${at}`,
    ),
    '',
  ].join('\n'),
};

const NOTEBOOK = `# SQL

\`\`\`input brand
type: multi-select
column: brand
\`\`\`

\`\`\`input least
type: number
value: 2
\`\`\`

\`\`\`sql brands
select brand, count(*)::integer as n from dwd_events group by all order by n desc
\`\`\`

\`\`\`sql often
select brand, n from brands where n >= $least
\`\`\`
`;

let seat: Seat;
let page: Page;
let book: ReturnType<typeof notebook>;

beforeAll(async () => {
  seat = await takeSeat();
  ({ page } = seat);
  page.setDefaultTimeout(15_000);
  await seat.house.open([FILE]);
  book = notebook(page);
});
afterAll(() => seat?.leave());
beforeEach(async () => {
  await book.write('# Empty\n');
  await book.write(NOTEBOOK);
  await done('often');
});

/** Waits for what comes from a worker or another file. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 40_000 });

const done = (name: string, rows?: unknown) =>
  expect
    .poll(
      async () => {
        const cell = await book.cell(name);
        return rows === undefined ? cell?.phase : { phase: cell?.phase, rows: cell?.rows };
      },
      { timeout: 40_000 },
    )
    .toEqual(rows === undefined ? 'done' : { phase: 'done', rows });

/** Opens a cell's editor with the cursor at the end of its text. */
async function open(name: string) {
  await book.edit(name);
  const content = page.locator('th-sql-editor .cm-content');
  await content.click();
  await page.keyboard.press('ControlOrMeta+End');
  return content;
}
const offered = () => page.locator('th-sql-editor .cm-tooltip-autocomplete li').allInnerTexts();

/** Puts a whole text in place of what is there, past the help with brackets. */
async function replace(text: string) {
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

describe('an SQL cell', () => {
  test('reads another cell by its name, and parameters as values', async () => {
    await done('often', [
      { brand: 'acme', n: 3 },
      { brand: 'rivo', n: 2 },
    ]);
    await open('often');
    await replace('select brand from brands where brand in ($brand) or n = $least');
    await page.keyboard.press('Shift+Enter');
    await done('often', [{ brand: 'rivo' }]);
    await page.evaluate(() => {
      const app = document.querySelector('tabhouse-app') as unknown as {
        workspace: { document: { setValue(name: string, value: unknown): void } };
      };
      app.workspace.document.setValue('brand', ["acme'", 'kaito']);
    });
    await done('often', [{ brand: 'rivo' }, { brand: 'kaito' }]);
  });

  test('is completed from the catalog, other cells, parameters and functions', async () => {
    await open('often');
    await replace('select  from brands b join dws_user u on true');
    for (let step = 0; step < 'from brands b join dws_user u on true'.length + 1; step++)
      await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('b.');
    await soon(offered).toEqual([
      expect.stringMatching(/^brand\s+VARCHAR$/),
      expect.stringMatching(/^n\s+INTEGER$/),
    ]);
    await page.keyboard.type('br');
    // What has only just come up is not taken by an Enter that was meant for the line.
    await page.waitForTimeout(200);
    await page.keyboard.press('Enter');
    await page.keyboard.type(', quant');
    await soon(offered).toContainEqual(expect.stringContaining('quantile_cont'));
    await page.keyboard.press('Escape');
    await page.keyboard.type(', $le');
    await soon(offered).toEqual([expect.stringContaining('$least')]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type(' join dwd_');
    await soon(offered).toEqual(expect.arrayContaining([expect.stringContaining('dwd_events')]));
    await page.keyboard.press('Escape');
  });

  test('says what a name is when one points at it', async () => {
    const content = await open('brands');
    const hint = page.locator('th-sql-editor .cm-tooltip-hover');
    const pointAt = async (word: string) => {
      await page.mouse.move(0, 0);
      const box = await content.evaluate((element, wanted) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(wanted) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + wanted.length);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }
        return { x: 0, y: 0 };
      }, word);
      await page.mouse.move(box.x, box.y, { steps: 3 });
    };
    await pointAt('dwd_events');
    await soon(() => hint.allInnerTexts()).toEqual([expect.stringContaining('event_time')]);
    await pointAt('brand');
    await soon(() => hint.allInnerTexts()).toEqual([expect.stringContaining('brand VARCHAR')]);
    await pointAt('count');
    await soon(() => hint.allInnerTexts()).toEqual([expect.stringContaining('BIGINT')]);
  });

  test('is told where it is wrong while it is typed, behind other cells and parameters too', async () => {
    await open('often');
    await replace('select brand, wrong from brands where n >= $least');
    const underlined = page.locator('th-sql-editor .cm-lintRange-error');
    await soon(() => underlined.allInnerTexts()).toEqual(['wrong']);
    expect(await page.locator('th-sql-editor .said').textContent()).toContain('wrong');
    await replace('select brand from brands where n >= $least');
    await soon(() => underlined.count()).toBe(0);
  });

  test('that failed shows its error at its place', async () => {
    await open('often');
    await replace('select brand\nfrom brands\nwhere nope = 1');
    await page.keyboard.press('ControlOrMeta+Enter');
    await soon(async () => (await book.cell('often'))?.phase).toBe('failed');
    await soon(() => page.locator('th-sql-editor .cm-lintRange-error').allInnerTexts()).toEqual([
      'nope',
    ]);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('drop table t');
    await page.keyboard.press('ControlOrMeta+Enter');
    await soon(async () => (await book.cell('often'))?.error).toContain('sql-not-allowed');
  });

  test('is laid out by a button, and that can be taken back', async () => {
    const content = await open('often');
    await replace("select brand,n from brands where n>=$least and brand<>'x'");
    const lines = () => content.locator('.cm-line').allInnerTexts();
    const before = await lines();
    await page.locator('th-sql-editor').getByRole('button', { name: 'Format' }).click();
    await soon(lines).toEqual(
      expect.arrayContaining(['select', '  brand,', '  n', 'from', '  brands', 'where']),
    );
    await page.keyboard.press('ControlOrMeta+Z');
    await soon(lines).toEqual(before);
  });

  test('keeps what is typed through a closed page, without running it on the way', async () => {
    await open('often');
    await replace('select 12 as typed');
    expect((await book.cell('often'))?.body).toContain('select brand, n');
    const kept = () => page.evaluate(() => Object.values(localStorage).join());
    await soon(kept).toContain('select 12 as typed');
    await page.locator('h1').first().click();
    await soon(async () => (await book.cell('often'))?.body).toBe('select 12 as typed\n');
    await done('often', [{ typed: 12 }]);
    await soon(kept).not.toContain('select 12 as typed');
  });

  test('opens its editor without a task that holds the page up', { retry: 2 }, async () => {
    // Its files are there already, as for everybody after the first cell.
    await open('brands');
    const trace = await record(page);
    await calibrate(page, trace);
    await trace.mark('open');
    await book.edit('often');
    await page.locator('th-sql-editor .cm-content').nth(1).waitFor();
    await page.waitForTimeout(500);
    await calibrate(page, trace);
    expect(longTasks(await trace.stop(), ['open'])).toEqual([]);
  });
});
