import { describe, expect, it } from 'vitest';
import { type CellResult, interpolate } from '../../../src/notebook/index.ts';

const overview: CellResult = {
  kind: 'rows',
  rows: [{ uv: 12345, conversion: 0.2181, name: '<b>*x*</b>', none: null }],
  total: 1,
  relation: null,
  detail: { definition: { facts: { head: 689, nested: { gini: 0.5 } } } },
};
const results = new Map([['overview', overview]]);

describe('values in text', () => {
  it('are formatted, and taken from the first row or the facts', () => {
    expect(interpolate('{{overview.uv}} / {{overview.conversion | percent}}', results)).toBe(
      '12,345 / 21.8%',
    );
    expect(interpolate('{{overview.head}} {{ overview.nested.gini | decimal }}', results)).toBe(
      '689 0.50',
    );
  });

  it('are data, never markup', () => {
    const text = interpolate('{{overview.name}}', results);
    expect(text).not.toMatch(/[<>*]/);
  });

  it('never enter a link: a click would send them', () => {
    const text = interpolate(
      '[a](https://x.example/{{overview.uv}}) https://x.example/?{{overview.uv}} <a href="//x?{{overview.uv}}"> {{overview.uv}}',
      results,
    );
    expect(text).toBe('[a](https://x.example/) https://x.example/? <a href="//x?"> 12,345');
  });

  it('leave a dash where there is nothing', () => {
    expect(interpolate('{{overview.none}} {{nobody.x}}', results)).toBe('— —');
  });
});
