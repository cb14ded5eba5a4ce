import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/ui/index.ts';
import { locale } from '../../../src/i18n/index.ts';
import type { DateRange } from '../../../src/ui/date-range.ts';
import type { Dialog } from '../../../src/ui/dialog.ts';
import { scheme, toast } from '../../../src/ui/index.ts';
import type { Menu } from '../../../src/ui/menu.ts';
import type { MultiSelect } from '../../../src/ui/multi-select.ts';
import type { DataTable } from '../../../src/ui/table.ts';
import type { Tile } from '../../../src/ui/tile.ts';

async function put<T extends HTMLElement & { updateComplete: Promise<boolean> }>(
  tag: string,
  properties: Partial<T>,
): Promise<T> {
  const element = document.createElement(tag) as T;
  Object.assign(element, properties);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const inside = <T extends Element>(element: Element, selector: string): T => {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`No ${selector} in ${element.tagName}`);
  return found;
};

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
/** A while in which the page has drawn itself, however busy the machine. */
async function pause(milliseconds = 60): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  for (let frames = 0; frames < 3; frames++) await frame();
}
const heard = (element: Element, type: string) => {
  const details: unknown[] = [];
  element.addEventListener(type, (event) => details.push((event as CustomEvent).detail));
  return details;
};

beforeEach(() => {
  locale.value = 'en';
});

afterEach(() => {
  document.body.replaceChildren();
  delete document.documentElement.dataset.theme;
});

describe('a menu', () => {
  test('is walked and chosen from with the keyboard, and gives the focus back', async () => {
    const menu = await put<Menu>('th-menu', {
      label: 'Actions',
      items: [
        { id: 'run', label: 'Run' },
        { id: 'off', label: 'Off', disabled: true },
        { id: 'csv', label: 'CSV' },
      ],
    });
    const chosen = heard(menu, 'choose');
    inside<HTMLButtonElement>(menu, '.trigger').focus();
    await userEvent.keyboard('{ArrowDown}');
    await pause();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.poll(() => chosen).toEqual(['csv']);
    await expect.poll(() => menu.shadowRoot?.activeElement).toBe(inside(menu, '.trigger'));
  });

  test('closes with Escape and chooses nothing', async () => {
    const menu = await put<Menu>('th-menu', {
      label: 'Actions',
      items: [{ id: 'run', label: 'Run' }],
    });
    const chosen = heard(menu, 'choose');
    inside<HTMLButtonElement>(menu, '.trigger').click();
    await pause();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => inside(menu, '.panel').matches(':popover-open')).toBe(false);
    expect(chosen).toEqual([]);
  });
});

describe('a range of days', () => {
  const open = async (properties: Partial<DateRange>) => {
    const range = await put<DateRange>('th-date-range', {
      label: 'Period',
      min: '2017-11-25',
      max: '2017-12-03',
      ...properties,
    });
    inside<HTMLButtonElement>(range, '.control').click();
    await pause();
    const calendar = inside<HTMLElement>(range, 'th-calendar');
    const day = (iso: string) =>
      inside<HTMLButtonElement>(inside(range, 'th-calendar'), `[data-day="${iso}"]`);
    return { range, calendar, day };
  };

  test('is taken by two clicks, in either order', async () => {
    const { range, day } = await open({});
    const changes = heard(range, 'change');
    day('2017-12-02').click();
    await pause();
    day('2017-11-28').click();
    await expect.poll(() => changes).toEqual([{ from: '2017-11-28', to: '2017-12-02' }]);
  });

  test('is the one day taken by whoever then goes away, and nothing after Escape', async () => {
    const { range, day } = await open({});
    const changes = heard(range, 'change');
    const said = () => inside(range, '.then').textContent;
    const before = said();
    day('2017-12-02').click();
    await expect.poll(said).not.toBe(before);
    inside<HTMLElement>(range, '.panel').hidePopover();
    await expect.poll(() => changes).toEqual([{ from: '2017-12-02', to: '2017-12-02' }]);

    inside<HTMLButtonElement>(range, '.control').click();
    await pause();
    day('2017-11-28').click();
    await pause();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => inside(range, '.panel').matches(':popover-open')).toBe(false);
    await pause();
    expect(changes).toHaveLength(1);
  });

  test('offers no day outside the data', async () => {
    const { day } = await open({});
    expect(day('2017-12-04').disabled).toBe(true);
    expect(day('2017-12-03').disabled).toBe(false);
  });

  test('is taken with the arrows', async () => {
    const { range } = await open({ value: { from: '2017-12-01', to: '2017-12-02' } });
    const changes = heard(range, 'change');
    await userEvent.keyboard('{ArrowLeft}');
    await pause();
    await userEvent.keyboard('{Enter}');
    await pause();
    await userEvent.keyboard('{ArrowUp}');
    await pause();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => changes).toEqual([{ from: '2017-11-25', to: '2017-12-01' }]);
  });
});

describe('a choice of several', () => {
  test('is searched and chosen from', async () => {
    const select = await put<MultiSelect>('th-multi-select', {
      label: 'Brand',
      options: ['samsung', 'apple', 'xiaomi'].map((value) => ({ value })),
    });
    const changes = heard(select, 'change');
    inside<HTMLButtonElement>(select, '.control').click();
    await pause();
    await userEvent.keyboard('xi');
    await pause();
    await userEvent.keyboard('{ArrowDown} ');
    await expect.poll(() => changes).toEqual([['xiaomi']]);
    await expect.poll(() => inside(select, '.control').textContent).toContain('xiaomi');
  });

  test('takes the first that was found with Enter, the very name before a longer one', async () => {
    const select = await put<MultiSelect>('th-multi-select', {
      label: 'Brand',
      options: ['hp-ink', 'hp', 'apple'].map((value) => ({ value })),
    });
    const changes = heard(select, 'change');
    inside<HTMLButtonElement>(select, '.control').click();
    await pause();
    await userEvent.keyboard('{Enter}hp{Enter}');
    await expect.poll(() => changes).toEqual([['hp']]);
    await userEvent.keyboard('app{Enter}');
    await expect.poll(() => changes.at(-1)).toEqual(['hp', 'apple']);
    await userEvent.keyboard('nobody{Enter}');
    await pause();
    expect(changes).toHaveLength(2);
  });
});

describe('a dialog', () => {
  test('closes with Escape, says so once and gives the focus back', async () => {
    const before = document.createElement('button');
    document.body.append(before);
    before.focus();
    const dialog = await put<Dialog>('th-dialog', { heading: 'Open', open: true });
    const closed = heard(dialog, 'close');
    expect(inside<HTMLDialogElement>(dialog, 'dialog').open).toBe(true);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.activeElement).toBe(before);
    await expect.poll(() => closed).toHaveLength(1);
    await pause();
    expect(closed).toHaveLength(1);
  });
});

describe('a table', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    id: index,
    n: BigInt(10_000 - index),
    name: `name ${index}`,
  }));

  test('draws only the rows in sight of ten thousand, and reaches the last', async () => {
    const table = await put<DataTable>('th-table', { rows, label: 'Rows' });
    const drawn = () => table.shadowRoot?.querySelectorAll('tbody tr:not(.gap)').length ?? 0;
    expect(drawn()).toBeLessThan(100);
    const scroller = inside<HTMLElement>(table, '.scroll');
    scroller.scrollTop = scroller.scrollHeight;
    await expect.poll(() => table.shadowRoot?.textContent).toContain('name 9999');
    expect(drawn()).toBeLessThan(100);
  });

  test('sorts by exact values, largest first for figures, and back', async () => {
    const table = await put<DataTable>('th-table', { rows: rows.slice(0, 50), label: 'Rows' });
    const first = () => inside(table, 'tbody tr').textContent?.replace(/\s+/g, ' ').trim();
    const head = () => table.shadowRoot?.querySelectorAll<HTMLButtonElement>('th button')[1];
    head()?.click();
    await table.updateComplete;
    expect(first()).toContain('10,000');
    head()?.click();
    await table.updateComplete;
    expect(first()).toContain('9,951');
    expect(table.shadowRoot?.querySelectorAll('th')[1]?.getAttribute('aria-sort')).toBe(
      'ascending',
    );
  });
});

describe('a key figure', () => {
  test('ends at its value, with the exact one at hand and the change said', async () => {
    const tile = await put<Tile>('th-tile', {
      label: 'Page views',
      value: 89_660_688,
      previous: 80_000_000,
    });
    await expect
      .poll(() => inside(tile, '.figure').textContent?.replace(/\s/g, ''))
      .toContain('89.7M');
    expect(tile.shadowRoot?.textContent).toContain('89,660,688');
    await expect.poll(() => inside(tile, '.change').textContent).toContain('+12.1%');
  });

  test('is a skeleton before its value and a dash where there is none', async () => {
    const tile = await put<Tile>('th-tile', { label: 'GMV' });
    expect(tile.shadowRoot?.querySelector('.skeleton')).not.toBeNull();
    const height = tile.getBoundingClientRect().height;
    tile.value = 5;
    await pause(600);
    expect(tile.getBoundingClientRect().height).toBe(height);
    tile.value = null;
    await tile.updateComplete;
    expect(inside(tile, '.figure').textContent).toContain('—');
  });
});

test('the theme follows data-theme and changes the tokens', async () => {
  const page = () =>
    getComputedStyle(document.documentElement).getPropertyValue('--th-page').trim();
  document.documentElement.dataset.theme = 'light';
  await expect.poll(() => scheme().value).toBe('light');
  const light = page();
  document.documentElement.dataset.theme = 'dark';
  await expect.poll(() => scheme().value).toBe('dark');
  await expect.poll(page).not.toBe(light);
});

test('a notice that is given again stands once, with what is offered last', async () => {
  const done: string[] = [];
  const action = (label: string) => ({ label, run: () => done.push(label) });
  toast('Who is it?', action('first'));
  toast('Who is it?', action('second'));
  const place = document.querySelector('th-toast');
  await place?.updateComplete;
  const buttons = [...(place?.shadowRoot?.querySelectorAll('th-button') ?? [])].filter((button) =>
    /first|second/.test(button.textContent ?? ''),
  );
  expect(buttons.map(({ textContent }) => textContent)).toEqual(['second']);
  buttons[0]?.click();
  expect(done).toEqual(['second']);
});

test('a notice is read out politely and can be closed', async () => {
  toast('Copied');
  await pause();
  const place = document.querySelector('th-toast');
  await expect
    .poll(() => place?.shadowRoot?.querySelector('[role=status]')?.textContent)
    .toContain('Copied');
  place?.shadowRoot?.querySelector('button')?.click();
  await expect.poll(() => place?.shadowRoot?.textContent).not.toContain('Copied');
});
