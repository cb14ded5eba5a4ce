import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOfPeriod } from '../../../../src/app/share/export/periods.ts';

describe('the parts of a period', () => {
  it('are the finest of which there are few enough', () => {
    expect(partsOfPeriod('2017-11-25', '2017-12-03', 1, 12)).toHaveLength(9);
    expect(partsOfPeriod('2019-10-01', '2019-10-31', 1, 12)).toEqual([
      { from: '2019-10-01', to: '2019-10-06' },
      { from: '2019-10-07', to: '2019-10-13' },
      { from: '2019-10-14', to: '2019-10-20' },
      { from: '2019-10-21', to: '2019-10-27' },
      { from: '2019-10-28', to: '2019-10-31' },
    ]);
    expect(partsOfPeriod('2019-10-01', '2019-10-31', 7, 12)[0]?.to).toBe('2019-10-05');
    expect(
      partsOfPeriod('2019-01-15', '2019-12-31', 1, 12).map(({ from }) => from.slice(0, 7)),
    ).toHaveLength(12);
    expect(partsOfPeriod('2018-01-01', '2020-12-31', 1, 12)[1]).toEqual({
      from: '2018-04-01',
      to: '2018-06-30',
    });
    expect(partsOfPeriod('2019-10-01', '2019-10-01', 1, 12)).toEqual([]);
    expect(partsOfPeriod('', '', 1, 12)).toEqual([]);
  });

  it('are the whole, without gap or overlap', () => {
    const day = fc.integer({ min: 10_000, max: 20_000 });
    const iso = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom(1, 6, 7),
        (first, length, start) => {
          const parts = partsOfPeriod(iso(first), iso(first + length), start, 12);
          if (parts.length === 0) return;
          expect(parts.length).toBeLessThanOrEqual(12);
          expect(parts[0]?.from).toBe(iso(first));
          expect(parts.at(-1)?.to).toBe(iso(first + length));
          for (const [at, { from }] of parts.entries()) {
            const before = parts[at - 1];
            if (before) expect(Date.parse(from) - Date.parse(before.to)).toBe(86_400_000);
          }
        },
      ),
    );
  });
});
