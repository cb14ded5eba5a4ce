import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Visit, type VisitOptions, visit } from './support/browser.ts';
import { settled } from './support/cells.ts';
import { dataFile, hasData, oracle } from './support/data.ts';
import { cellAt } from './support/notebook.ts';
import { SHOP } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { type Picked, tabhouse } from './support/tabhouse.ts';

const USERS = 'UserBehavior_first_users.csv';

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

async function begin(options: VisitOptions = {}, file: Picked = SHOP): Promise<void> {
  reader = await visit(site, options);
  page = reader.page;
  page.setDefaultTimeout(30_000);
  await tabhouse(page).ready();
  await tabhouse(page).open([file], { source: 'taobao' });
}

const prose = () =>
  page
    .locator('th-cell-text')
    .evaluateAll((all) => all.map((one) => one.shadowRoot?.textContent ?? '').join('\n'));

const setValue = (name: string, value: unknown) =>
  page.evaluate(
    ([key, given]) => {
      document.querySelector('tabhouse-app')?.workspace?.document.setValue(key, given);
    },
    [name, value] as const,
  );

describe('the growth report', () => {
  test('is written from the data, in order of urgency, and otherwise where the data are others', async () => {
    await begin({ search: '?notebook=growth-report' });
    const cells = await settled(page);
    expect(cells.filter(({ phase }) => phase !== 'done')).toEqual([]);
    const { rows, audit, definition } = await tabhouse(page).metric('report');
    expect(audit.agrees, audit.detail).toBe(true);
    const first = definition.facts.first as readonly { sentence: string; advice: string }[];
    await expect.poll(prose, { timeout: 60_000 }).toContain(String(rows[0]?.sentence));
    const text = await prose();
    for (const row of rows) expect(text, String(row.finding)).toContain(String(row.sentence));
    expect(text).not.toContain('—.');
    const ranked = (await cellAt(page, 'report')).locator('ol li');
    expect(await ranked.first().textContent()).toContain(first[0]?.sentence);
    expect(await ranked.first().textContent()).toContain(first[0]?.advice);
    expect(await ranked.count()).toBe(first.length);

    await setValue('promotions', '2017-12-02, 2017-12-03');
    await expect.poll(prose, { timeout: 60_000 }).toMatch(/Promotion days \(Dec 2, 2017/);
    await setValue('period', { from: '2017-11-25', to: '2017-11-25' });
    await expect.poll(prose, { timeout: 60_000 }).toMatch(/No promotion days are listed/);
  });

  test('speaks the reader’s language, also when that changes', async () => {
    await begin({ locale: 'zh-CN', search: '?notebook=growth-report' });
    await settled(page);
    const chinese = await tabhouse(page).metric('report', { audit: false });
    await expect.poll(prose, { timeout: 60_000 }).toContain(String(chinese.rows[0]?.sentence));
    expect(String(chinese.rows[0]?.sentence)).toMatch(/[\u4e00-\u9fff]/);
    await page.evaluate(() => localStorage.setItem('tabhouse.language', 'en'));
    await page.reload({ waitUntil: 'load' });
    await tabhouse(page).ready();
    const english = await tabhouse(page).metric('report', { audit: false });
    await settled(page);
    await expect.poll(prose, { timeout: 60_000 }).toContain(String(english.rows[0]?.sentence));
    expect(await prose()).not.toMatch(/[\u4e00-\u9fff]/);
  });

  test.runIf(hasData('taobao'))('has the figures that others computed of a real file', async () => {
    await begin({}, dataFile(`taobao/${USERS}`));
    const { rows, audit } = await tabhouse(page).metric('report', { mode: 'unordered' });
    expect(audit.agrees, audit.detail).toBe(true);
    const answers = (
      oracle('taobao') as Record<
        string,
        { user_funnel_unordered: number[]; buy_categories: { n: number; needed_80pct: number } }
      >
    )[USERS];
    const of = (section: string) =>
      rows.find((row) => row.section === section)?.evidence as Record<string, number>;
    const { viewers, interested, paid } = of('bottleneck');
    expect([viewers, interested, paid]).toEqual(answers?.user_funnel_unordered);
    expect(of('concentration')).toMatchObject({
      entities: answers?.buy_categories.n,
      head_count: answers?.buy_categories.needed_80pct,
    });
  });
});

describe('the quality audit', () => {
  test('scores what was loaded, with what to do, in a notebook that has no prices to judge', async () => {
    const repeated = { name: SHOP.name, content: SHOP.content + SHOP.content.slice(0, 400) };
    await begin({ search: '?notebook=quality' }, repeated);
    const cells = await settled(page);
    expect(cells.filter(({ phase }) => phase !== 'done')).toEqual([]);
    const { rows, audit } = await tabhouse(page).metric('quality');
    expect(audit.agrees, audit.detail).toBe(true);
    expect(rows[0]).toMatchObject({ part: 'total', figure: 'score' });
    const [{ read, duplicates } = {}] = await page.evaluate(() => {
      const report = document.querySelector('tabhouse-app')?.workspace?.dataset.value?.report;
      return report ? [{ read: report.rows.read, duplicates: report.rows.duplicates }] : [];
    });
    expect(Number(duplicates)).toBeGreaterThan(0);
    const row = rows.find(({ figure }) => figure === 'duplicates');
    expect(row?.value).toBeCloseTo(Number(duplicates) / Number(read), 12);
    expect(rows.some(({ part }) => part === 'price')).toBe(false);
    const cell = await cellAt(page, 'quality');
    await cell.scrollIntoViewIfNeeded();
    await cell.locator('th-table').getByText(String(row?.label)).first().waitFor();
    const advice = cell.locator('th-audited li').filter({ hasText: String(row?.label) });
    const text = advice.getByText(String(row?.todo));
    await text.waitFor();
    // The whole of it can be read.
    expect(await text.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  });
});

/** Frames are counted: a moment in which the machine does something else is looked at again. */
describe('movement', { retry: 2 }, () => {
  const openSettings = async () => {
    await page.getByRole('button', { name: 'Settings' }).first().click();
    await page.locator('th-dialog').getByRole('heading', { name: 'Movement' }).waitFor();
  };
  const again = () =>
    page.locator('th-dialog').getByRole('button', { name: 'Move everything once more' });

  /** Frames of a second, and how often the text of any tile changed in it. */
  const watch = (click: boolean) =>
    page.evaluate(async (start) => {
      const tiles: Element[] = [];
      const roots: (Document | ShadowRoot)[] = [];
      const buttons: HTMLElement[] = [];
      const look = (root: Document | ShadowRoot) => {
        roots.push(root);
        for (const one of root.querySelectorAll('*')) {
          if (one.localName === 'th-tile') tiles.push(one);
          if (one.localName === 'th-button' && one.getAttribute('icon') === 'play')
            buttons.push(one as HTMLElement);
          if (one.shadowRoot) look(one.shadowRoot);
        }
      };
      look(document);
      const text = () =>
        tiles.map((tile) => tile.shadowRoot?.querySelector('.figure')?.textContent).join('|');
      const times: number[] = [];
      const texts: string[] = [];
      let animations = 0;
      if (start) buttons.at(-1)?.click();
      await new Promise<void>((resolve) => {
        const begin = performance.now();
        const step = (time: number) => {
          times.push(time);
          texts.push(text());
          // Asked once: it takes part of a frame.
          if (times.length === 4)
            animations = roots.reduce((sum, root) => sum + root.getAnimations().length, 0);
          if (performance.now() - begin < 450) requestAnimationFrame(step);
          else resolve();
        };
        requestAnimationFrame(step);
      });
      const gaps = times
        .slice(1)
        .map((time, index) => time - (times[index] ?? time))
        .sort((a, b) => a - b);
      const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
      return {
        tiles: tiles.length,
        rate: (1000 * gaps.length) / span,
        median: gaps[Math.floor(gaps.length / 2)] ?? 0,
        changes: texts.filter((one, index) => index > 0 && one !== texts[index - 1]).length,
        animations,
      };
    }, click);

  test('moves all tiles, and tells how many frames a second that had', async () => {
    await begin({ reducedMotion: 'no-preference' });
    await settled(page);
    await openSettings();
    await page.waitForTimeout(1500);
    const idle = await watch(false);
    const moving = await watch(true);
    console.log(
      `Frames a second: ${idle.rate.toFixed(0)} at rest, ${moving.rate.toFixed(0)} with ${moving.tiles} tiles and ${moving.animations} marks moving (median frame ${moving.median.toFixed(1)} ms).`,
    );
    expect(moving.tiles).toBeGreaterThanOrEqual(4);
    expect(moving.changes).toBeGreaterThan(3);
    await page
      .locator('th-dialog')
      .getByText(/The last movement had \d+ frames a second/)
      .waitFor();
  });

  test('follows speed, frame rate and reduced motion, which are kept', async () => {
    await begin({ reducedMotion: 'no-preference' });
    await settled(page);
    await openSettings();
    const dialog = page.locator('th-dialog');
    await dialog
      .getByLabel('Frames a second at most')
      .selectOption({ label: '15 frames a second' });
    await page.waitForTimeout(500);
    const capped = await watch(true);
    expect(capped.changes).toBeGreaterThan(0);
    expect(capped.changes).toBeLessThanOrEqual(9);
    await dialog.getByLabel('Reduced motion').selectOption({ label: 'On: nothing moves' });
    await dialog.getByText('Nothing moves now').waitFor();
    expect(await watch(true)).toMatchObject({ changes: 0 });
    expect(await page.evaluate(() => document.documentElement.dataset.motion)).toBe('still');
    await page.reload({ waitUntil: 'load' });
    await tabhouse(page).ready();
    expect(await page.evaluate(() => document.documentElement.dataset.motion)).toBe('still');
    await openSettings();
    const kept = page.locator('th-dialog').getByLabel('Frames a second at most');
    expect(await kept.inputValue()).toContain('15');
  });

  test('does not happen for readers whose system asks for that', async () => {
    await begin({ reducedMotion: 'reduce' });
    await settled(page);
    await openSettings();
    await again().waitFor();
    expect(await watch(true)).toMatchObject({ changes: 0 });
    await page
      .locator('th-dialog')
      .getByLabel('Reduced motion')
      .selectOption({ label: 'Off: things move' });
    await page.waitForTimeout(300);
    expect((await watch(true)).changes).toBeGreaterThan(1);
  });
});
