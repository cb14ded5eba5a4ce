import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import '../../../src/cells/index.ts';
import type { CellFrame } from '../../../src/cells/frame/frame.ts';
import type { Cell, CellResult, CellState } from '../../../src/cells/types.ts';
import { TabhouseError } from '../../../src/engine/errors.ts';
import { locale } from '../../../src/i18n/index.ts';
import { inTurn } from '../../../src/ui/in-turn.ts';
import { cell, cohorts, context, everyCell, funnelRows, metric, result } from './fixtures.ts';

const DONE: CellState = { phase: 'done', milliseconds: 12, rows: 3 };

async function show(
  shown: Cell,
  of: CellResult | null,
  state: CellState = DONE,
  width = 900,
): Promise<CellFrame> {
  const place = document.createElement('div');
  place.style.width = `${width}px`;
  const element = document.createElement('th-cell');
  Object.assign(element, { cell: shown, state, result: of, context });
  place.append(element);
  document.body.append(place);
  await settled(element);
  return element;
}

/** Waits until every element under `root` has drawn itself, and once more for those that wait for their width. */
async function settled(root: Element): Promise<void> {
  const updated = () =>
    Promise.all(deep(root).map((element) => (element as Partial<CellFrame>).updateComplete));
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 10)));
    await updated();
  }
  for (let round = 0; round < 2; round++) {
    await everyTurn();
    await updated();
  }
}

/** What is nowhere has its turn after all that is asked for until now. */
const everyTurn = () =>
  new Promise<void>((resolve) => {
    inTurn(document.createElement('i'), resolve, { later: true });
  });

function deep(root: Element | ShadowRoot): Element[] {
  return [...root.querySelectorAll('*')]
    .concat(root instanceof Element && root.shadowRoot ? [...deep(root.shadowRoot)] : [])
    .flatMap((element) =>
      element.shadowRoot && element !== root ? [element, ...deep(element.shadowRoot)] : [element],
    );
}

const textOf = (root: Element) =>
  deep(root)
    .filter(
      (element) =>
        element.children.length === 0 &&
        !['STYLE', 'TITLE'].includes(element.tagName.toUpperCase()),
    )
    .map((element) => element.textContent ?? '')
    .join(' ');

const find = <T extends Element>(root: Element, selector: string) =>
  deep(root).find((element) => element.matches(selector)) as T | undefined;

afterEach(() => {
  document.body.replaceChildren();
  locale.value = 'en';
  delete document.documentElement.dataset.theme;
});

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  test.each(everyCell)('axe finds nothing in the %s cell', async (_, shown, of) => {
    document.documentElement.dataset.theme = theme;
    const element = await show(shown, of);
    const { violations } = await axe.run(element, {
      rules: { region: { enabled: false }, 'heading-order': { enabled: false } },
    });
    const said = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('; ')}`,
    );
    expect(said).toEqual([]);
  });
});

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  test.each(everyCell)('the %s cell keeps to 360 pixels', async (_, shown, of) => {
    locale.value = language;
    const element = await show(shown, of, DONE, 360);
    const right = element.getBoundingClientRect().right;
    const outside = deep(element).filter((one) => {
      if (
        one.closest('.scroll, .sr-only, pre, [popover], defs, clipPath') ||
        one.tagName === 'DEFS'
      )
        return false;
      const box = one.getBoundingClientRect();
      return box.width > 1 && box.right > right + 1;
    });
    expect(outside.map((one) => `${one.tagName} ${one.textContent?.slice(0, 40)}`)).toEqual([]);
  });

  test.each(everyCell)('the %s cell leaves no key or parameter unfilled', async (_, shown, of) => {
    locale.value = language;
    const text = textOf(await show(shown, of));
    expect(text).not.toMatch(/\b(cells|charts|ui|column)\.[a-z]/);
    expect(text).not.toMatch(/\{\w+\}/);
    expect(text).not.toMatch(/NaN|undefined|\[object/);
  });
});

describe('what is drawn', () => {
  test('a step that outnumbers the one before is a gain, and the mode is printed', async () => {
    const text = textOf(
      await show(
        cell('metric'),
        metric('funnel', funnelRows, { parameters: { mode: 'unordered', basis: 'session' } }),
      ),
    );
    expect(text).toContain('+82 more');
    expect(text).toContain('−4,948 lost');
    expect(text).toContain('any order');
    expect(text).toContain('by session');
  });

  test('cells that were not observed are absent', async () => {
    const element = await show(cell('metric'), metric('retention', cohorts));
    const svg = find<SVGSVGElement>(element, '.place > svg');
    expect(svg?.querySelectorAll('rect')).toHaveLength(cohorts.length + 9);
  });

  test('every drawing has a name and the same figures as a table', async () => {
    for (const [kind, shown, of] of everyCell) {
      if (
        ![
          'overview',
          'funnel',
          'hourly',
          'weekday',
          'pareto',
          'retention',
          'rfm',
          'chart',
          'lineage',
        ].includes(kind)
      )
        continue;
      const element = await show(shown, of);
      const svg = find<SVGSVGElement>(element, '.place > svg');
      expect(svg?.parentElement?.getAttribute('aria-label')?.length, kind).toBeGreaterThan(5);
      const twin = find<HTMLTableElement>(element, '.sr-only table');
      expect(twin?.rows.length, kind).toBeGreaterThan(2);
    }
  });

  test('the language of a cell changes with the reader’s', async () => {
    const element = await show(cell('metric'), metric('funnel', funnelRows));
    locale.value = 'zh-CN';
    await settled(element);
    expect(textOf(element)).toContain('浏览');
  });
});

describe('the state of a cell', () => {
  const old = metric('funnel', funnelRows);

  test('an old result stays, dimmed, while a newer is on its way', async () => {
    const element = await show(cell('metric'), old, { phase: 'stale', because: 'period' });
    expect(find(element, '.body.old')).toBeDefined();
    expect(textOf(element)).toContain('period');
    expect(find(element, '.place > svg')).toBeDefined();
  });

  test('an error says what is wrong instead of the result, with the place in the SQL', async () => {
    const body = 'select brnd\nfrom t';
    const element = await show(cell('sql', { body }), null, {
      phase: 'failed',
      error: new TabhouseError('sql', {
        position: 7,
        parameters: { message: 'no column brnd' },
        cause: new Error('Binder Error'),
      }),
    });
    expect(find(element, 'mark')?.textContent).toBe('brnd');
    expect(textOf(element)).not.toContain('{');
  });

  test('what the data cannot answer is said without alarm', async () => {
    const error = new TabhouseError('metric-not-applicable', { parameters: { metric: 'rfm' } });
    const element = await show(cell('metric'), null, { phase: 'failed', error });
    expect(find(element, 'th-empty')).toBeDefined();
    expect(find(element, 'th-error')).toBeUndefined();
  });

  test('a statement can be read whatever became of it', async () => {
    const shown = cell('sql', { name: 'long', body: 'select 42 as n' });
    const states: readonly CellState[] = [
      { phase: 'cancelled' },
      { phase: 'blocked', by: 'other' },
      {
        phase: 'failed',
        error: new TabhouseError('notebook-cycle', { parameters: { path: 'a → a' } }),
      },
      {
        phase: 'failed',
        error: new TabhouseError('sql', { parameters: { message: 'no' }, position: 7 }),
      },
    ];
    for (const state of states) {
      const all = deep(await show(shown, null, state));
      const told = new Set(all.filter((element) => element.matches('th-sql, mark')));
      expect([...told].map(({ localName }) => localName)).toEqual([
        state === states.at(-1) ? 'mark' : 'th-sql',
      ]);
    }
  });

  test('a blocked cell names what it waits for', async () => {
    expect(
      textOf(await show(cell('metric'), null, { phase: 'blocked', by: 'slow_brands' })),
    ).toContain('slow_brands');
  });

  test('what rests on an analysis that does not fit the data says that it was left out, and why', async () => {
    const element = await show(cell('metric'), null, { phase: 'blocked', by: 'dropped_out' });
    Object.assign(element, {
      why: {
        sentences: ['It reads dropped_out ← steps, where “steps” has failed.'],
        causes: [{ id: 'c1', name: 'steps' }],
        lacks: 'it has no views.',
      },
    });
    await settled(element);
    const text = textOf(element);
    expect(text).toContain('rests on “steps”');
    expect(text).toContain('it has no views.');
    expect(text).not.toContain('has failed');
    expect(find(element, 'th-empty')).toBeDefined();
  });

  test('a cycle is shown with its path', async () => {
    const element = await show(cell('sql', { body: 'select 1' }), null, {
      phase: 'failed',
      error: new TabhouseError('internal'),
      path: ['a', 'b', 'a'],
    });
    expect(textOf(element)).toContain('a → b → a');
  });
});

describe('what a cell says', () => {
  const heard = <T>(element: Element, type: string, prevent = false): T[] => {
    const details: T[] = [];
    element.addEventListener(type, (event) => {
      if (prevent) event.preventDefault();
      details.push((event as CustomEvent<T>).detail);
    });
    return details;
  };

  test('an input emits its value with its name', async () => {
    const element = await show(
      cell('input', { name: 'unit', spec: { type: 'segmented', options: ['day', 'week'] } }),
      result({}, [], 'day'),
    );
    const details = heard(element, 'th-input');
    deep(element)
      .filter((one): one is HTMLInputElement => one instanceof HTMLInputElement)[1]
      ?.click();
    expect(details).toEqual([{ id: 'input-1', name: 'unit', value: 'week' }]);
  });

  test('the app can show what stands behind a cell; else the cell does', async () => {
    const element = await show(cell('metric'), metric('funnel', funnelRows));
    const taken = heard<{ aspect: string }>(element, 'th-inspect', true);
    find<HTMLButtonElement>(element, 'footer .link')?.click();
    await settled(element);
    expect(taken).toEqual([{ id: 'metric-1', aspect: 'definition' }]);
    expect(find(element, 'th-drawer')).toBeUndefined();

    const alone = await show(cell('metric'), metric('funnel', funnelRows));
    find<HTMLButtonElement>(alone, 'footer .link')?.click();
    await settled(alone);
    expect(find(alone, 'th-drawer')).toBeDefined();
    expect(textOf(alone)).toContain('What it means, in a sentence.');
  });

  test.each(['chart', 'table', 'segment'] as const)(
    'the statement behind a %s is told, with the names of what was bound',
    async (kind) => {
      const detail = {
        ...(kind === 'chart' && { layers: [] }),
        sql: 'select ? + ?',
        names: ['least', 'most'],
      };
      const element = await show(
        cell(kind, { spec: { from: 'other' } }),
        result(detail, [{ n: 1 }]),
      );
      const links = deep(element).filter((one) => one.matches('footer .link'));
      expect(links.map((one) => one.textContent?.trim())).toEqual(['SQL']);
      (links[0] as HTMLButtonElement).click();
      await settled(element);
      expect(find(element, 'th-sql')).toMatchObject({ sql: 'select ? + ?' });
      expect(textOf(element)).toContain('in this order: $least, $most');
    },
  );

  test('a click on a mark says what it stands for', async () => {
    const element = await show(cell('metric'), metric('funnel', funnelRows));
    const details = heard<{ column: string; value: unknown }>(element, 'th-pick');
    find<SVGRectElement>(element, 'rect.th-grow-x')?.dispatchEvent(new MouseEvent('click'));
    expect(details).toMatchObject([{ column: 'step', value: 1 }]);
  });
});

describe('a stranger’s Markdown', () => {
  const html = async (body: string, values?: Record<string, string>) => {
    const element = await show(cell('text', { body }), result({ values }));
    return find<HTMLElement>(element, '.prose');
  };

  test('runs nothing and fetches nothing from elsewhere', async () => {
    const prose = await html(
      '<script>alert(1)</script><img src="https://elsewhere.example/x.png" onerror="alert(1)"><img srcset="//elsewhere.example/y.png 2x">\n\n[x](javascript:alert(1)) <style>*{display:none}</style><p style="background:url(https://elsewhere.example/z)">p</p>',
    );
    expect(prose?.innerHTML).not.toMatch(/elsewhere|onerror|javascript:|<script|<style|style=/);
  });

  test('keeps pictures that come with the page', async () => {
    const prose = await html(
      '![dot](data:image/png;base64,iVBORw0KGgo=) ![local](notebooks/a.png)',
    );
    expect(
      [...(prose?.querySelectorAll('img') ?? [])].map((image) => image.getAttribute('src')),
    ).toEqual(['data:image/png;base64,iVBORw0KGgo=', 'notebooks/a.png']);
  });

  test('links elsewhere open apart and tell nothing', async () => {
    const link = (await html('[there](https://elsewhere.example)'))?.querySelector('a');
    expect(link?.rel).toContain('noopener');
    expect(link?.target).toBe('_blank');
  });

  test('values enter as text, even where they look like Markdown or HTML', async () => {
    const prose = await html('Brand {{top.brand}} and {{top.n | integer}}, {{absent}}.', {
      'top.brand': '<b>*x*</b>',
      'top.n | integer': '1,234',
    });
    expect([...(prose?.querySelectorAll('.value') ?? [])].map((one) => one.textContent)).toEqual([
      '<b>*x*</b>',
      '1,234',
    ]);
    expect(prose?.querySelectorAll('.waiting')).toHaveLength(1);
  });
});

describe('a drawing of several that has nothing to show', () => {
  test('takes no room, and is seen again once it has', async () => {
    const figure = document.createElement('th-figure');
    Object.assign(figure, { optional: true, draw: () => null });
    const place = document.createElement('div');
    place.style.width = '600px';
    place.append(figure);
    document.body.append(place);
    await settled(place);
    expect(place.offsetHeight).toBe(0);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('height', '80');
    Object.assign(figure, {
      draw: () => ({ svg, label: 'Drawn', twin: { columns: [], rows: [] } }),
    });
    await settled(place);
    expect(place.offsetHeight).toBeGreaterThan(70);
  });

  test('leaves a sentence only where none of them has anything', async () => {
    const day = { day: '2020-01-01', active: 1, new: 1, returning: 0, resurrected: 0, dormant: 0 };
    const element = await show(cell('metric'), metric('lifecycle', [day]));
    const figures = [...new Set(deep(element))].filter((one) => one.matches('th-figure'));
    const seen = figures.filter((one) => !one.hasAttribute('nothing'));
    expect([figures.length, seen.length]).toEqual([3, 1]);
    const sentence = find<HTMLElement>(element, 'th-empty.none') as HTMLElement;
    expect(getComputedStyle(sentence).display).toBe('none');
    for (const one of seen) one.toggleAttribute('nothing', true);
    expect(getComputedStyle(sentence).display).toBe('block');
  });
});
