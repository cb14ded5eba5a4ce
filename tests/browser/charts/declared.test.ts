import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import documentation from '../../../docs/charts.md?raw';
import { chartOfRows, drawChart, MARKS, type Mapping } from '../../../src/charts/declared/index.ts';
import { type BrushChange, type ChartOptions, toPng, toSvg } from '../../../src/charts/index.ts';
import type { Row } from '../../../src/metrics/types.ts';
import { TABLES } from './tables.ts';

const options: ChartOptions = { width: 640, theme: 'light', locale: 'en', currency: 'CNY' };

/** The blocks of the documentation after the one that shows how a block is written. */
const examples = [...documentation.matchAll(/(?<!`{4}\n)```chart\n([\s\S]*?)```/g)]
  .map(([, yaml = '']) => yaml)
  .filter((yaml) => !yaml.includes('from: brands\nmark: barX\nx: gmv\ny: brand\nsort: -gmv\n```'));

const draw = (spec: Mapping, rows: readonly Row[], more: Partial<ChartOptions> = {}) => {
  const { detail, problems } = chartOfRows(spec, rows);
  expect(problems).toEqual([]);
  return drawChart(detail, { ...options, ...more });
};
const rowsOf = (spec: Mapping) => TABLES[String(spec.from)] ?? [];

test('the documentation shows every mark', () => {
  const shown = new Set(
    examples.flatMap((yaml) => {
      const { mark, marks = [] } = parse(yaml) as { mark?: string; marks?: { mark: string }[] };
      return [mark, ...marks.map((one) => one.mark)];
    }),
  );
  expect(Object.keys(MARKS).filter((mark) => !shown.has(mark))).toEqual([]);
});

test.each([
  ['percent', [0.9772, 0.9792]],
  ['percent', [0.2, 0.9]],
  ['number', [1_000_001, 1_000_009]],
  ['money', [100_001, 100_009]],
])('ticks of a narrow span of %s are told apart: %o', (format, [low = 0, high = 0]) => {
  const rows = [low, (low + high) / 2, high].map((y, x) => ({ x, y }));
  const spec = { from: 'rows', mark: 'dot', x: 'x', y: 'y', scales: { y: { format } } };
  const labels = [
    ...(draw(spec, rows)?.svg.querySelectorAll('[aria-label="y-axis tick label"] text') ?? []),
  ].map((one) => one.textContent);
  expect(labels.length).toBeGreaterThan(2);
  expect(new Set(labels).size).toBe(labels.length);
});

test.each([
  ['barX', { mark: 'bar', x: 'n', y: 'name' }, '.th-grow-x rect'],
  ['barY', { mark: 'bar', x: 'name', y: 'n' }, '.th-grow rect'],
  ['cell', { mark: 'cell', x: 'name', y: 'other', fill: 'n' }, '.th-cells > *'],
])('%s come to be as those of analyses do', (_, spec, moving) => {
  const rows = ['a', 'b', 'c'].map((name, at) => ({ name, other: `${name}!`, n: 9 * (at + 1) }));
  expect(draw({ from: 'rows', ...spec }, rows)?.svg.querySelectorAll(moving)).toHaveLength(3);
});

test.each([
  [1200, { mark: 'tickX', x: 'price' }],
  [2300, { mark: 'dot', x: 'price', y: 'at', r: 'size', fill: 'kind' }],
  [1200, { mark: 'rectY', x1: 'price', x2: 'end', y: 'size' }],
])('%i marks of %o are drawn span by span, and come to the same drawing', (drawn, spec) => {
  const rows = Array.from({ length: 2300 }, (_, at) => ({
    at,
    price: (at * 37) % 9973,
    end: ((at * 37) % 9973) + 3,
    size: 1 + ((at * 13) % 97),
    kind: at % 3 === 0 ? 'a' : 'b',
  }));
  const elements = (svg: SVGSVGElement | undefined) =>
    svg?.querySelectorAll('g > line, g > circle, g > rect').length ?? 0;
  const pieces: (() => void)[] = [];
  const whole = draw({ from: 'rows', ...spec }, rows);
  const spans = draw({ from: 'rows', ...spec }, rows, { later: (piece) => pieces.push(piece) });
  expect(elements(whole?.svg)).toBeGreaterThanOrEqual(drawn);
  expect(pieces).toHaveLength(Math.ceil(drawn / 500) - 1);
  expect(elements(whole?.svg) - elements(spans?.svg)).toBe(drawn - 500);
  for (const piece of pieces) piece();
  // Plot numbers its clips and classes anew for each drawing.
  const text = (svg: SVGSVGElement | undefined) => svg?.outerHTML.replaceAll(/plot-[\w-]+/g, '');
  expect(text(spans?.svg)).toBe(text(whole?.svg));
  expect(spans?.marks?.map(({ label }) => label)).toEqual(whole?.marks?.map(({ label }) => label));
});

test('very many boxes are one path for each colour, each box where its element would be', () => {
  const rows = Array.from({ length: 2300 }, (_, at) => ({
    shop: `s${at % 20}`,
    kind: at % 3 === 0 ? 'a' : 'b',
    n: 1 + (at % 7),
  }));
  const spec = { from: 'rows', mark: 'barX', x: 'n', y: 'shop', fill: 'kind' };
  const svg = draw(spec, rows)?.svg;
  const paths = [...(svg?.querySelectorAll('[aria-label="bar"] path') ?? [])];
  expect(paths.map((path) => path.getAttribute('fill'))).toHaveLength(2);
  expect(new Set(paths.map((path) => path.getAttribute('fill'))).size).toBe(2);
  const boxes = paths.flatMap((path) =>
    [...(path.getAttribute('d') ?? '').matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)/g)].map(
      ([, x, y, width]) => ({ x: Number(x), y: Number(y), width: Number(width) }),
    ),
  );
  expect(boxes).toHaveLength(2300);
  for (const y of new Set(boxes.map((box) => box.y))) {
    const bar = boxes.filter((box) => box.y === y);
    expect(bar).toHaveLength(115);
    const from = Math.min(...bar.map(({ x }) => x));
    const to = Math.max(...bar.map(({ x, width }) => x + width));
    // The boxes of a bar lie one behind the other, without a gap.
    expect(bar.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(to - from, 6);
  }
  const pieces: (() => void)[] = [];
  const spans = draw(spec, rows, { later: (piece) => pieces.push(piece) })?.svg;
  for (const piece of pieces) piece();
  const parts = (one: SVGSVGElement | undefined) =>
    [...(one?.querySelectorAll('[aria-label="bar"] path') ?? [])]
      .flatMap((path) => (path.getAttribute('d') ?? '').split(/(?=M)/))
      .sort();
  expect(parts(spans)).toEqual(parts(svg));
});

test('the many rows of a waffle are put together by where they stand', () => {
  const rows = Array.from({ length: 900 }, (_, at) => ({ shop: `s${at % 4}`, n: 1 + (at % 3) }));
  const { detail } = chartOfRows({ from: 'rows', mark: 'waffleY', x: 'shop', y: 'n' }, rows);
  const drawn = drawChart(detail, options)?.twin.rows ?? [];
  expect(drawn.map(({ shop }) => shop).sort()).toEqual(['s0', 's1', 's2', 's3']);
  expect(drawn.reduce((sum, { n }) => sum + Number(n), 0)).toBe(1800);
});

describe.each(
  examples.map((yaml) => [yaml.trim().replaceAll('\n', ' · ').slice(0, 110), yaml] as const),
)('%s', (_, yaml) => {
  const spec = parse(yaml) as Mapping;

  test('is drawn, with a sentence, a table and no coordinate that is not a number', () => {
    for (const more of [{}, { width: 328, theme: 'dark', locale: 'zh-CN' } as const]) {
      const figure = draw(spec, rowsOf(spec), more);
      expect(figure).not.toBeNull();
      expect(figure?.label).not.toMatch(/\{|undefined|NaN|declared\./);
      expect(figure?.twin.rows.length).toBeGreaterThan(0);
      expect(figure?.svg.querySelectorAll('path, rect, circle, line').length).toBeGreaterThan(0);
      expect(figure?.svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
      expect(Number(figure?.svg.getAttribute('width'))).toBe(more.width ?? 640);
    }
  });

  test('is saved as an SVG that needs nothing from the page', () => {
    const figure = draw(spec, rowsOf(spec));
    if (!figure) throw new Error('Nothing was drawn');
    const text = toSvg(figure.svg, { theme: 'dark', title: '标题', note: 'Note' });
    expect(
      new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror'),
    ).toBeNull();
    expect(text).not.toMatch(/var\(--|currentColor|href="http/);
  });

  test('with one row, or with nothing but nulls, says something or draws', () => {
    const rows = rowsOf(spec);
    const [first = {}] = rows;
    const nulls = Object.fromEntries(Object.keys(first).map((name) => [name, null]));
    for (const some of [[first], [nulls], [first, nulls]]) {
      const { detail } = chartOfRows(spec, some);
      const figure = drawChart(detail, options);
      expect(figure?.svg.outerHTML ?? '').not.toMatch(/NaN|Infinity/);
    }
    expect(drawChart(chartOfRows(spec, []).detail, options)).toBeNull();
  });
});

describe('a drawing', () => {
  const days = TABLES.days ?? [];

  test('says which bar was picked', () => {
    const picked: unknown[] = [];
    const figure = draw({ from: 'a', mark: 'barX', x: 'gmv', y: 'brand' }, TABLES.brands ?? [], {
      onPick: (column, value) => picked.push([column, value]),
    });
    expect(figure?.marks).toHaveLength(24);
    figure?.marks?.[5]?.element.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    figure?.marks?.[0]?.pick();
    expect(picked).toEqual([
      ['brand', '小米'],
      ['brand', 'brand 0'],
    ]);
  });

  test('writes figures beside bars that stand alone, and none over one another', () => {
    const rows = [
      { kind: 'a', n: 4 },
      { kind: 'b', n: 7 },
    ];
    const texts = (some: readonly Row[]) => {
      const figure = draw({ from: 'a', mark: 'barX', x: 'n', y: 'kind' }, some);
      return [...(figure?.svg.querySelectorAll('[aria-label="text"] text') ?? [])].map(
        ({ textContent }) => textContent,
      );
    };
    expect(texts(rows)).toEqual(['4', '7']);
    expect(texts([...rows, { kind: 'a', n: 2 }])).toEqual([]);
  });

  test('sorts bars by the sum of their rows', () => {
    const rows = [
      { kind: 'a', n: 4 },
      { kind: 'b', n: 7 },
      { kind: 'a', n: 5 },
      { kind: 'c', n: null },
    ];
    const figure = draw({ from: 'a', mark: 'barX', x: 'n', y: 'kind', sort: '-x' }, rows);
    expect(figure?.twin.rows.map(({ kind }) => kind)).toEqual(['a', 'a', 'b', 'c']);
  });

  test('draws many points as few elements, all of them', () => {
    const rows = Array.from({ length: 5000 }, (_, at) => ({
      x: at,
      y: (at * 7919) % 997,
      kind: at % 3 === 0 ? 'a' : 'b',
    }));
    const figure = draw({ from: 'a', mark: 'dot', x: 'x', y: 'y', fill: 'kind' }, rows);
    const paths = [...(figure?.svg.querySelectorAll('g[aria-label="dot"] path') ?? [])];
    expect(paths).toHaveLength(2);
    expect(
      paths.map((path) => path.getAttribute('d')?.match(/M/g)?.length ?? 0).reduce((a, b) => a + b),
    ).toBe(5000);
  });

  test('names what is under the pointer, with every column', async () => {
    const figure = draw({ from: 'a', mark: 'dot', x: 'uv', y: 'gmv' }, TABLES.brands ?? []);
    if (!figure) throw new Error('Nothing was drawn');
    document.body.append(figure.svg);
    const dot = figure.svg.querySelector('[aria-label="dot"] circle')?.getBoundingClientRect();
    const at = {
      clientX: (dot?.left ?? 0) + 2,
      clientY: (dot?.top ?? 0) + 2,
      pointerType: 'mouse',
    };
    const said = () => figure.svg.querySelector('[aria-label="tip"]')?.textContent ?? '';
    // The browser's own pointer may lie over the figure too, and be heard when it appears.
    const pointed = () => {
      figure.svg.dispatchEvent(new PointerEvent('pointermove', at));
      return said();
    };
    await expect.poll(pointed).toMatch(/Brand {2}brand \d/);
    const tip = said();
    expect(tip).not.toContain('object');
    expect(figure.svg.querySelector('circle title')).toBeNull();
    figure.svg.remove();
  });

  test('keeps colours of events, and greys what comes after eight', () => {
    const rows = Array.from({ length: 12 }, (_, at) => ({
      kind: at === 0 ? 'purchase' : `k${at}`,
      n: at + 1,
    }));
    const figure = draw({ from: 'a', mark: 'barX', x: 'n', y: 'kind', fill: 'kind' }, rows);
    expect(figure?.svg.textContent).toContain('others');
  });

  test('is brushed with the pointer, and tells days as days', async () => {
    const changes: BrushChange[] = [];
    const brushed = {};
    const figure = draw({ from: 'a', mark: 'lineY', x: 'day', y: 'sum(gmv)' }, days, {
      onBrush: (change) => changes.push(change),
      brushed,
    });
    const { svg } = figure ?? {};
    if (!svg) throw new Error('Nothing was drawn');
    document.body.append(svg);
    const box = svg.getBoundingClientRect();
    const send = (type: string, x: number) =>
      svg.dispatchEvent(
        new PointerEvent(type, {
          clientX: box.left + x,
          clientY: box.top + 150,
          pointerId: 1,
          bubbles: true,
          button: 0,
          buttons: 1,
        }),
      );
    svg.setPointerCapture = () => undefined;
    svg.releasePointerCapture = () => undefined;
    svg.hasPointerCapture = () => true;
    send('pointerdown', 200);
    send('pointermove', 260);
    send('pointermove', 300);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(changes).toHaveLength(1);
    send('pointerup', 300);
    expect(changes.at(-1)).toMatchObject({ column: 'day', done: true });
    expect(changes.at(-1)?.from).toMatch(/^2019-1\d-\d\d$/);
    expect(String(changes.at(-1)?.from) < String(changes.at(-1)?.to)).toBe(true);
    expect(svg.querySelector('.th-brush')?.getAttribute('visibility')).toBe('visible');
    figure?.brush?.key(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    expect(figure?.brush?.describe()).toContain('2019-');
    // Held keys are a drag: it ends when they are let go, once.
    const keyed = changes.at(-1);
    expect(keyed).toMatchObject({ column: 'day', done: false });
    figure?.brush?.rest();
    expect(changes.at(-1)).toEqual({ ...keyed, done: true });
    const told = changes.length;
    figure?.brush?.rest();
    expect(changes).toHaveLength(told);
    figure?.brush?.key(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(changes.at(-1)).toMatchObject({ column: 'day', from: null, to: null });
    svg.remove();
  });

  test('of a cloud turns on its canvas, and the saved picture turns with it', async () => {
    const figure = draw(
      { from: 'a', mark: 'scatter3d', x: 'uv', y: 'gmv', z: 'orders' },
      TABLES.brands ?? [],
    );
    const canvas = figure?.live?.querySelector('canvas');
    if (!figure || !canvas) throw new Error('Nothing was drawn');
    const before = figure.svg.innerHTML;
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(figure.svg.innerHTML).not.toBe(before);
    expect(figure.live?.querySelectorAll('button')).toHaveLength(4);
    const picture = await toPng(figure.svg, { theme: 'dark', title: '三维' });
    expect((await createImageBitmap(picture)).width).toBe((640 + 48) * 2);
  });
});
