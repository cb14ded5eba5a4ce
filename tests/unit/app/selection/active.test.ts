import { expect, it } from 'vitest';
import { activeFilters } from '../../../../src/app/selection/active.ts';
import { inputFor } from '../../../../src/app/selection/answer.ts';
import { parseNotebook } from '../../../../src/notebook/index.ts';

const { cells } = parseNotebook(
  [
    '```input period\ntype: date-range\nlabel: Period\n```',
    '```input brand\ntype: multi-select\ncolumn: brand\nlabel: { en: Brand, zh-CN: 品牌 }\n```',
    '```input least\ntype: number\n```',
    '```input focus\ntype: selection\n```',
    '```metric bars\nkind: pareto\n```',
    '```metric trend\nkind: overview\nselect: focus\n```',
  ].join('\n'),
);

it('lists every filter that inputs set, each with what is left without it', () => {
  const values = new Map<string, unknown>([
    ['period', { from: '2024-03-04', to: '2024-03-05' }],
    ['brand', ['a', 'b']],
    ['least', 5],
    [
      'focus',
      [
        { by: 'trend', column: 'hour', from: 9, to: 12 },
        { by: 'bars', column: 'brand', in: ['a', null] },
      ],
    ],
  ]);
  const found = activeFilters(cells, (name) => values.get(name), 'en');
  expect(found.map(({ input, label }) => [input, label])).toEqual([
    ['period', 'Period'],
    ['brand', 'Brand'],
    ['brand', 'Brand'],
    ['focus', 'Hour'],
    ['focus', 'Brand'],
  ]);
  expect(found.map(({ value }) => value).slice(1)).toEqual(['a', 'b', '9 – 12', 'a, (none)']);
  expect(found.map(({ rest }) => rest)).toEqual([
    null,
    ['b'],
    ['a'],
    [{ by: 'bars', column: 'brand', in: ['a', null] }],
    [{ by: 'trend', column: 'hour', from: 9, to: 12 }],
  ]);
  expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
});

it('lists none where nothing is set, and many values as one', () => {
  expect(activeFilters(cells, () => undefined, 'en')).toEqual([]);
  expect(activeFilters(cells, (name) => (name === 'brand' ? [] : null), 'en')).toEqual([]);
  const many = activeFilters(
    cells,
    (name) => (name === 'brand' ? ['a', 'b', 'c', 'd'] : null),
    'en',
  );
  expect(many.map(({ value, rest }) => [value, rest])).toEqual([['a and 3 more', []]]);
});

it('lists no choice that cannot be left open', () => {
  const setting = parseNotebook(
    '```input k\ntype: select\noptions: [auto, 2]\nvalue: auto\nrequired: true\n```\n',
  );
  expect(activeFilters(setting.cells, () => undefined, 'en')).toEqual([]);
  expect(activeFilters(setting.cells, () => '2', 'en')).toEqual([]);
});

it('gives what is picked to the input that the cell names, else to the one over its column, else to the selection', () => {
  const cell = (name: string) => {
    const found = cells.find((one) => one.name === name);
    if (!found) throw new Error(name);
    return found;
  };
  const taker = (name: string, column: string, range = false) =>
    inputFor(cell(name), column, cells, range)?.name;
  expect(taker('bars', 'brand')).toBe('brand');
  expect(taker('bars', 'day', true)).toBe('period');
  expect(taker('bars', 'hour', true)).toBe('focus');
  expect(taker('bars', 'brand', true)).toBe('focus');
  expect(taker('trend', 'day', true)).toBe('focus');
  expect(inputFor({ spec: { select: 'nobody' } }, 'day', cells)).toBeNull();
});

it('leaves a selection that analyses follow alone where a column is none of the events', () => {
  const [of, input] = ['n', 'input focus\ntype: selection'];
  const taker = (...blocks: readonly string[]) => {
    const text = [input, ...blocks].map((block) => `\`\`\`${block}\n\`\`\`\n`).join('\n');
    return inputFor({ spec: {} }, of, parseNotebook(text).cells)?.name ?? null;
  };
  expect(taker('sql own\nfrom t where $focus')).toBe('focus');
  expect(taker('metric days\nkind: overview')).toBe('focus');
  expect(taker('metric days\nkind: overview\nfilter: $focus')).toBeNull();
  expect(taker('tile figures\nfilter: [$focus]')).toBeNull();
  expect(taker('metric test\nkind: experiment\nfrom: own\nfilter: $focus')).toBe('focus');
});
