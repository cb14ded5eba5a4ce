import { describe, expect, test } from 'vitest';
import { withKeys, withPath } from '../../../src/cells/chart-body.ts';
import {
  channelChoice,
  channelsOf,
  channelValue,
  waysOf,
} from '../../../src/cells/chart-editor/fields.ts';
import { rangeOf } from '../../../src/cells/chart-editor/range.ts';
import type { ColumnFacts } from '../../../src/charts/declared/index.ts';

const BODY = `# of the week
from: brands   # a cell
mark: barX
x: gmv
mine: { a: 1 }
marks_note: kept`;

const COLUMNS: readonly ColumnFacts[] = [
  { name: 'gmv', type: 'number' },
  { name: 'brand', type: 'text' },
  { name: 'day', type: 'day' },
];

describe('a chart’s YAML under the panel', () => {
  test('keeps comments, order and what the panel does not know', () => {
    const text = withPath(BODY, ['x'], 'sum(gmv)');
    expect(text).toBe(BODY.replace('x: gmv', 'x: sum(gmv)'));
    expect(withPath(text, ['sort'], '-x')).toBe(`${text}\nsort: -x`);
    expect(withPath(withPath(text, ['sort'], '-x'), ['sort'], undefined)).toBe(text);
  });

  test('reaches into a mark among others, and into a scale', () => {
    const layers =
      'from: a\nmarks:\n  # the area\n  - mark: areaY\n    y: n\n  - { mark: lineY, y: n }';
    const text = withPath(layers, ['marks', 1, 'stroke'], 'kind');
    expect(text).toContain('# the area');
    expect(text).toContain('{ mark: lineY, y: n, stroke: kind }');
    const scaled = withPath(text, ['scales', 'x', 'type'], 'log');
    expect(scaled).toMatch(/scales:\s*\{? ?\n? *x: ?\{? ?\n? *type: log/);
    expect(withPath(scaled, ['scales', 'x', 'type'], undefined)).toBe(text);
  });

  test('takes a proposal over', () => {
    expect(withKeys('from: a', { mark: 'barX', x: { sum: 'gmv' }, y: 'brand', sort: '-x' })).toBe(
      'from: a\nmark: barX\nx: { sum: gmv }\ny: brand\nsort: -x',
    );
  });

  test('leaves text that it cannot read alone', () => {
    expect(withPath('from: [a', ['x'], 'b')).toBe('from: [a');
    expect(withPath('from: [a', ['marks', 0, 'x'], 'b')).toBe('from: [a');
  });

  test('says where a key stands', () => {
    const { from, to } = rangeOf(BODY, ['x']);
    expect(BODY.slice(from, to)).toBe('gmv');
    const key = rangeOf(BODY, ['mine', 'b']);
    expect(BODY.slice(key.from, key.to).trim()).toBe('{ a: 1 }');
  });
});

describe('a channel under the panel', () => {
  test.each([
    ['gmv', { column: 'gmv', as: '', other: null }],
    ['count()', { column: null, as: 'count', other: null }],
    ['sum(gmv)', { column: 'gmv', as: 'sum', other: null }],
    [{ mean: 'gmv' }, { column: 'gmv', as: 'mean', other: null }],
    [
      { bin: 'gmv', steps: 12 },
      { column: 'gmv', as: 'bin', other: null },
    ],
    [
      { column: 'day', interval: 'week' },
      { column: 'day', as: 'week', other: null },
    ],
    ['tomato', { column: null, as: '', other: 'tomato' }],
    [0, { column: null, as: '', other: '0' }],
    [undefined, { column: null, as: '', other: null }],
  ])('%j is read', (raw, choice) => {
    expect(channelChoice(raw, COLUMNS)).toEqual(choice);
  });

  test('is written as it was read', () => {
    for (const raw of [
      'gmv',
      'count()',
      'sum(gmv)',
      { bin: 'gmv', steps: 12 },
      { column: 'day', interval: 'week', label: 'Week' },
    ])
      expect(channelValue(channelChoice(raw, COLUMNS), raw)).toEqual(raw);
  });

  test('offers what its column’s type can be', () => {
    expect(waysOf('x', 'day')).toContain('week');
    expect(waysOf('x', 'day')).not.toContain('hour');
    expect(waysOf('y', 'text')).not.toContain('sum');
    expect(waysOf('fill', 'number')).not.toContain('bin');
  });

  test('is shown where the mark needs it or has it set', () => {
    expect(channelsOf('barX', {})).toEqual(['x', 'y', 'fill']);
    expect(channelsOf('lineY', {})).toEqual(['x', 'y', 'stroke']);
    expect(channelsOf('arrow', { x2: 'a' })).toContain('x2');
    expect(channelsOf('sankey', {})).toEqual(['value', 'source', 'target']);
  });
});
