import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Visit, visit } from './support/browser.ts';
import { settled } from './support/cells.ts';
import { ROOT, type Site, serveSite } from './support/site.ts';
import { type House, openPicked, pick, tabhouse } from './support/tabhouse.ts';

const ROWS = 30_000;

let site: Site;
let folder: string;
let reader: Visit;
let page: Page;
let house: House;

beforeAll(async () => {
  site = await serveSite();
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-crossfilter-'));
  const script = join(ROOT, 'tests/bench/generate.mjs');
  execFileSync(process.execPath, [script, 'taobao', String(ROWS), '--folder', folder]);
  reader = await visit(site);
  page = reader.page;
  page.setDefaultTimeout(60_000);
  house = tabhouse(page);
  await house.ready();
  await pick(page, [join(folder, `UserBehavior_${ROWS}.csv`)]);
  await openPicked(page, { source: 'taobao', storage: 'memory' });
  await settled(page);
}, 180_000);
beforeEach(async () => {
  await page.evaluate(() =>
    document.querySelector('tabhouse-app')?.workspace?.document.setValue('focus', []),
  );
  await followed();
});
afterAll(async () => {
  await reader?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Result {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly pending: readonly string[];
}

/** What a cell shows: what it is given to draw, which can be a stand-in for its result. */
const shown = (name: string): Promise<Result> =>
  page.evaluate((wanted) => {
    let found: Result | null = null;
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'th-cell') {
          const { cell, result } = element as unknown as {
            cell: { name: string | null };
            result: { rows: Result['rows']; detail: Record<string, never> } | null;
          };
          if (cell.name === wanted && result) {
            const metric = (result.detail.current ?? result.detail) as { pending?: string[] };
            const rows = JSON.parse(
              JSON.stringify(result.rows, (_, one) =>
                typeof one === 'bigint' ? Number(one) : one,
              ),
            );
            found = { rows, pending: metric.pending ?? [] };
          }
        }
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    if (!found) throw new Error(`no result of ${wanted}`);
    return found;
  }, name);

/** The drawing of a cell, brought into sight. */
async function drawing(name: string) {
  const id = await page.evaluate(
    (wanted) =>
      document
        .querySelector('tabhouse-app')
        ?.workspace?.runtime.document.value.cells.find((cell) => cell.name === wanted)?.id ?? '',
    name,
  );
  const svg = page.locator(`th-cell-slot#${id} th-figure .place > svg`).first();
  await svg.scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
  const box = await svg.boundingBox();
  if (!box) throw new Error(`${name} is not drawn`);
  return box;
}

/** Drags across a drawing, from and to shares of its width; `during` before the hand lets go. */
async function drag(name: string, from: number, to: number, during?: () => Promise<void>) {
  const { x, y, width, height } = await drawing(name);
  const at = (share: number) => [x + width * share, y + Math.min(height, 300) / 2] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  for (let step = 1; step <= 6; step++) {
    await page.mouse.move(...at(from + ((to - from) * step) / 6));
    await page.waitForTimeout(20);
  }
  await during?.();
  await page.mouse.up();
  await followed();
}

/** Resolves when all cells have followed. */
async function followed(): Promise<void> {
  await page.waitForTimeout(200);
  await settled(page);
  await page.waitForTimeout(100);
}

const clauses = (): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  page.evaluate(() => {
    const values = document.querySelector('tabhouse-app')?.workspace?.runtime.values;
    return (values?.get('focus') ?? []) as Record<string, unknown>[];
  });

const chips = () => page.locator('th-filter-bar li.chip').allInnerTexts();

/** Figures straight from the events, by SQL that is not the page's own. */
async function counted(condition: string): Promise<Readonly<Record<string, unknown>>> {
  const [row] = await house.query(`SELECT
      count(*) FILTER (event_type = 'view')::DOUBLE AS pv,
      count(DISTINCT user_id)::DOUBLE AS uv,
      count(DISTINCT CASE WHEN event_type = 'purchase' THEN user_id END)::DOUBLE AS buyers,
      count(*) FILTER (event_type = 'purchase')::DOUBLE AS purchases
    FROM dwd_events WHERE ${condition}`);
  return row ?? {};
}

const dayRange = ({ from, to }: Readonly<Record<string, unknown>>) =>
  `day BETWEEN DATE '${from}' AND DATE '${to}'`;

test('what is brushed filters every other cell that shares the selection, and a chip takes it away', async () => {
  const before = (await shown('daily')).rows.length;
  expect(before).toBe(9);
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  const unseen = (await shown('hours')).rows;
  await drag('daily', 0.35, 0.6, async () => {
    await expect.poll(async () => (await shown('overview')).pending).toContain('uv');
    // Nobody sees it: it is not drawn.
    expect((await shown('hours')).rows).toEqual(unseen);
  });
  const set = await clauses();
  await page.setViewportSize({ ...size, height: 3600 });
  await drag('daily', 0.35, 0.6, async () => {
    // Sums follow the hand; what must be counted is said to be on its way.
    const live = async () => {
      const { pending, rows } = await shown('overview');
      const hours = (await shown('hours')).rows.reduce((sum, row) => sum + Number(row.views), 0);
      const [{ pv, uv } = { pv: null, uv: 0 }] = rows;
      return { waits: pending.includes('uv'), uv, some: Number(pv) > 0, same: hours === pv };
    };
    await expect.poll(live).toEqual({ waits: true, uv: null, some: true, same: true });
    expect(await clauses()).toEqual(set);
  });
  await page.setViewportSize(size);
  const [day = {}] = await clauses();
  expect(day).toMatchObject({ by: 'daily', column: 'day' });
  expect(String(day.from) <= String(day.to)).toBe(true);

  const figures = await counted(dayRange(day));
  const overview = await shown('overview');
  expect(overview.pending).toEqual([]);
  expect(overview.rows[0]).toMatchObject(figures);
  // The brushed cell itself still shows all days.
  expect((await shown('daily')).rows).toHaveLength(before);
  const [label = ''] = await chips();
  expect(label).toContain('Day');

  await drag('hours', 0.4, 0.7);
  const hour = (await clauses()).find(({ column }) => column === 'hour') ?? {};
  expect(hour).toMatchObject({ by: 'hours' });
  const both = `${dayRange(day)} AND hour BETWEEN ${hour.from} AND ${hour.to}`;
  expect((await shown('overview')).rows[0]).toMatchObject(await counted(both));
  const hours = (await shown('hours')).rows;
  expect(hours.length).toBeGreaterThan(20);
  expect(hours.reduce((sum, row) => sum + Number(row.views), 0)).toBe(figures.pv);
  const daily = (await shown('daily')).rows;
  const perDay = await house.query(
    `SELECT day::VARCHAR AS day, count(*) FILTER (event_type = 'view')::DOUBLE AS pv, count(DISTINCT user_id)::DOUBLE AS uv
      FROM dwd_events WHERE hour BETWEEN ${hour.from} AND ${hour.to} GROUP BY ALL ORDER BY ALL`,
  );
  expect(daily.map(({ day: one, pv, uv }) => ({ day: one, pv, uv }))).toEqual(perDay);
  expect(await chips()).toHaveLength(2);

  // By keyboard: the first chip goes, and undo brings it back.
  await page.locator('th-filter-bar li.chip button').first().focus();
  await page.keyboard.press('Delete');
  await followed();
  await expect.poll(() => chips()).toHaveLength(1);
  expect((await shown('overview')).rows[0]).toMatchObject(
    await counted(`hour BETWEEN ${hour.from} AND ${hour.to}`),
  );
  await page.evaluate(() =>
    document.querySelector('tabhouse-app')?.workspace?.document.editor.value?.undo(),
  );
  await followed();
  await expect.poll(() => chips()).toHaveLength(2);
  expect((await shown('overview')).rows[0]).toMatchObject(await counted(both));

  await page.getByRole('button', { name: 'Clear all' }).click();
  await followed();
  await expect.poll(() => chips()).toEqual([]);
  expect(await clauses()).toEqual([]);
  expect((await shown('overview')).rows[0]).toMatchObject(await counted('true'));
}, 180_000);

test('a category that is chosen filters all, and sums are there before what is counted', async () => {
  const [top] = await house.query(
    'SELECT category_id::VARCHAR AS id FROM dwd_events GROUP BY ALL ORDER BY count(*) DESC, id LIMIT 1',
  );
  const partial = await page.evaluate(async (id) => {
    const workspace = document.querySelector('tabhouse-app')?.workspace;
    const cell = workspace?.runtime.document.value.cells.find(({ name }) => name === 'overview');
    if (!workspace || !cell) throw new Error('no tiles');
    const seen: { pending: number; pv: unknown }[] = [];
    const stop = workspace.runtime.result(cell.id).subscribe((result) => {
      const detail = result?.detail as { current?: { pending?: string[] } } | undefined;
      seen.push({ pending: detail?.current?.pending?.length ?? 0, pv: result?.rows[0]?.pv });
    });
    workspace.document.setValue('category', [id]);
    const end = Date.now() + 30_000;
    while (workspace.runtime.state(cell.id).value.phase !== 'done' && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 10));
    stop();
    return seen;
  }, String(top?.id));
  await followed();
  const figures = await counted(`category_id = ${top?.id}`);
  expect((await shown('overview')).rows[0]).toMatchObject(figures);
  const early = partial.find(({ pending }) => pending > 0);
  expect(early).toMatchObject({ pv: figures.pv });
  expect(partial.at(-1)).toMatchObject({ pending: 0, pv: figures.pv });
  expect(await chips()).toHaveLength(1);
  await page.locator('th-filter-bar li.chip button').click();
  await followed();
}, 240_000);

test('SQL, charts, tables and metrics follow a named selection', async () => {
  const text = [
    '# Selections',
    '```input focus\ntype: selection\n```',
    '```metric hours\nkind: hourly\nselect: focus\nfilter: $focus\n```',
    '```sql by_type\nSELECT event_type, count(*)::INTEGER AS n FROM dwd_events WHERE $focus GROUP BY ALL ORDER BY ALL\n```',
    '```sql base\nSELECT hour, count(*)::INTEGER AS n FROM dwd_events GROUP BY ALL ORDER BY ALL\n```',
    '```table few\nfrom: base\nfilter: $focus\n```',
  ].join('\n\n');
  await page.evaluate(
    (given) =>
      document
        .querySelector('tabhouse-app')
        ?.workspace?.document.apply({ kind: 'text', text: given }),
    text,
  );
  await page.waitForTimeout(1000);
  await page.locator('th-cell-slot th-figure .place > svg').first().waitFor();
  await drag('hours', 0.3, 0.5);
  const [hour = {}] = await clauses();
  expect(hour).toMatchObject({ by: 'hours', column: 'hour' });
  const condition = `hour BETWEEN ${hour.from} AND ${hour.to}`;
  const expected = await house.query(
    `SELECT event_type, count(*)::INTEGER AS n FROM dwd_events WHERE ${condition} GROUP BY ALL ORDER BY ALL`,
  );
  await expect
    .poll(async () => (await shown('by_type')).rows, { timeout: 40_000 })
    .toEqual(expected);
  const few = await house.query(
    `SELECT hour, count(*)::INTEGER AS n FROM dwd_events WHERE ${condition} GROUP BY ALL ORDER BY ALL`,
  );
  await expect.poll(async () => (await shown('few')).rows, { timeout: 40_000 }).toEqual(few);
  expect((await shown('hours')).rows.length).toBeGreaterThan(few.length);
  expect(reader.errors).toEqual([]);
  expect(reader.foreign).toEqual([]);
}, 240_000);

test('SQL, charts over it and funnels follow a hand that drags, and are exact at its newest place', async () => {
  await page.setViewportSize({ width: 1280, height: 2900 });
  const text = [
    '# While a hand drags',
    '```input focus\ntype: selection\n```',
    '```input least\ntype: slider\nlabel: Least\nmin: 0\nmax: 20\n```',
    '```metric daily\nkind: overview\nby: day\nselect: focus\nfilter: $focus\n```',
    '```sql by_type\nSELECT event_type, count(*)::INTEGER AS n FROM dwd_events WHERE $focus AND hour >= $least GROUP BY ALL ORDER BY ALL\n```',
    '```chart drawn\nfrom: by_type\nmark: barX\nx: n\ny: event_type\n```',
    '```metric steps\nkind: funnel\nfilter: $focus\n```',
    '```sql waits\nSELECT count(*)::INTEGER AS n FROM dwd_events WHERE $focus\n```',
  ].join('\n\n');
  await page.evaluate((given) => {
    const workspace = document.querySelector('tabhouse-app')?.workspace;
    workspace?.document.apply({ kind: 'text', text: given });
    workspace?.document.setValue('focus', []);
    Object.assign(window, { told: [] });
    for (const type of ['th-brush', 'th-input'])
      window.addEventListener(type, (event) =>
        (window as unknown as { told: unknown[] }).told.push((event as CustomEvent).detail),
      );
  }, text);
  await page.waitForTimeout(1000);
  await page.locator('th-cell-slot th-figure .place > svg').first().waitFor();
  await expect
    .poll(async () => (await shown('waits').catch(() => null))?.rows.length, { timeout: 60_000 })
    .toBe(1);
  await followed();
  // Cost decides elsewhere; here the machine may be busy with others.
  await page.evaluate(() => {
    const runtime = document.querySelector('tabhouse-app')?.workspace?.runtime;
    for (const { id, name } of runtime?.document.value.cells ?? [])
      if (name) runtime?.setEagerness(id, name === 'waits' ? 'when-asked' : 'at-once');
  });
  const told = () =>
    page.evaluate(() => (window as unknown as { told: Record<string, unknown>[] }).told);
  const typed = (condition: string) =>
    house.query(
      `SELECT event_type, count(*)::INTEGER AS n FROM dwd_events WHERE ${condition} GROUP BY ALL ORDER BY ALL`,
    );
  const stepsUnder = async (condition: string) => {
    const [row] = await house.query(
      `SELECT count(DISTINCT user_id) FILTER (event_type = 'view')::DOUBLE AS n FROM dwd_events WHERE ${condition}`,
    );
    return Number(row?.n);
  };
  const waiting = () =>
    page.evaluate(() => {
      const waits: string[] = [];
      const look = (root: Document | ShadowRoot) => {
        for (const element of root.querySelectorAll('*')) {
          const { cell, state } = element as unknown as {
            cell?: { name: string };
            state?: { phase: string };
          };
          if (element.localName === 'th-cell' && cell && state?.phase === 'queued')
            waits.push(cell.name);
          if (element.shadowRoot) look(element.shadowRoot);
        }
      };
      look(document);
      return waits;
    });

  const same = (seen: () => Promise<unknown>, wanted: () => Promise<unknown>) =>
    expect
      .poll(async () => isDeepStrictEqual(await seen(), await wanted()), { timeout: 120_000 })
      .toBe(true);

  const whole = (await shown('waits')).rows;
  await drag('daily', 0.2, 0.6, async () => {
    // The brush tells where it is once a frame: the hand may be further than what has been told.
    const range = async () => dayRange((await told()).at(-1) ?? {});
    await same(
      async () => (await shown('by_type')).rows,
      async () => typed(await range()),
    );
    await same(
      async () => (await shown('drawn')).rows.length,
      async () => (await typed(await range())).length,
    );
    await same(
      async () => Number((await shown('steps')).rows[0]?.entities),
      async () => stepsUnder(await range()),
    );
    // What waits says so, and keeps what it had.
    expect(await waiting()).toEqual(['waits']);
    expect((await shown('waits')).rows).toEqual(whole);
    expect(await clauses()).toEqual([]);
  });
  const [day = {}] = await clauses();
  expect((await shown('by_type')).rows).toEqual(await typed(dayRange(day)));
  expect(await waiting()).toEqual([]);

  // As many moves as the hand makes, and at most one of them at work.
  const slider = page.getByRole('slider', { name: 'Least' });
  const box = await slider.boundingBox();
  if (!box) throw new Error('no slider');
  const before = (await told()).length;
  await page.mouse.move(box.x + 8, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 40; step++)
    await page.mouse.move(box.x + 8 + ((box.width - 16) * step) / 50, box.y + box.height / 2);
  const newest = async () => Number((await told()).slice(before).at(-1)?.value);
  await same(
    async () => (await shown('by_type')).rows,
    async () => typed(`${dayRange(day)} AND hour >= ${await newest()}`),
  );
  const least = await newest();
  expect(least).toBeGreaterThan(10);
  const set = () =>
    page.evaluate(() => document.querySelector('tabhouse-app')?.workspace?.runtime.value('least'));
  expect(await set()).toBeUndefined();
  await page.mouse.up();
  await followed();
  expect(await set()).toBe(least);
  expect((await shown('by_type')).rows).toEqual(
    await typed(`${dayRange(day)} AND hour >= ${least}`),
  );
  expect(reader.errors).toEqual([]);
}, 400_000);
