import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/ui/grid/grid.ts';
import '../../../src/ui/index.ts';
import { TabhouseError } from '../../../src/engine/errors.ts';
import { locale } from '../../../src/i18n/index.ts';
import type { Grid } from '../../../src/ui/grid/grid.ts';
import type { GridState } from '../../../src/ui/grid/layout.ts';
import type { GridRows, GridView, Summary } from '../../../src/ui/grid/types.ts';

const LONG = 'a_column_whose_name_is_sixty_characters_long_so_that_it_is_cut';
const COLUMNS = [
  { name: 'id', type: 'BIGINT' },
  { name: 'city', type: 'VARCHAR' },
  { name: LONG, type: 'DECIMAL(18,4)' },
  { name: 'list', type: 'INTEGER[]' },
];
const SUMMARY: Summary = {
  rows: 200_000,
  of: 100_000_000,
  nulls: 20_000,
  kind: 'numbers',
  bins: Array.from({ length: 20 }, (_, at) => ({ from: at, to: at + 1, count: at * at })),
  top: [],
  distinct: 50,
};

/** Rows that are made when they are asked for. */
function made(count: number, more: Partial<GridRows> = {}) {
  const asked: string[] = [];
  const rows: GridRows = {
    columns: async () => COLUMNS,
    count: async ({ filters }: GridView) => (filters.length > 0 ? 0 : count),
    page: async (view, from, to) => {
      asked.push(`${from}-${to} ${JSON.stringify(view.sort)}`);
      return Array.from({ length: Math.min(to, count) - from }, (_, at) => ({
        id: 2053013555631882655n + BigInt(from + at),
        city: (from + at) % 3 === 0 ? null : `city ${from + at}`,
        [LONG]: '12.3400',
        list: [1, null],
      }));
    },
    summary: async () => SUMMARY,
    profile: () => Promise.reject(new Error('not asked here')),
    find: async () => 70_000_000,
    async *batches() {},
    close: () => {},
    ...more,
  };
  return { rows, asked };
}

async function put(rows: GridRows): Promise<Grid> {
  const grid = document.createElement('th-grid');
  grid.rows = rows;
  grid.label = 'Things';
  grid.style.inlineSize = '700px';
  document.body.append(grid);
  await until(() => grid.model.count !== null || grid.model.problem !== null);
  return grid;
}

async function until(condition: () => unknown): Promise<void> {
  const end = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Never came: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const inside = <T extends Element>(grid: Grid, selector: string) =>
  grid.renderRoot.querySelector<T & HTMLElement>(selector) as T & HTMLElement;
const cell = (grid: Grid, row: number, column: number) => inside(grid, `#c-${row}-${column}`);
const said = (grid: Grid, row: number, column: number) =>
  cell(grid, row, column)?.textContent?.trim();

beforeEach(() => {
  locale.value = 'en';
});
afterEach(() => document.body.replaceChildren());

describe('the grid', () => {
  test('keeps the last row in sight where columns are known after the grid stands', async () => {
    const { rows } = made(100_000_000, {
      columns: async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        return COLUMNS;
      },
    });
    const grid = await put(rows);
    await until(() => cell(grid, 0, 0));
    await until(() => grid.viewport.height < inside(grid, '.scroll').clientHeight - 50);
    inside(grid, '.scroll').focus();
    await userEvent.keyboard('{Control>}{End}{/Control}');
    await until(() => said(grid, 99_999_999, 3));
    const { bottom } = inside(grid, '.scroll').getBoundingClientRect();
    await until(() => cell(grid, 99_999_999, 3).getBoundingClientRect().bottom <= bottom + 1);
  });

  test('shows any of a hundred million rows, exactly, and holds a few', async () => {
    const { rows, asked } = made(100_000_000);
    const grid = await put(rows);
    await until(() => said(grid, 0, 0) === '2053013555631882655');
    expect(said(grid, 0, 1)).toBe('null');
    expect(said(grid, 0, 3)).toBe('[1,null]');
    expect(inside(grid, '.scroll').getAttribute('aria-rowcount')).toBe('100000001');
    inside(grid, '.scroll').focus();
    await userEvent.keyboard('{Control>}{End}{/Control}');
    await until(() => said(grid, 99_999_999, 0) === '2053013555731882654');
    expect(cell(grid, 99_999_999, 0).parentElement?.getAttribute('aria-rowindex')).toBe(
      '100000001',
    );
    await until(() =>
      inside(grid, '.scroll').getAttribute('aria-activedescendant')?.startsWith('c-99999999-'),
    );
    grid.goTo(54_321_000, 0, true);
    await until(() => said(grid, 54_321_000, 0) === String(2053013555631882655n + 54_321_000n));
    const scroller = inside(grid, '.scroll');
    scroller.scrollTop += 34;
    await until(() => said(grid, 54_321_010, 0));
    await new Promise((resolve) => setTimeout(resolve, 400));
    await until(() => {
      const box = cell(grid, 54_321_001, 0)?.getBoundingClientRect();
      return box && box.top > scroller.getBoundingClientRect().top;
    });
    expect(grid.renderRoot.querySelectorAll('.body [role=row]').length).toBeLessThan(40);
    expect(asked.length).toBeLessThan(30);
  });

  test('sorts, pins, widens and hides from the keyboard, and says so', async () => {
    const grid = await put(made(1000).rows);
    const told: GridState[] = [];
    grid.addEventListener('grid-state', (event) => told.push((event as CustomEvent).detail));
    inside(grid, '.scroll').focus();
    await userEvent.keyboard('{ArrowUp}{ArrowRight}{Enter}');
    await expect.poll(() => told.at(-1)?.sort).toEqual([{ column: 'city', descending: false }]);
    await until(() => inside(grid, '#c--1-1').getAttribute('aria-sort') === 'ascending');
    inside(grid, '.scroll').focus();
    grid.goTo(-1, 1);
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await expect.poll(() => told.at(-1)?.widths.city).toBe(190);
    await userEvent.keyboard('{Alt>}{Shift>}{ArrowLeft}{/Shift}{/Alt}');
    await expect.poll(() => told.at(-1)?.order.slice(0, 2)).toEqual(['city', 'id']);
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    const menu = inside(grid, 'th-grid-menu');
    await until(() => menu.shadowRoot?.querySelector('.panel:popover-open'));
    const hide = [...(menu.shadowRoot?.querySelectorAll('button') ?? [])].find((one) =>
      one.textContent?.includes('Hide'),
    );
    hide?.click();
    await expect.poll(() => told.at(-1)?.hidden).toHaveLength(1);
  });

  test('takes a double click for one pick', async () => {
    const grid = await put(made(1000).rows);
    const picked: unknown[] = [];
    grid.addEventListener('grid-pick', (event) => picked.push((event as CustomEvent).detail.value));
    await until(() => said(grid, 1, 1) === 'city 1');
    await userEvent.dblClick(cell(grid, 1, 1));
    const value = inside(grid, 'th-grid-value');
    await until(() => value.shadowRoot?.querySelector('.panel:popover-open'));
    expect(picked).toEqual(['city 1']);
  });

  test('takes a click on the row where a drag has just begun for a pick', async () => {
    const grid = await put(made(1000).rows);
    const picked: unknown[] = [];
    grid.addEventListener('grid-pick', (event) => picked.push((event as CustomEvent).detail.value));
    await until(() => said(grid, 1, 1) === 'city 1');
    const mouse = (type: string, row: number) =>
      cell(grid, row, 1)?.dispatchEvent(
        new PointerEvent(type, { bubbles: true, composed: true, ...middle(row), button: 0 }),
      );
    const middle = (row: number) => {
      const { left = 0, top = 0 } = cell(grid, row, 1)?.getBoundingClientRect() ?? {};
      return { clientX: left + 5, clientY: top + 5 };
    };
    for (const [type, row] of [
      ['pointerdown', 1],
      ['pointermove', 2],
      ['pointerup', 2],
      ['pointerdown', 1],
      ['pointerup', 1],
    ] as const)
      mouse(type, row);
    expect(picked).toEqual(['city 1']);
  });

  test('writes shares as charts do, and copies the number', async () => {
    const grid = await put(
      made(3, {
        columns: async () => [
          { name: 'brand', type: 'VARCHAR' },
          { name: 'loss', type: 'DOUBLE' },
        ],
        page: async () => [0.9956, 1, null].map((loss) => ({ brand: 'a', loss })),
      }).rows,
    );
    grid.shares = new Set(['loss']);
    await until(() => said(grid, 0, 1) === '99.6%');
    expect([said(grid, 1, 1), said(grid, 2, 1)]).toEqual(['100%', 'null']);
    await userEvent.click(cell(grid, 0, 1));
    const data = new DataTransfer();
    inside(grid, '.scroll').dispatchEvent(
      new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }),
    );
    expect(data.getData('text/plain')).toBe('0.9956');
  });

  test('tells what was picked and selected, and copies it', async () => {
    const grid = await put(made(1000).rows);
    const picked: unknown[] = [];
    const selected: { rows: readonly unknown[] }[] = [];
    grid.addEventListener('grid-pick', (event) => picked.push((event as CustomEvent).detail.value));
    grid.addEventListener('grid-select', (event) => selected.push((event as CustomEvent).detail));
    await until(() => said(grid, 1, 1) === 'city 1');
    await userEvent.click(cell(grid, 1, 1));
    await expect.poll(() => picked).toEqual(['city 1']);
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowLeft}{/Shift}');
    await expect.poll(() => selected.at(-1)?.rows).toHaveLength(2);
    const data = new DataTransfer();
    inside(grid, '.scroll').dispatchEvent(
      new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }),
    );
    expect(data.getData('text/plain')).toBe(
      '2053013555631882656\tcity 1\n2053013555631882657\tcity 2',
    );
    await userEvent.keyboard(' ');
    const value = inside(grid, 'th-grid-value');
    await until(() => value.shadowRoot?.querySelector('.panel:popover-open'));
  });

  test('tells rows while they are taken, and once more when Shift or the mouse lets go', async () => {
    const grid = await put(made(1000).rows);
    const told: { from: number; to: number; moving?: true }[] = [];
    grid.addEventListener('grid-select', (event) => {
      const { from, to, moving, range } = (event as CustomEvent).detail;
      if (range) told.push({ from, to, ...(moving && { moving }) });
    });
    await until(() => said(grid, 1, 1) === 'city 1');
    const scroller = inside(grid, '.scroll');
    scroller.focus();
    grid.goTo(1, 1);
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}');
    await expect.poll(() => told.at(-1)).toEqual({ from: 1, to: 3, moving: true });
    expect(told.every(({ moving }) => moving)).toBe(true);
    await userEvent.keyboard('{/Shift}');
    await expect.poll(() => told.at(-1)).toEqual({ from: 1, to: 3 });
    told.length = 0;

    const point = (type: string, target: Element, y = 5) => {
      const { left, top } = target.getBoundingClientRect();
      const place = { clientX: left + 5, clientY: top + y, button: 0, buttons: 1 };
      const more = { bubbles: true, composed: true, pointerType: 'mouse' };
      target.dispatchEvent(new PointerEvent(type, { ...place, ...more }));
    };
    point('pointerdown', cell(grid, 2, 1));
    point('pointermove', cell(grid, 4, 1));
    await expect.poll(() => told.at(-1)).toEqual({ from: 2, to: 4, moving: true });
    // Beyond the last row in sight more come into it, for as long as the mouse stays there.
    point('pointermove', document.body, scroller.getBoundingClientRect().bottom + 20);
    await expect.poll(() => told.at(-1)?.to).toBeGreaterThan(20);
    expect(scroller.scrollTop).toBeGreaterThan(0);
    expect(told.every(({ moving }) => moving)).toBe(true);
    const last = cell(grid, (told.at(-1)?.to ?? 0) - 3, 1);
    point('pointerup', last);
    await expect.poll(() => told.at(-1)?.moving).toBeUndefined();
    expect(told.at(-1)).toEqual({ from: 2, to: Number(last.parentElement?.dataset.row) });
  });

  test('says that nothing passes a filter, and what went wrong, with a way on', async () => {
    const empty = await put(made(1000).rows);
    empty.set({ ...empty.state, filters: [{ column: 'city', kind: 'contains', text: 'x' }] });
    await until(() => inside(empty, 'th-empty')?.textContent?.includes('No row passes'));
    document.body.replaceChildren();
    let broken = true;
    const { rows } = made(1000);
    const failing = await put({
      ...rows,
      count: async () => {
        if (broken) throw new TabhouseError('internal');
        return 1000;
      },
    });
    await until(() => inside(failing, 'th-error'));
    broken = false;
    inside(failing, '.notice th-button').click();
    await until(() => said(failing, 1, 1) === 'city 1');
  });

  test('shows skeletons while rows are on their way, and gives up those that were left behind', async () => {
    const waiting: { from: number; signal: AbortSignal | undefined; give: () => void }[] = [];
    const { rows } = made(1_000_000);
    const grid = await put({
      ...rows,
      page: (view, from, to, asked = {}) =>
        new Promise((resolve) => {
          waiting.push({
            from,
            signal: asked.signal,
            give: () => void rows.page(view, from, to).then(resolve),
          });
        }),
    });
    await until(() => waiting.length === 1);
    expect(cell(grid, 0, 0).querySelector('.skeleton')).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 200));
    grid.goTo(500_000, 0, true);
    await until(() => waiting.length === 2);
    await until(() => waiting[0]?.signal?.aborted);
    expect(waiting[1]?.from).toBe(499_900);
    for (const { give } of waiting) give();
  });

  test('has nothing that axe finds', async () => {
    const grid = await put(made(1000).rows);
    await until(() => said(grid, 1, 1) === 'city 1' && inside(grid, 'rect'));
    grid.goTo(1, 1);
    await grid.updateComplete;
    const { violations } = await axe.run(grid, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });
});
