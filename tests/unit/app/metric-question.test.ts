import { expect, test } from 'vitest';
import { asWritten } from '../../../src/app/metric-question.ts';
import type { MetricResult } from '../../../src/metrics/index.ts';
import type { Cell } from '../../../src/notebook/index.ts';

const result = (text: string) =>
  ({ definition: { id: 'forecast', version: 1, title: '', text, facts: {} } }) as MetricResult;
const cell = (from: string) => ({ spec: { kind: 'forecast', from } }) as unknown as Cell;

test('a definition names the cell that was read, not the view over its rows', () => {
  const read = asWritten(
    result('Values of v at t in ads_from_12ab.'),
    { from: 'ads_from_12ab' },
    cell('weeks'),
  );
  expect(read.definition.text).toBe('Values of v at t in weeks.');
});

test('a table that an input names keeps its own name', () => {
  const read = asWritten(result('Values of v at t in sales.'), { from: 'sales' }, cell('$table'));
  expect(read.definition.text).toBe('Values of v at t in sales.');
});
