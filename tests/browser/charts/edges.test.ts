import { describe, expect, test } from 'vitest';
import { chartOfRows, drawChart, type Mapping } from '../../../src/charts/declared/index.ts';
import { type ChartOptions, METRIC_CHARTS } from '../../../src/charts/index.ts';
import { eventColour } from '../../../src/charts/palette.ts';
import type { Row } from '../../../src/metrics/types.ts';
import { context, daily, hours } from '../cells/fixtures.ts';

const options: ChartOptions = { width: 640, theme: 'light', locale: 'en', context };
const PHONE = 318;
const LONG = [
  'W'.repeat(88),
  '<b>bold&amp;</b><img src=x onerror=alert(1)>'.repeat(2),
  '超长品牌名称没有任何空格'.repeat(7),
  'Supercalifragilisticexpialidocious'.repeat(3),
];

/** A drawing on the page, so that its parts have the sizes that a reader sees. */
function onPage<T>(svg: SVGSVGElement, width: number, look: (svg: SVGSVGElement) => T): T {
  const place = document.createElement('div');
  place.style.width = `${width}px`;
  place.append(svg);
  document.body.append(place);
  const seen = look(svg);
  place.remove();
  return seen;
}

const metric = (kind: string, rows: readonly Row[], more: Partial<ChartOptions> = {}, facts = {}) =>
  (METRIC_CHARTS[kind] ?? []).flatMap(
    ({ chart }) => chart(rows, facts, { ...options, ...more }) ?? [],
  );
const declared = (spec: Mapping, rows: readonly Row[], more: Partial<ChartOptions> = {}) =>
  drawChart(chartOfRows({ from: 'rows', ...spec }, rows).detail, { ...options, ...more });
const ticks = (svg: SVGSVGElement | undefined, axis: 'x' | 'y') =>
  [...(svg?.querySelectorAll(`[aria-label="${axis}-axis tick label"] text`) ?? [])].map(
    ({ textContent }) => textContent,
  );
/** What of the names lies beyond the drawing, in pixels. */
const beyond = (svg: SVGSVGElement) => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].flatMap((text) => {
    const { left, right } = text.getBoundingClientRect();
    const over = Math.max(frame.left - left, right - frame.right);
    return over > 2 ? [`${Math.round(over)} ${text.textContent}`] : [];
  });
};

describe('one row', () => {
  test('an overview of a whole period is its figures', () => {
    const { day: _, ...whole } = daily[0] as Row;
    const [figure] = metric('overview', [whole]);
    expect(figure?.svg.textContent).toContain('400');
    expect(figure?.label).toContain('Page views 400');
    expect(figure?.twin.columns.map(({ name }) => name)).not.toContain('day');
  });

  test('a sum that is too long for its place on a phone is written in short', () => {
    const whole = { pv: 6412, uv: 420, orders: 1116, gmv: '49036002371.05', aov: '43939070.22' };
    const [figure] = metric('overview', [whole], { width: PHONE });
    expect(figure && onPage(figure.svg, PHONE, beyond)).toEqual([]);
    expect(figure?.svg.textContent).toContain('49B');
    expect(figure?.label).toContain('49,036,002,371.05');
  });

  test('what is counted has no tick between two whole numbers', () => {
    const one = { ...hours[0], views: 1, users: 1, purchases: 0, conversion: null } as Row;
    const [figure] = metric('hourly', [one]);
    expect(ticks(figure?.svg, 'y').filter((tick) => !tick?.includes('%'))).toEqual(['0', '1']);
    const counted = declared({ mark: 'rectY', x: { bin: 'b' }, y: 'count()' }, [{ b: 3 }]);
    expect(ticks(counted?.svg, 'y').filter(Boolean)).toEqual(['0', '1']);
  });

  test('the events of some weeks have two dates below them on a phone, whatever the weeks', () => {
    for (const [first, last] of [
      ['2019-10-03', '2019-10-27'],
      ['2019-10-30', '2019-11-28'],
      ['2019-10-01', '2019-10-03'],
    ]) {
      const rows = [first, last].map((day) => ({ time: `${day} 10:20:30`, event_type: 'view' }));
      const [figure] = metric('user', rows, { width: PHONE });
      expect(ticks(figure?.svg, 'x').filter(Boolean).length).toBeGreaterThan(1);
    }
  });

  test('the only event of a user stands on an axis in the reader’s words', () => {
    const rows = [{ time: '2024-03-01 10:20:30', event_type: 'view' }];
    const [figure] = metric('user', rows, { locale: 'zh-CN' });
    expect(ticks(figure?.svg, 'x').join()).toMatch(/10:\d\d/);
    expect(ticks(figure?.svg, 'x').join()).not.toMatch(/[A-Z]/);
  });

  test('the types of a user’s events are named in full on a phone', () => {
    const rows = [{ time: '2024-03-01 10:20:30', event_type: 'remove' }];
    const [figure] = metric('user', rows, { width: PHONE });
    expect(figure && onPage(figure.svg, PHONE, beyond)).toEqual([]);
    expect(ticks(figure?.svg, 'y')).toEqual(['Remove from cart']);
  });

  test('a line of one point is a dot', () => {
    const rows = [
      { day: '2024-01-01', n: 3, who: 'a' },
      { day: '2024-01-01', n: 1, who: 'b' },
      { day: '2024-01-02', n: 2, who: 'b' },
    ];
    const figure = declared({ mark: 'lineY', x: 'day', y: 'n', stroke: 'who' }, rows);
    expect(figure?.svg.querySelectorAll('[aria-label="dot"] circle')).toHaveLength(1);
  });

  test('a radar of too few spokes is a sentence alone', () => {
    const figure = declared({ mark: 'radar', label: 'who', value: 'n' }, [{ who: 'a', n: 1 }]);
    expect(figure?.svg.textContent).toContain('not 1');
    expect(figure?.svg.querySelectorAll('path, circle')).toHaveLength(0);
  });
});

describe('events', () => {
  const rows = [
    { step: 'view', to: 'purchase', n: 9 },
    { step: 'purchase', to: 'view', n: 4 },
  ];
  const fills = (spec: Mapping, locale: 'en' | 'zh-CN') =>
    new Set(
      [...(declared(spec, rows, { locale })?.svg.querySelectorAll('rect') ?? [])].map((bar) =>
        bar.getAttribute('fill'),
      ),
    );

  test.each([
    ['a funnel', { mark: 'funnel', label: 'step', value: 'n' }],
    ['a flow', { mark: 'sankey', source: 'step', target: 'to', value: 'n' }],
  ] as const)('keep their colours in %s, in both languages', (_, spec) => {
    for (const locale of ['en', 'zh-CN'] as const)
      for (const word of ['view', 'purchase'])
        expect(fills(spec, locale), locale).toContain(eventColour('light', word));
  });
});

describe('names', () => {
  const rows = LONG.map((name, at) => ({ name, n: at + 1, path: `${name}/${at}` }));

  test.each([
    ['bars', { mark: 'barX', x: 'n', y: 'name' }],
    ['a legend', { mark: 'dot', x: 'n', y: 'n', fill: 'name' }],
    ['a ring', { mark: 'ring', label: 'name', value: 'n' }],
    ['a radar', { mark: 'radar', label: 'name', value: 'n' }],
    ['a tree', { mark: 'tree', path: 'name', delimiter: '|' }],
    ['a network', { mark: 'network', source: 'name', target: 'path', value: 'n' }],
  ] as const)('long ones stay within %s, on a phone too', (_, spec) => {
    for (const width of [PHONE, 1200]) {
      const figure = declared(spec, rows, { width });
      expect(figure && onPage(figure.svg, width, beyond), String(width)).toEqual([]);
    }
  });

  test('the spokes of a radar are named in full on a phone, in lines as short as their room', () => {
    const spokes = [
      'View to interest',
      'Interest to purchase',
      'Buyers of users',
      'Orders a buyer',
    ];
    const figure = declared(
      { mark: 'radar', label: 'name', value: 'n' },
      spokes.map((name, at) => ({ name, n: at + 1 })),
      { width: PHONE },
    );
    expect(figure && onPage(figure.svg, PHONE, beyond)).toEqual([]);
    const said = [...(figure?.svg.querySelectorAll('text') ?? [])].map((text) => text.textContent);
    for (const name of spokes) expect(said.join(' ')).toContain(name);
  });

  test('figures along an axis are never cut', () => {
    const large = rows.map((row) => ({ ...row, n: Number(row.n) * 4_000_000 }));
    const figure = declared({ mark: 'barY', x: 'name', y: 'n' }, large, {
      width: PHONE,
      locale: 'zh-CN',
    });
    expect(ticks(figure?.svg, 'y')).toContain('1500万');
    expect(figure && onPage(figure.svg, PHONE, beyond)).toEqual([]);
  });

  test('figures beside bars stay within the drawing on a phone', () => {
    const trend = [1, 2, 3].map((rank) => ({
      rank,
      item_id: String(1904711 * rank),
      score: 2640,
      popular_rank: 10 + rank,
      views: 9,
      purchases: 2,
    }));
    const [figure] = metric('recommend', trend, { width: PHONE });
    expect(figure && onPage(figure.svg, PHONE, beyond)).toEqual([]);
    expect(figure?.svg.textContent).toContain('popularity 13');
  });

  test('columns are named as far as they are wide', () => {
    const figure = declared({ mark: 'barY', x: 'name', y: 'n' }, rows, { width: 1200 });
    expect(ticks(figure?.svg, 'x')).toHaveLength(rows.length);
  });

  test('those of a network do not lie on one another', () => {
    const ties = Array.from({ length: 30 }, (_, at) => ({
      a: `SKU_${'A'.repeat(20)}_${at % 7}`,
      b: `SKU_${'B'.repeat(20)}_${at}`,
      n: 30 - at,
    }));
    const figure = declared({ mark: 'network', source: 'a', target: 'b', value: 'n' }, ties, {
      width: PHONE,
    });
    const boxes = figure
      ? onPage(figure.svg, PHONE, (svg) =>
          [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect()),
        )
      : [];
    expect(boxes.length).toBeGreaterThan(3);
    for (const [at, box] of boxes.entries())
      for (const other of boxes.slice(at + 1)) {
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        expect(Math.min(across, down)).toBeLessThan(6);
      }
  });

  test('slanted ones below a waterfall begin within the drawing', () => {
    const steps = LONG.concat(LONG).map((name, at) => ({ name, n: at % 2 ? -at : 9 + at }));
    const figure = declared({ mark: 'waterfall', label: 'name', value: 'n' }, steps, {
      width: PHONE,
    });
    expect(figure && onPage(figure.svg, PHONE, beyond)).toEqual([]);
    expect(ticks(figure?.svg, 'x')).toHaveLength(steps.length + 1);
  });

  test('those of the three axes stand within a cloud on a phone', () => {
    const cloud = [1, 2, 3].map((at) => ({
      'How many days ago they bought': at,
      'How much they spent in all': at * at,
      'How often they came back to buy': 4 - at,
    }));
    const [x = '', y = '', z = ''] = Object.keys(cloud[0] ?? {});
    const figure = declared({ mark: 'scatter3d', x, y, z }, cloud, { width: PHONE });
    expect(figure && onPage(figure.svg, PHONE, beyond)).toEqual([]);
    for (const name of [x, y, z]) expect(figure?.svg.textContent).toContain(name);
  });

  test('a tree leaves out paths without a name, and draws one that is there twice once', () => {
    const paths = [null, '', 'a/b', 'a/b', 'a'].map((path) => ({ path }));
    const figure = declared({ mark: 'tree', path: 'path', delimiter: '/' }, paths);
    const names = [...(figure?.svg.querySelectorAll('text') ?? [])].map(
      (text) => text.firstChild?.textContent,
    );
    expect(names.filter((name) => name === 'b')).toHaveLength(1);
  });
});

describe('a crowded drawing', () => {
  test('of paths by category names these alone, and has events and steps beside it', () => {
    const wares = ['electronics', 'appliances', 'furniture', 'computers', 'apparel'];
    const rows = [-4, -3, -2, -1].flatMap((step) =>
      wares.map((ware, at) => ({
        step,
        source: `${step % 2 ? 'cart' : 'view'} · ${ware}`,
        target: `${step % 2 ? 'view' : 'cart'} · ${wares[(at + 1) % wares.length]}`,
        sessions: 100 * (at + 1),
        share: 0.1,
      })),
    );
    const [figure] = metric('paths', rows, { width: 560 }, { sessions: 60, paths: [] });
    const said = [...(figure?.svg.querySelectorAll('text') ?? [])].map((text) => text.textContent);
    expect(said).toContain('electronics');
    expect(said).toContain('Add to cart');
    for (const step of ['−4', '−3', '−2', '−1']) expect(said).toContain(step);
    expect(said.filter((text) => text?.includes('…'))).toEqual([]);
  });

  test('of a network fills its place, its names above its circles', () => {
    const ties = Array.from({ length: 40 }, (_, at) => ({
      a: `1004${at % 3}`,
      b: `8226${at}`,
      n: 40 - at,
    }));
    const figure = declared({ mark: 'network', source: 'a', target: 'b', value: 'n' }, ties, {
      width: 1000,
    });
    const [svg] = figure ? [figure.svg] : [];
    const xs = [...(svg?.querySelectorAll('circle') ?? [])].map((one) =>
      Number(one.getAttribute('cx')),
    );
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(600);
    expect(Math.min(...xs)).toBeGreaterThan(20);
    expect(Math.max(...xs)).toBeLessThan(980);
    const kinds = [...(svg?.children ?? [])].map(({ tagName }) => tagName);
    expect(kinds.lastIndexOf('circle')).toBeLessThan(kinds.indexOf('text'));
  });

  test('has no sign before what rounds to nothing', () => {
    const rows = [
      { name: 'mix', rate: -0.0000001 },
      { name: 'price', rate: 0.0024 },
    ];
    const figure = declared({ mark: 'waterfall', label: 'name', value: 'rate' }, rows);
    expect(figure?.svg.textContent).toContain('0%');
    expect(figure?.svg.textContent).not.toMatch(/[-−]0/);
    expect(figure?.svg.textContent).toContain('+0.24%');
  });
});

describe('paths on a phone', () => {
  const types = ['view', 'cart', 'fav'];
  const rows = [-4, -3, -2, -1].flatMap((step) =>
    types.map((source, at) => ({
      step,
      source,
      target: step === -1 ? 'purchase' : (types[(at + 1) % 3] ?? ''),
      sessions: 10 * (at + 1),
      share: 0.1,
    })),
  );
  const facts = { sessions: 60, paths: [] };

  test('names that do not fit stand in a legend, each event in its colour', () => {
    const [figure] = metric('paths', rows, { width: PHONE }, facts);
    const text = figure?.svg.textContent ?? '';
    for (const word of ['View', 'Add to cart', 'Favourite', 'Purchase'])
      expect(text).toContain(word);
    expect(text).not.toContain('…');
    const fills = [...(figure?.svg.querySelectorAll('rect') ?? [])].map((bar) =>
      bar.getAttribute('fill'),
    );
    const colours = new Set(fills.filter((fill) => fill !== 'none'));
    expect(colours.size).toBe(4);
  });

  test('flows end at the bars that they flow to', () => {
    const [figure] = metric('paths', rows, { width: PHONE }, facts);
    if (!figure) throw new Error('Nothing was drawn');
    const { bars, flows } = onPage(figure.svg, PHONE, (svg) => ({
      bars: Math.max(
        ...[...svg.querySelectorAll('rect[rx="2"]')].map(
          (bar) => bar.getBoundingClientRect().right,
        ),
      ),
      flows: Math.max(
        ...[...svg.querySelectorAll('.th-arc')].map((flow) => flow.getBoundingClientRect().right),
      ),
    }));
    expect(flows).toBeLessThanOrEqual(bars);
  });
});

test('nothing is lost of a funnel step that nobody reached', () => {
  const rows = [
    { step: 1, name: 'view', entities: 30 },
    { step: 2, name: 'cart', entities: 0 },
    { step: 3, name: 'purchase', entities: 0 },
  ];
  const [figure] = metric('funnel', rows);
  const said = figure?.svg.textContent ?? '';
  expect(said).toContain('30 lost (100%)');
  expect(said.match(/lost/g)).toHaveLength(1);
});
