import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedOrder } from '../../../src/warehouse/ingest/sort.ts';
import { byUserAndTime, rowsOf, testRow } from './ingest.rows.ts';

describe('sorting a bucket', () => {
  it('orders rows by user and time as a stable sort does, nobody first', () => {
    fc.assert(
      fc.property(fc.array(testRow, { maxLength: 300 }), fc.boolean(), (list, micros) => {
        const order = sortedOrder(rowsOf(list, { micros }));
        const expected = list
          .map((row, index) => ({ row, index }))
          .sort((a, b) => byUserAndTime(a.row, b.row))
          .map(({ index }) => index);
        expect([...order]).toEqual(expected);
      }),
    );
  });

  it('orders a long history of one user', () => {
    const list = Array.from({ length: 5000 }, (_, i) => {
      return { user: 1, time: (i * 7919) % 5003, item: 1, type: 0, price: null };
    });
    const order = sortedOrder(rowsOf(list));
    const times = [...order].map((row) => list[row]?.time);
    expect(times).toEqual(list.map(({ time }) => time).sort((a, b) => a - b));
  });

  it('orders rows without users by time', () => {
    const { rows, lanes } = rowsOf(
      [5, 3, 9, 3].map((time) => ({ user: 1, time, item: 1, type: 0, price: null })),
    );
    const { time = new Uint32Array(0), type = new Uint8Array(0) } = lanes;
    expect([...sortedOrder({ rows, lanes: { time, type } })]).toEqual([1, 3, 0, 2]);
  });
});
