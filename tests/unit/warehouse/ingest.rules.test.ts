import { describe, expect, it } from 'vitest';
import { NOWHERE } from '../../../src/warehouse/ingest/lanes.ts';
import { boundsOf, flagCounts, judge } from '../../../src/warehouse/ingest/rules.ts';
import { FLAG_BITS, type Rules } from '../../../src/warehouse/types.ts';

const WINDOW = { from: '2017-11-25', to: '2017-12-03', timezone: 'Asia/Shanghai' };
const OFF: Rules = {
  duplicates: 'off',
  price_illegal: 'off',
  bot_session: 'off',
  out_of_window: 'off',
};

const lanes = (seconds: readonly number[], prices: readonly number[]) => ({
  time: Float64Array.from(seconds, (value) => value * 1e6),
  price: Float64Array.from(prices),
});

describe('the window', () => {
  it('is whole days of its zone, both included', () => {
    expect(boundsOf(WINDOW)).toEqual({ from: 1511539200e6, to: 1512316800e6 });
  });

  it('rejects the second before and after it', () => {
    const to = new Int32Array(4);
    const rejected: unknown[] = [];
    judge(
      lanes([1511539199, 1511539200, 1512316799, 1512316800], [1, 1, 1, 1]),
      4,
      to,
      { ...OFF, out_of_window: 'reject' },
      boundsOf(WINDOW),
      (row, reason) => rejected.push([row, reason]),
    );
    expect([...to]).toEqual([NOWHERE, 0, 0, NOWHERE]);
    expect(rejected).toEqual([
      [0, 'out_of_window'],
      [3, 'out_of_window'],
    ]);
  });
});

describe('prices', () => {
  it('are illegal at 0 and below, and unknown ones are not', () => {
    const to = new Int32Array(4);
    const rules: Rules = { ...OFF, price_illegal: 'flag' };
    const flags = judge(lanes([1, 1, 1, 1], [0, -1, Number.NaN, 1]), 4, to, rules, null, () => {
      throw new Error('nothing is rejected');
    });
    const bit = FLAG_BITS.price_illegal;
    expect([...(flags ?? [])]).toEqual([bit, bit, 0, 0]);
    expect([...to]).toEqual([0, 0, 0, 0]);
  });
});

describe('a record that breaks two rules', () => {
  const both = lanes([0], [0]);

  it('is rejected once, for the first', () => {
    const rejected: string[] = [];
    const rules: Rules = { ...OFF, price_illegal: 'reject', out_of_window: 'reject' };
    judge(both, 1, new Int32Array(1), rules, boundsOf(WINDOW), (_, reason) =>
      rejected.push(reason),
    );
    expect(rejected).toEqual(['out_of_window']);
  });

  it('has both flags, each counted', () => {
    const rules: Rules = { ...OFF, price_illegal: 'flag', out_of_window: 'flag' };
    const flags = judge(both, 1, new Int32Array(1), rules, boundsOf(WINDOW), () => {});
    expect(flagCounts(flags ?? new Uint8Array(0))).toEqual({
      duplicates: 0,
      price_illegal: 1,
      bot_session: 0,
      out_of_window: 1,
    });
  });
});
