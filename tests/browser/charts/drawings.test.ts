import { describe, expect, test } from 'vitest';
import { chartOfRows, drawChart, type Mapping } from '../../../src/charts/declared/index.ts';
import {
  type ChartOptions,
  type Figure,
  lineage,
  loadBar,
  METRIC_CHARTS,
  toPng,
  toSvg,
} from '../../../src/charts/index.ts';
import { WARMING } from '../../../src/charts/warm.ts';
import { weekday } from '../../../src/charts/weekday.ts';
import type { Row } from '../../../src/metrics/types.ts';
import type { LoadReport } from '../../../src/warehouse/types.ts';
import {
  buyers,
  cohorts,
  context,
  daily,
  funnelRows,
  hours,
  ranks,
  report,
  tables,
  week,
} from '../cells/fixtures.ts';

const options: ChartOptions = {
  width: 640,
  theme: 'light',
  locale: 'en',
  context,
  currency: 'CNY',
};

const declared = (spec: Mapping, rows: readonly Row[], at: ChartOptions) =>
  drawChart(chartOfRows({ from: 'rows', ...spec }, rows).detail, at);

/** What is drawn beside an earlier period alone; with one they are in `compared-customers.test.ts`. */
const COMPARED = new Set(['retention 2', 'rfm 2', 'rfm 3']);

const DRAWINGS: readonly (readonly [string, (options: ChartOptions) => Figure | null])[] = [
  ...Object.entries({
    overview: daily,
    funnel: funnelRows,
    hourly: hours,
    pareto: ranks,
    retention: cohorts,
    rfm: buyers,
  }).flatMap(([kind, rows]) =>
    (METRIC_CHARTS[kind] ?? [])
      .map(
        ({ chart }, index) =>
          [`${kind} ${index + 1}`, (at: ChartOptions) => chart(rows, {}, at)] as const,
      )
      .filter(([name]) => !COMPARED.has(name)),
  ),
  ['weekday', (at) => weekday(week, {}, at)],
  ['lineage', (at) => lineage(tables, at)],
  ['load', (at) => loadBar(report as unknown as LoadReport, at)],
  ['bars', (at) => declared({ mark: 'barX', x: 'value', y: 'id' }, ranks, at)],
  ['columns', (at) => declared({ mark: 'barY', x: 'id', y: 'value' }, ranks, at)],
  ['cells', (at) => declared({ mark: 'cell', x: 'hour', y: 'weekday', fill: 'views' }, week, at)],
  ['lines', (at) => declared({ mark: 'line', x: 'day', y: 'pv' }, daily, at)],
];

const drawn = (
  draw: (options: ChartOptions) => Figure | null,
  more: Partial<ChartOptions> = {},
): Figure => {
  const figure = draw({ ...options, ...more });
  if (!figure) throw new Error('Nothing was drawn');
  return figure;
};

describe.each(DRAWINGS)('the %s drawing', (_, draw) => {
  test('has a sentence, a table twin and the width that it was given', () => {
    const { svg, label, twin } = drawn(draw);
    expect(label).not.toMatch(/\{|undefined|NaN/);
    expect(twin.rows.length).toBeGreaterThan(0);
    for (const { name } of twin.columns)
      expect(
        twin.rows.some((row) => row[name] !== undefined),
        name,
      ).toBe(true);
    expect(svg.getAttribute('width')).toBe('640');
  });

  test('has no coordinate that is not a number, at any width', () => {
    for (const width of [320, 640, 1400]) {
      const { svg } = drawn(draw, { width, theme: 'dark', locale: 'zh-CN' });
      expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  test('is saved as an SVG that needs nothing from the page', () => {
    const text = toSvg(drawn(draw).svg, {
      theme: 'light',
      title: 'A & B <c>',
      note: '一句很长的口径说明，'.repeat(30),
    });
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
    expect(text).not.toMatch(/var\(--|currentColor|href="http/);
    expect(parsed.documentElement.getAttribute('font-family')).toContain('PingFang SC');
    expect(parsed.documentElement.textContent).toContain('A & B <c>');
  });
});

test('nothing is drawn where there are no rows', () => {
  for (const placed of Object.values(METRIC_CHARTS).flat())
    expect(placed.chart([], {}, options)).toBeNull();
  expect(lineage([], options)).toBeNull();
});

test('a picture is a PNG of twice the pixels', async () => {
  const chart = METRIC_CHARTS.funnel?.[0]?.chart;
  const figure = chart?.(funnelRows, {}, options);
  if (!figure) throw new Error('Nothing was drawn');
  const blob = await toPng(figure.svg, { theme: 'dark', title: '转化漏斗' });
  expect(blob.type).toBe('image/png');
  const bitmap = await createImageBitmap(blob);
  expect(bitmap.width).toBe((640 + 48) * 2);
});

test('a last day that the data cut off is drawn apart and said', () => {
  const chart = METRIC_CHARTS.overview?.[0]?.chart;
  const text = (lastEvent: string) =>
    chart?.(daily, {}, { ...options, context: { ...context, lastEvent } })?.svg.textContent;
  expect(text('2017-12-03T14:20:00')).toContain('14:20');
  expect(text('2017-12-03T23:59:00')).not.toContain('not a whole day');
});

test('the head of a Pareto is named with its share', () => {
  const figure = METRIC_CHARTS.pareto?.[0]?.chart(
    ranks,
    { head_count: 3, entities: 6 },
    { ...options, parameters: { threshold: 0.8 } },
  );
  expect(figure?.label).toContain('3 of 6 (50.0%) make up 80%');
});

test('names that do not fit are cut, with the whole name on hover', () => {
  const bars = METRIC_CHARTS.pareto?.[2]?.chart(ranks, {}, { ...options, width: 360 });
  const long = String(ranks[1]?.id);
  const shown = [...(bars?.svg.querySelectorAll('text') ?? [])].map(
    (text) => text.firstChild?.textContent ?? '',
  );
  expect(shown.some((text) => text.endsWith('…') && long.startsWith(text.slice(0, 8)))).toBe(true);
  expect(
    [...(bars?.svg.querySelectorAll('title') ?? [])].some((title) => title.textContent === long),
  ).toBe(true);
});

test('weekdays begin where the data set’s week does, in the reader’s words', () => {
  const order = (weekStart: 1 | 7) =>
    [
      ...(weekday(
        week,
        {},
        { ...options, locale: 'zh-CN', context: { ...context, weekStart } },
      )?.svg.querySelectorAll('[aria-label="y-axis tick label"] text') ?? []),
    ].map((text) => text.textContent);
  expect(order(1)[0]).toBe('周一');
  expect(order(7)[0]).toBe('周日');
});

test('a single day is told in figures, not drawn as a trend', () => {
  const figure = METRIC_CHARTS.overview?.[0]?.chart(daily.slice(0, 1), {}, options);
  expect(figure?.svg.textContent).toContain('a trend needs a second day');
  expect(figure?.svg.textContent).toContain('400');
  expect(figure?.svg.querySelectorAll('path')).toHaveLength(0);
});

test('the page of an item shows what is bought, and no line of what the data do not have', () => {
  const rows = [1, 2, 3].map((n) => ({ day: `2024-03-0${n}`, pv: 0, uv: n, purchases: n - 1 }));
  const text = METRIC_CHARTS.item?.[0]?.chart(rows, {}, options)?.svg.textContent;
  expect(text).toContain('Purchases');
  expect(text).toContain('Visitors');
  expect(text).not.toContain('Page views');
});

test('what a lifetime is worth is drawn with what each part is', () => {
  const rows = [
    {
      user_id: '7',
      expected_purchases: 2.5,
      purchases_low: 1,
      purchases_high: 4,
      expected_value: 90,
    },
  ];
  const facts = {
    frequencies: [0, 1, 2].map((purchases) => ({
      purchases,
      observed: 9 - purchases,
      expected: 8,
    })),
    tracking: [1, 2, 3].map((step) => ({ step, observed: step, expected: step + 1 })),
    tenths: [1, 2].map((tenth) => ({ tenth, share: 1 / tenth, customers: 3 })),
    total_value: 90,
  };
  const drawn = (METRIC_CHARTS.lifetime_value ?? []).map(({ chart }) =>
    chart(rows, facts, options),
  );
  const text = drawn.map((figure) => figure?.svg.textContent).join(' ');
  expect(drawn.every((figure) => figure !== null)).toBe(true);
  for (const head of [
    'tenths of the customers',
    'Most valuable: purchases expected (interval)',
    'Customers by repeat purchases',
    'Repeat purchases, summed up',
  ])
    expect(text).toContain(head);
  const leaders = METRIC_CHARTS.lifetime_value?.[1]?.chart(rows, facts, {
    ...options,
    onPick: () => undefined,
  });
  expect(leaders?.marks?.map(({ label }) => label)).toEqual(['7 2.5 (1–4) · ¥90.00']);
  // The lines of the grid run through between the groups of bars.
  const place = document.createElement('div');
  const frequencies = drawn.find((figure) =>
    figure?.svg.textContent?.includes('Customers by repeat'),
  );
  if (frequencies) place.append(frequencies.svg);
  document.body.append(place);
  const lines = [...place.querySelectorAll('[aria-label="y-grid"] line')]
    .map((line) => line.getBoundingClientRect())
    .filter(({ top }, _, all) => Math.abs(top - (all[0]?.top ?? 0)) < 1)
    .sort((a, b) => a.left - b.left);
  expect(lines.length).toBe(3);
  for (const [at, line] of lines.slice(1).entries())
    expect(line.left - (lines[at]?.right ?? 0)).toBeLessThan(1);
  place.remove();
});

test('a click on one of the first of a ranking asks for it', () => {
  const picked: unknown[] = [];
  const figure = METRIC_CHARTS.pareto?.[2]?.chart(
    ranks,
    {},
    {
      ...options,
      onPick: (_, value) => picked.push(value),
    },
  );
  const [bar] = figure?.svg.querySelectorAll('.th-grow-x > *') ?? [];
  bar?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(picked).toEqual([ranks[0]?.id]);
});

test('peaks in the same hour share one name', () => {
  const rows = hours.map((row) => ({ ...row, conversion: row.hour === 23 ? 0.5 : 0.1 }));
  const text = METRIC_CHARTS.hourly?.[0]?.chart(rows, {}, options)?.svg.textContent;
  expect(text).toContain('23:00 · 330 · 50.0%');
});

test('what compares two periods is not drawn of one', () => {
  const alone: readonly [string, readonly Row[]][] = [
    ['retention', cohorts],
    ['rfm', buyers],
  ];
  const nothing = alone.flatMap(([kind, rows]) =>
    (METRIC_CHARTS[kind] ?? []).flatMap(({ chart }, index) =>
      chart(rows, {}, options) === null ? [`${kind} ${index + 1}`] : [],
    ),
  );
  expect(new Set(nothing)).toEqual(COMPARED);
});

test('hours of a shop that has no views are told by purchases, without a line of conversion', () => {
  const without = (rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, views: 0, purchases: Number(row.hour) + 1, conversion: null }));
  const figure = METRIC_CHARTS.hourly?.[0]?.chart(without(hours), {}, options);
  expect(figure?.label).toBe('Purchases by hour; most at 23:00 with 24');
  expect(figure?.svg.textContent).toContain('23:00 · 24');
  const said = [...(figure?.svg.querySelectorAll('text') ?? [])].map((text) => text.textContent);
  expect(said.join(' ')).not.toMatch(/Page views|Conversion|%/);
  expect(weekday(without(week), {}, options)?.label).toMatch(
    /^Purchases by weekday and hour; the peak is/,
  );
});

test('a retention of the first period only says why it is empty', () => {
  const rows = cohorts.filter((row) => row.period === 0);
  expect(METRIC_CHARTS.retention?.[0]?.chart(rows, {}, options)?.svg.textContent).toContain(
    'before anyone could come back',
  );
});

test('a retention by day over a year shows its newest cohorts, and says so', () => {
  const cellsOf = (first: number, many: number): Row[] =>
    Array.from({ length: many }, (_, at) =>
      Array.from({ length: 370 - first - at }, (_, period) => ({
        cohort: new Date(Date.UTC(2024, 0, 1 + first + at)).toISOString().slice(0, 10),
        period,
        users: 1,
        size: 2,
        rate: 0.5,
        complete: true,
      })),
    ).flat();
  const facts = {
    cohorts: 370,
    newest: cellsOf(330, 40),
    summary: [{ name: 'D7', period: 7, rate: 0.125 }],
  };
  const figure = METRIC_CHARTS.retention?.[0]?.chart(cellsOf(0, 28), facts, options);
  const texts = [...(figure?.svg.querySelectorAll('text') ?? [])].map((text) => text.textContent);
  expect(texts).toContain('Jan 4');
  expect(texts).not.toContain('Jan 10');
  expect(figure?.svg.textContent).toContain('D7 · All, weighted: 12.5%');
  expect(figure?.notes?.[0]).toContain('the newest 40 of 370 cohorts');
});

test('cells of a month that is not over are said to be of one, not of a cut last day', () => {
  const rows = [
    { cohort: '2024-01-01', period: 0, users: 4, size: 4, rate: 1, complete: true },
    { cohort: '2024-01-01', period: 1, users: 1, size: 4, rate: 0.25, complete: false },
  ];
  const drawn = METRIC_CHARTS.cohorts?.[0]?.chart(rows, { unit: 'month' }, options);
  expect(drawn?.svg.textContent).toContain('Dashed: the period was not over when the data end');
});

test('the pointer names the nearest day in every panel of a trend', async () => {
  const figure = METRIC_CHARTS.overview?.[0]?.chart(daily, {}, options);
  if (!figure) throw new Error('Nothing was drawn');
  const place = document.createElement('div');
  place.style.width = '640px';
  place.append(figure.svg);
  document.body.append(place);
  const panels = [...figure.svg.querySelectorAll(':scope > svg')];
  const box = figure.svg.getBoundingClientRect();
  const at = { clientX: box.left + 55, clientY: box.top + 60, pointerType: 'mouse' };
  // The browser's own pointer may lie over the figure too, and be heard when it appears.
  const pointed = () => {
    panels[0]?.dispatchEvent(new PointerEvent('pointermove', at));
    return panels.map(({ textContent }) => textContent).join('\n');
  };
  await expect.poll(pointed).toMatch(/Sat, Nov 25 · 400.*Sat, Nov 25 · 30/s);
  place.remove();
});

test('what warms the browser up draws something, and leaves nothing on the page', () => {
  const before = document.body.childElementCount;
  for (const warm of WARMING) {
    const svg = warm();
    expect(svg).toBeInstanceOf(SVGSVGElement);
    expect((svg as SVGSVGElement).childElementCount).toBeGreaterThan(1);
  }
  expect(document.body.childElementCount).toBe(before);
});
