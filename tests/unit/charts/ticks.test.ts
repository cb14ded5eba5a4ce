import { expect, it } from 'vitest';
import { ticksOf } from '../../../src/charts/ticks.ts';
import type { ValueKind } from '../../../src/charts/values.ts';

const written = (kind: ValueKind, ticks: readonly number[]) =>
  ticks.map((tick, at) => ticksOf(kind, 'en')(tick, at, ticks));

it.each([
  ['percent', [0, 0.25, 0.5], ['0%', '25%', '50%']],
  ['percent', [0.977, 0.9775, 0.978], ['97.70%', '97.75%', '97.80%']],
  ['percent', [-0.0001, -0.00005, 0], ['-0.010%', '-0.005%', '0.000%']],
  ['integer', [0, 500_000, 1_000_000], ['0', '500K', '1M']],
  ['integer', [1_000_001, 1_000_002], ['1,000,001', '1,000,002']],
] as const)('tells ticks of %s %o apart', (kind, ticks, texts) => {
  expect(written(kind, ticks)).toEqual(texts);
});

it('writes one value short', () => {
  expect(ticksOf('percent', 'en')(0.9775)).toBe('98%');
});
