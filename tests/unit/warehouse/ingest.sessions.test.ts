import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDays } from '../../../src/warehouse/ingest/days.ts';
import { sessionsOf } from '../../../src/warehouse/ingest/sessions.ts';
import { byUserAndTime, rowsOf, type TestRow, testRow } from './ingest.rows.ts';

const GAP = 1800;

function naive(sorted: readonly TestRow[], before: number): number[] {
  let last = before;
  return sorted.map((row, at) => {
    if (row.user === null) return 0;
    const previous = sorted[at - 1];
    const goesOn = previous?.user === row.user && row.time - previous.time <= GAP;
    if (!goesOn) last++;
    return last;
  });
}

describe('sessions by gap', () => {
  it('starts one where a user pauses for more than the gap, and gives nobody any', () => {
    fc.assert(
      fc.property(fc.array(testRow), fc.nat(1000), fc.boolean(), (list, before, micros) => {
        const sorted = [...list].sort(byUserAndTime);
        const { numbers, last } = sessionsOf(rowsOf(sorted, { micros }), {
          basis: 'gap',
          gapSeconds: GAP,
          days: null,
          before,
          textual: false,
        });
        const expected = naive(sorted, before);
        expect([...numbers]).toEqual(expected);
        expect(last).toBe(Math.max(before, ...expected));
      }),
    );
  });

  it('lets a pause of exactly the gap go on', () => {
    const times = [0, GAP, 2 * GAP + 1];
    const rows = rowsOf(times.map((time) => ({ user: 1, time, item: 1, type: 0, price: null })));
    const options = {
      basis: 'gap',
      gapSeconds: GAP,
      days: null,
      before: 0,
      textual: false,
    } as const;
    expect([...sessionsOf(rows, options).numbers]).toEqual([1, 1, 2]);
  });
});

describe('sessions by day', () => {
  it('are a user’s local days', () => {
    const times = [0, 3600 * 15, 3600 * 17, 3600 * 39];
    const rows = rowsOf(times.map((time) => ({ user: 1, time, item: 1, type: 0, price: null })));
    const { time = new Uint32Array(0) } = rows.lanes;
    const days = localDays(time, 'Asia/Shanghai');
    expect([...days]).toEqual([0, 0, 1, 1]);
    const options = { basis: 'day', gapSeconds: GAP, days, before: 0, textual: false } as const;
    expect([...sessionsOf(rows, options).numbers]).toEqual([1, 1, 2, 2]);
  });

  it('follow a zone over its change of offset', () => {
    // 2019-03-31 01:00 UTC: London goes from +0 to +1.
    const midnight = Date.UTC(2019, 2, 31) / 1000;
    const time = Uint32Array.of(midnight - 1, midnight, midnight + 82_799, midnight + 82_800);
    const day = midnight / 86_400;
    expect([...localDays(time, 'Europe/London')]).toEqual([day - 1, day, day, day + 1]);
  });
});
