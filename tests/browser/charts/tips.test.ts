import { afterEach, describe, expect, test } from 'vitest';
import { chartOfRows, drawChart, type Mapping } from '../../../src/charts/declared/index.ts';
import {
  type ChartOptions,
  type Figure,
  METRIC_CHARTS,
  titleTips,
} from '../../../src/charts/index.ts';
import type { Row } from '../../../src/metrics/types.ts';
import { context } from '../cells/fixtures.ts';

const PHONE = 318;
const options: ChartOptions = { width: PHONE, theme: 'light', locale: 'en', context };
const NAMES = [
  '超长品牌名称没有任何空格而且一直写下去直到超过八十个汉字'.repeat(2),
  'The Very Long Company Name With Many Words And Spaces That Goes On And On Ltd.',
  'Supercalifragilisticexpialidocious'.repeat(3),
  'short',
];
const ROWS = NAMES.map((name, at) => ({
  name,
  other: NAMES[(at + 1) % 4],
  day: `2024-03-0${at + 1}`,
  time: `2024-03-01 1${at}:20:30`,
  n: 1234 * (at + 1),
}));

let place: HTMLElement | null = null;
afterEach(() => place?.remove());

/** A drawing on the page, in a place that cuts off what lies beside it as a cell does. */
function shown(figure: Figure | null): SVGSVGElement {
  if (!figure) throw new Error('Nothing was drawn');
  place = document.createElement('div');
  place.style.cssText = `width:${PHONE}px;overflow-x:clip;margin:20px`;
  place.append(figure.svg);
  document.body.append(place);
  place.scrollIntoView({ block: 'start' });
  return figure.svg;
}

const declared = (spec: Mapping, more: Partial<ChartOptions> = {}, rows: readonly Row[] = ROWS) =>
  drawChart(chartOfRows({ from: 'rows', ...spec }, rows).detail, { ...options, ...more });

const metric = (kind: string, rows: readonly Row[], facts = {}, more: Partial<ChartOptions> = {}) =>
  METRIC_CHARTS[kind]
    ?.map(({ chart }) => chart(rows, facts, { ...options, ...more }))
    .find((figure) => figure !== null) ?? null;

const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** Tells the drawing of a pointer at a share of its width and height, as the browser would. */
async function point(svg: SVGSVGElement, across: number, down: number): Promise<void> {
  const { left, top, width, height } = svg.getBoundingClientRect();
  const at = { clientX: left + width * across, clientY: top + height * down };
  const target = document.elementFromPoint(at.clientX, at.clientY);
  (target && svg.contains(target) ? target : svg).dispatchEvent(
    new PointerEvent('pointermove', { ...at, bubbles: true, composed: true, pointerType: 'mouse' }),
  );
  await frame();
}

/** What the tip says at a place; asked again, since the browser's own pointer may be there as well and end a tip. */
const saidAt = (svg: SVGSVGElement, across: number, down: number) =>
  expect.poll(
    async () => {
      await point(svg, across, down);
      return said(svg);
    },
    { timeout: 10_000 },
  );

const tipsOf = (svg: SVGSVGElement) =>
  [...svg.querySelectorAll('[aria-label="tip"]')].filter((one) => one.querySelector('text'));
const said = (svg: SVGSVGElement) =>
  tipsOf(svg)
    .flatMap((tip) => [...tip.querySelectorAll('text > tspan, text')])
    .map(({ textContent }) => (textContent ?? '').replaceAll('\u200b', '').trim())
    .join('\n');
/** How far what is painted of the tips lies beyond the drawing, in pixels. */
function beyond(svg: SVGSVGElement): number {
  const within = svg.getBoundingClientRect();
  return Math.max(
    0,
    ...tipsOf(svg)
      .flatMap((tip) => [...tip.querySelectorAll('path, rect, text')])
      .map((part) => part.getBoundingClientRect())
      .flatMap(({ left, right }) => [within.left - left, right - within.right]),
  );
}

describe('tips lie within the drawing and have all of a name', () => {
  test.each([
    ['dots', { mark: 'dot', x: 'n', y: 'name' }],
    ['bars', { mark: 'barX', x: 'n', y: 'name', fill: 'other' }],
    ['columns', { mark: 'barY', x: 'name', y: 'n' }],
    ['cells', { mark: 'cell', x: 'name', y: 'other', fill: 'n' }],
    ['a line', { mark: 'lineY', x: 'day', y: 'n' }],
    ['a ring', { mark: 'ring', label: 'name', value: 'n' }],
    ['a waterfall', { mark: 'waterfall', label: 'name', value: 'n' }],
    ['flows', { mark: 'sankey', source: 'name', target: 'other', value: 'n' }],
  ] as const)('%s', async (_, spec) => {
    const svg = shown(declared(spec));
    let told = 0;
    for (const across of [0.02, 0.2, 0.35, 0.5, 0.65, 0.8, 0.98])
      for (const down of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        await point(svg, across, down);
        if (said(svg) === '') continue;
        told++;
        expect(said(svg)).not.toMatch(/NaN|undefined|\[object/);
        expect(beyond(svg), `${across} ${down} ${said(svg)}`).toBeLessThanOrEqual(2);
      }
    expect(told).toBeGreaterThan(0);
  });

  test('days are written in the reader’s language, columns are named', async () => {
    const svg = shown(declared({ mark: 'lineY', x: 'day', y: 'n' }, { locale: 'zh-CN' }));
    await saidAt(svg, 0.9, 0.5).toContain('2024年3月4日');
    await saidAt(svg, 0.9, 0.5).toContain('4,936');
  });

  test('moments are written in the reader’s language', async () => {
    const svg = shown(declared({ mark: 'dot', x: 'time', y: 'n' }, { locale: 'zh-CN' }));
    await saidAt(svg, 0.9, 0.15).toMatch(/2024年3月1日\s?13:20/);
  });

  test('an event of a user has its moment and its amount as the reader writes them', async () => {
    const rows = [{ time: '2024-03-01 10:20:30', event_type: 'purchase', amount: '1234.5' }];
    const svg = shown(metric('user', rows, {}, { locale: 'zh-CN', currency: 'CNY' }));
    for (const across of [0.4, 0.5, 0.6, 0.7]) {
      await point(svg, across, 0.4);
      if (said(svg)) break;
    }
    expect(said(svg)).toMatch(/2024年3月1日\s?10:20:30/);
    expect(said(svg)).toContain('¥1,234.50');
  });

  test('a hexagon says how many rows it has, and what its colour shows of them', async () => {
    const many = Array.from({ length: 40 }, (_, at) => ({ a: at % 4, b: at % 3, price: 2 }));
    const spec = { mark: 'hexbin', x: 'a', y: 'b', fill: 'mean(price)' };
    const svg = shown(declared(spec, {}, many));
    for (const [across, down] of [
      [0.3, 0.5],
      [0.5, 0.5],
      [0.6, 0.3],
      [0.95, 0.9],
    ] as const) {
      await point(svg, across, down);
      if (said(svg)) break;
    }
    expect(said(svg)).toMatch(/rows {2}\d/);
    expect(said(svg)).toMatch(/mean of Price {2}2/i);
    expect(said(svg)).not.toContain('Frequency');
  });
});

describe('a series', () => {
  const day = (at: number) => `2024-03-${String(at + 1).padStart(2, '0')}`;
  const line = Array.from({ length: 15 }, (_, at) => ({
    time: day(at),
    low: at === 10 ? null : 1000 + at,
    high: at === 10 ? null : 1000 + at,
    expected: 990,
    lower: 900,
    upper: 1080,
  }));
  const facts = { measure: 'views', daily: true, line };
  const alert = {
    time: day(7),
    kind: 'high',
    observed: 1007,
    expected: 990,
    score: 5,
    dimension: 'brand',
    segment: 'acme',
    explains: 0.7,
    usual_share: 0.2,
  };

  test('in its band says what was seen, what was expected, and of an alert what is behind it', async () => {
    const svg = shown(metric('anomalies', [alert], facts));
    await saidAt(svg, 0.2, 0.5).toMatch(
      /Mar \d+, 2024\nViews {2}1,00\d\nExpected {2}990 \(900 – 1,080\)/,
    );
    const middle = (60 + (318 - 80) * 0.5) / 318;
    await saidAt(svg, middle, 0.5).toMatch(/Mar 8, 2024[\s\S]*Brand acme explains 70/);
    expect(beyond(svg)).toBeLessThanOrEqual(2);
    const gap = (60 + ((318 - 80) * 10) / 14) / 318;
    await saidAt(svg, gap, 0.5).toMatch(/Views {2}missing/);
  });

  test('has its alerts in a list with all of their words on a phone', () => {
    const list = METRIC_CHARTS.anomalies
      ?.map(({ chart }) => chart([alert, { ...alert, segment: NAMES[2] }], facts, options))
      .find((one) => one?.svg.querySelector('.th-alert'));
    const svg = shown(list ?? null);
    const words = [...svg.querySelectorAll('.th-alert')].map(({ textContent }) => textContent);
    expect(words[0]).toMatch(/expected ?990.*usually 20[.0]*% ?of the ?whole/);
    expect(words[1]).not.toContain('…');
    const right = svg.getBoundingClientRect().right;
    for (const text of svg.querySelectorAll('text'))
      expect(text.getBoundingClientRect().right).toBeLessThanOrEqual(right);
    const boxes = [...svg.querySelectorAll('.th-alert')].map((one) => one.getBoundingClientRect());
    expect(boxes[1]?.top).toBeGreaterThanOrEqual(boxes[0]?.bottom ?? 0);
  });

  test('in parts says at each of them what it is then', async () => {
    const rows = Array.from({ length: 366 }, (_, at) => ({
      time: new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10),
      value: 1000 + at,
      trend: 1000,
      season_1: at % 2,
      remainder: -3,
    }));
    const parts = METRIC_CHARTS.forecast
      ?.map(({ chart }) => chart(rows, { ...facts, seasons: '7' }, options))
      .find((one) => one !== null && /trend/i.test(one.svg.textContent ?? ''));
    const svg = shown(parts ?? null);
    await saidAt(svg, 0.5, 0.2).toMatch(/Trend {2}1,000/);
    await saidAt(svg, 0.5, 0.2).toMatch(/Remainder {2}-3/);
    // Of one and the same day, also once the pointer has moved on.
    const days = () => new Set(said(svg).match(/\w+ \d+, 2024/g));
    for (const across of [0.4, 0.41, 0.6, 0.62]) {
      await point(svg, across, 0.8);
      expect([...days()], `${across} ${said(svg)}`).toHaveLength(1);
    }
  });
});

describe('a circle of a network', () => {
  const circle = (svg: SVGSVGElement, name: string) => {
    const told = [...svg.querySelectorAll('circle')].map((one) => {
      one.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse' }));
      return said(svg);
    });
    return told.find((text) => text.startsWith(`${name}\n`)) ?? told.join('\n\n');
  };
  const rule = (antecedent_names: string[], consequent: string, lift: number, left: number) => ({
    antecedent: antecedent_names.join(', '),
    antecedent_names,
    consequent,
    baskets: 20,
    support: 0.02,
    confidence: 20 / left,
    lift,
    antecedent_baskets: left,
    consequent_baskets: { milk: 250, bread: 200 }[consequent],
  });
  const rules = [
    rule(['herbs'], 'milk', 2, 40),
    rule(['herbs', 'eggs'], 'milk', 5, 25),
    rule(['milk'], 'bread', 3, 250),
  ];
  const network = (kind: string, rows: readonly Row[], more: Partial<ChartOptions> = {}) => {
    const figure = METRIC_CHARTS[kind]
      ?.map(({ chart }) => chart(rows, {}, { ...options, ...more }))
      .find((one) => one?.svg.querySelector('line[stroke-linecap]'));
    return { figure, svg: shown(figure ?? null) };
  };

  test('tells the baskets that hold it and its best rule, whichever side it stands on', () => {
    const { svg } = network('basket', rules);
    expect(circle(svg, 'milk')).toMatch(/Baskets {2}250 \(25(\.0+)?%\)\nIn 3 of .* 5(\.0+)?$/);
    expect(circle(svg, 'herbs')).toMatch(/Baskets {2}40 \(4(\.0+)?%\)\nIn 1 of .* 2(\.0+)?$/);
  });

  test('is the larger the more baskets hold it, and picks its own name', () => {
    const picked: unknown[] = [];
    const { figure, svg } = network('basket', rules, {
      parameters: { by: 'category' },
      onPick: (_, value) => picked.push(value),
    });
    const radius = (name: string) =>
      Number(
        [...svg.querySelectorAll('circle')]
          .find((one) =>
            figure?.marks?.find((mark) => mark.element === one)?.label.startsWith(name),
          )
          ?.getAttribute('r'),
      );
    expect(radius('milk\n')).toBeGreaterThan(radius('bread\n'));
    for (const { label, pick } of figure?.marks ?? []) if (/^(milk|herbs)\n/.test(label)) pick();
    expect(picked.sort()).toEqual(['herbs', 'milk']);
  });

  test('of items alike tells how many it is tied to and the most alike', () => {
    const tie = (item_id: string, neighbour_id: string, similarity: number) => ({
      ...{ item_id, rank: 1, neighbour_id, similarity, users: 9 },
    });
    const { svg } = network('recommend', [tie('7', '8', 0.5), tie('9', '7', 0.25)]);
    expect(circle(svg, '7')).toBe('7\nTied to 2 items here, similarity up to 0.5');
    expect(circle(svg, '8')).toContain('Tied to 1 ');
  });

  test('of values that are given tells their sum', () => {
    const rows = [
      { a: 'x', b: 'y', n: 2 },
      { a: 'x', b: 'z', n: 3 },
    ];
    const svg = shown(
      declared({ mark: 'network', source: 'a', target: 'b', value: 'n' }, {}, rows),
    );
    expect(circle(svg, 'x')).toMatch(/n {2}5$/);
  });
});

describe('a finger', () => {
  const touch = (target: Element, type: string) => {
    const { left, top, width, height } = target.getBoundingClientRect();
    target.dispatchEvent(
      new PointerEvent(type, {
        clientX: left + width / 2,
        clientY: top + height / 2,
        pointerType: 'touch',
        bubbles: type !== 'pointerleave',
        composed: true,
      }),
    );
  };
  const tap = (target: Element) => {
    for (const type of ['pointerdown', 'pointerup', 'pointerleave']) touch(target, type);
  };

  test('that touches a part is told of it until it touches elsewhere', async () => {
    const svg = shown(declared({ mark: 'ring', label: 'name', value: 'n' }));
    const slice = svg.querySelector('.th-arc');
    if (!slice) throw new Error('There is no slice');
    tap(slice);
    expect(said(svg)).toContain('1,234');
    tap(document.body);
    expect(said(svg)).toBe('');
  });

  test('that scrolls is told nothing', () => {
    const svg = shown(declared({ mark: 'ring', label: 'name', value: 'n' }));
    const slice = svg.querySelector('.th-arc');
    if (!slice) throw new Error('There is no slice');
    for (const type of ['pointerdown', 'pointermove', 'pointercancel', 'pointerleave'])
      touch(slice, type);
    expect(said(svg)).toBe('');
  });

  test('ends a tip of a plot as well', async () => {
    const svg = shown(declared({ mark: 'dot', x: 'n', y: 'n' }));
    await saidAt(svg, 0.95, 0.1).not.toBe('');
    tap(document.body);
    await expect.poll(() => said(svg)).toBe('');
  });

  test('is told the titles of parts, which are titles again afterwards', () => {
    const steps = ['view', 'cart', 'purchase'].map((name, at) => ({
      step: at + 1,
      name,
      entities: 900 / (at + 1),
      rate_from_first: 1 / (at + 1),
      rate_from_previous: at === 0 ? null : 0.5,
      loss: at === 0 ? null : 0.5,
    }));
    const svg = shown(titleTips(metric('funnel', steps), options));
    const bar = [...svg.querySelectorAll('rect')].find((one) => one.querySelector('title'));
    if (!bar) throw new Error('There is no bar');
    const title = bar.querySelector('title')?.textContent ?? '';
    tap(bar);
    expect(said(svg).replaceAll('\n', ' ')).toContain(title);
    expect(bar.querySelector('title')).toBeNull();
    const [text, box] = ['text', 'rect'].map((part) =>
      tipsOf(svg)[0]?.querySelector(part)?.getBoundingClientRect(),
    );
    expect(text?.left).toBeGreaterThan(box?.left ?? Number.POSITIVE_INFINITY);
    expect(text?.right).toBeLessThan(box?.right ?? 0);
    tap(document.body);
    expect(said(svg)).toBe('');
    expect(bar.querySelector('title')?.textContent).toBe(title);
  });
});
