import { describe, expect, it } from 'vitest';
import type { CellResult } from '../../../src/notebook/index.ts';
import { interpolationProblems } from '../../../src/notebook/index.ts';

const rows = (...all: readonly Record<string, unknown>[]): CellResult => ({
  kind: 'rows',
  rows: all,
  total: all.length,
  relation: null,
});

const results = new Map([
  ['top', rows({ brand: 'a', loss: 3 })],
  ['empty', rows()],
]);

const problems = (markdown: string, missing: readonly string[] = []) =>
  interpolationProblems(markdown, missing, results);

describe('figures in text that have no value', () => {
  it('are said with what there is instead', () => {
    expect(problems('{{top.los}}')).toEqual([
      '{{top.los}}: “top” has no “los”. It has brand, loss.',
    ]);
    expect(problems('{{top.loss | precent}}')[0]).toMatch(/no format “precent”.*percent/);
    expect(problems('{{nobody.x}}', ['nobody'])).toEqual([
      '{{nobody.x}}: no cell is called “nobody”.',
    ]);
    expect(problems('{{a b}} {{}}')).toHaveLength(2);
  });

  it('are said once, and not where the value is only not there yet', () => {
    expect(problems('{{top.loss | integer}} {{top.0.brand}} {{top}}')).toEqual([]);
    expect(problems('{{empty.x}} {{later.x}}')).toEqual([]);
    expect(problems('{{top.x}} {{top.x}}')).toHaveLength(1);
  });
});
