import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  chartOfRows,
  lineOf,
  type Mapping,
  readChart,
  refusal,
} from '../../../src/charts/declared/index.ts';

const read = (yaml: string) => readChart(parse(yaml) as Mapping);
const sentences = (yaml: string) => read(yaml).problems.map(({ message }) => message);

const ROWS = [
  { day: '2019-10-01', brand: 'apple', price: 10.5, n: 3n },
  { day: '2019-10-02', brand: 'apple', price: 12, n: 4n },
  { day: '2019-10-02', brand: 'xiaomi', price: 4, n: null },
  { day: '2019-10-09', brand: null, price: -2, n: 1n },
];
const layer = (yaml: string) => {
  const { detail, problems } = chartOfRows(parse(yaml) as Mapping, ROWS);
  expect(problems).toEqual([]);
  return detail.layers[0]?.rows;
};

describe('a chart block', () => {
  test('may be one mark with its channels, or several that share some', () => {
    const { chart, problems } = read(
      'from: a\nx: day\nmarks:\n  - mark: areaY\n    y: n\n    fillOpacity: 0.2\n  - { mark: lineY, y: n }\n  - { mark: ruleY, y: 0 }',
    );
    expect(problems).toEqual([]);
    expect(chart.layers.map(({ mark }) => mark)).toEqual(['areaY', 'lineY', 'ruleY']);
    expect(chart.layers[1]?.channels.x).toEqual({ column: 'day' });
    expect(chart.layers[2]?.channels.y).toEqual({ value: 0 });
  });

  test('names what it does not know, and the likeliest that it does', () => {
    expect(sentences('from: a\nmark: barx\nx: n')).toEqual([
      expect.stringMatching(/"mark" does not know "barx"; did you mean "barX"\?/),
    ]);
    expect(sentences('from: a\nmark: dot\nx: n\ny: n\nfil: brand')).toEqual([
      expect.stringMatching(/did you mean "fill"/),
    ]);
    expect(sentences('from: a\nmark: line\nx: day\ny: n\nscales: { x: { typ: log } }')).toEqual([
      expect.stringMatching(/did you mean "type"/),
    ]);
    expect(sentences('mark: dot\nx: n\ny: n')).toEqual([
      expect.stringMatching(/^"from" is to name/),
    ]);
  });

  test('says on which line', () => {
    const yaml = 'from: a\nmarks:\n  - mark: dot\n    x: n\n    y: n\n    strokeWidth: wide\n';
    const { problems } = read(yaml);
    expect(problems).toHaveLength(1);
    expect(lineOf(yaml, problems[0]?.path ?? [])).toBe(6);
    expect(refusal(problems, yaml, 10).parameters).toMatchObject({ line: 16 });
    expect(refusal(problems, yaml, 10).parameters.reason).toContain(
      'line 16: "strokeWidth" takes a number',
    );
  });

  test('holds nothing that could be run or fetched', () => {
    for (const yaml of [
      'from: a\nmark: image\nx: n\nsrc: https://example.org/a.png',
      'from: a\nmark: dot\nx: n\ny: n\nhref: https://example.org',
      'from: a\nmark: dot\nx: n\ny: n\nrender: "() => 1"',
      'from: a\nmark: dot\nx: n\ny: n\nscales: { x: { tickFormat: "d => d" } }',
      'from: a\nmark: dot\nx: n\ny: n\nstrokeDasharray: "url(#a)"',
    ])
      expect(sentences(yaml).length, yaml).toBeGreaterThan(0);
  });

  test.each([
    ['dot', 'x: n'],
    ['barX', 'y: brand'],
    ['ring', 'label: brand'],
    ['sankey', 'source: brand\ntarget: brand'],
  ])('%s needs its channels', (mark, rest) => {
    const problems = sentences(`from: a\nmark: ${mark}\n${rest}`);
    expect(problems).toEqual(mark === 'dot' ? [] : [expect.stringMatching(/needs/)]);
  });

  test('names the columns that there are', () => {
    const { problems } = chartOfRows({ from: 'a', mark: 'dot', x: 'prise', y: 'n' }, ROWS);
    expect(problems[0]?.message).toMatch(/did you mean "price"\? There is day, brand, price, n/);
  });

  test('takes a word for a colour where no column is called so', () => {
    expect(
      chartOfRows({ from: 'a', mark: 'dot', x: 'n', y: 'n', fill: 'tomato' }, ROWS).problems,
    ).toEqual([]);
    expect(
      chartOfRows({ from: 'a', mark: 'dot', x: 'n', y: 'n', fill: 'bad' }, ROWS).problems,
    ).toEqual([]);
    expect(
      chartOfRows({ from: 'a', mark: 'dot', x: 'n', y: 'n', fill: 'brnd' }, ROWS).problems,
    ).toHaveLength(1);
  });
});

describe('rows of a mark', () => {
  test('are put together by what is not a figure', () => {
    expect(layer('from: a\nmark: barX\nx: sum(price)\ny: brand\nsort: -x')).toEqual([
      { brand: 'apple', sum_price: 22.5 },
      { brand: 'xiaomi', sum_price: 4 },
      { brand: null, sum_price: -2 },
    ]);
    expect(layer('from: a\nmark: barY\nx: { column: day, interval: week }\ny: count()')).toEqual([
      { day_week: '2019-09-30', count: 3 },
      { day_week: '2019-10-07', count: 1 },
    ]);
  });

  test('are added up by their name where a drawing has one part for each', () => {
    const sums = [
      { brand: 'apple', sum_price: 22.5 },
      { brand: 'xiaomi', sum_price: 4 },
      { brand: null, sum_price: -2 },
    ];
    for (const mark of ['ring', 'radar', 'funnel'])
      expect(layer(`from: a\nmark: ${mark}\nlabel: brand\nvalue: price`), mark).toEqual(sums);
    expect(layer('from: a\nmark: radar\nlabel: brand\nseries: day\nvalue: price')).toEqual(ROWS);
    expect(layer('from: a\nmark: ring\nlabel: brand\nvalue: mean(price)')).toContainEqual({
      brand: 'apple',
      mean_price: 11.25,
    });
    const once = 'from: a\nmark: ring\nlabel: brand\nvalue: price\nwhere: { day: 2019-10-02 }';
    expect(layer(once)).toEqual(ROWS.slice(1, 3));
  });

  test('are cut into even steps, also below zero', () => {
    expect(layer('from: a\nmark: rectY\nx: { bin: price, steps: 3 }\ny: count()')).toEqual([
      { price_from: -5, price_from_to: 0, count: 1 },
      { price_from: 0, price_from_to: 5, count: 1 },
      { price_from: 10, price_from_to: 15, count: 2 },
    ]);
  });

  test('are those that conditions leave', () => {
    expect(
      layer('from: a\nmark: dot\nx: price\ny: price\nwhere: { brand: [apple, null] }'),
    ).toHaveLength(3);
    expect(
      layer('from: a\nmark: dot\nx: price\ny: price\nwhere: { brand: { not: apple } }'),
    ).toHaveLength(2);
    expect(
      layer('from: a\nmark: dot\nx: price\ny: price\nwhere: { price: { min: 4, max: 11 } }'),
    ).toHaveLength(2);
    expect(
      layer('from: a\nmark: dot\nx: price\ny: price\nwhere: { day: { max: 2019-10-02 } }'),
    ).toHaveLength(3);
  });

  test('leave the first bands, and say how many there are', () => {
    const rows = Array.from({ length: 300 }, (_, at) => ({ name: `n${at}`, value: at }));
    const { detail } = chartOfRows(
      { from: 'a', mark: 'barX', x: 'value', y: 'name', sort: '-value', limit: 3 },
      rows,
    );
    expect(detail.layers[0]).toMatchObject({ total: 300, thinned: 'first' });
    expect(detail.layers[0]?.rows.map(({ name }) => name)).toEqual(['n299', 'n298', 'n297']);
  });

  test('of a long line keep its peaks', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({
      x: at,
      y: at === 12_345 ? 999 : at % 7,
    }));
    const { detail } = chartOfRows({ from: 'a', mark: 'line', x: 'x', y: 'y' }, rows);
    const [drawn] = detail.layers;
    expect(drawn?.thinned).toBe('extremes');
    expect(drawn?.rows.length).toBeLessThan(1300);
    expect(drawn?.rows.some(({ y }) => y === 999)).toBe(true);
  });
});
