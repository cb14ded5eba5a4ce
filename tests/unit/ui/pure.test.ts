import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TabhouseError } from '../../../src/engine/errors.ts';
import { explain } from '../../../src/ui/explain.ts';
import { emsOf, figureParts } from '../../../src/ui/figure-parts.ts';
import { monthGrid, shiftMonth } from '../../../src/ui/month.ts';
import { countTo, rateOf, readMotion, USUAL_MOTION } from '../../../src/ui/motion/index.ts';

describe('a month’s grid', () => {
  test('begins on the week’s first day and holds the whole month', () => {
    const grid = monthGrid('2017-12', 1);
    expect(grid[0]).toBe('2017-11-27');
    expect(grid).toContain('2017-12-01');
    expect(grid).toContain('2017-12-31');
    expect(monthGrid('2017-12', 7)[0]).toBe('2017-11-26');
  });

  test('always holds its month, whatever the week’s start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1970, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(1, 6, 7),
        (year, number, start) => {
          const month = `${year}-${String(number).padStart(2, '0')}`;
          const grid = monthGrid(month, start);
          const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
          expect(grid).toHaveLength(42);
          expect(grid.slice(0, 7)).toContain(`${month}-01`);
          expect(grid).toContain(last);
        },
      ),
    );
  });

  test('turns over the year', () => {
    expect(shiftMonth('2017-12', 1)).toBe('2018-01');
    expect(shiftMonth('2018-01', -1)).toBe('2017-12');
  });
});

describe('a key figure', () => {
  test('is told as wide as its number and its units are', () => {
    const short = emsOf(figureParts(214.37, 'money', 'en', 'USD'));
    const long = emsOf(figureParts(999_999.99, 'money', 'en', 'USD'));
    expect(long.number).toBeGreaterThan(short.number);
    expect(long.unit).toBe(short.unit);
    expect(emsOf(figureParts(89_660_688, 'integer', 'zh-CN')).unit).toBe(1);
    expect(emsOf(figureParts(3925, 'integer', 'zh-CN')).unit).toBe(0);
  });

  test('is split into number and units in both languages', () => {
    expect(figureParts(89_660_688, 'integer', 'zh-CN')).toEqual({
      before: '',
      number: '8970',
      after: '万',
    });
    expect(figureParts(89_660_688, 'integer', 'en')).toEqual({
      before: '',
      number: '89.7',
      after: 'M',
    });
    expect(figureParts(0.5349, 'percent', 'en')).toEqual({
      before: '',
      number: '53.5',
      after: '%',
    });
    expect(figureParts(214.37, 'money', 'en', 'USD')).toEqual({
      before: '$',
      number: '214.37',
      after: '',
    });
  });

  test('is exact below ten million', () => {
    expect(figureParts(3925, 'integer', 'en').number).toBe('3,925');
    expect(figureParts(2_015_807, 'integer', 'en').number).toBe('2,015,807');
  });
});

describe('counting up', () => {
  const run = (from: number, to: number, calm = false) => {
    const values: number[] = [];
    const frames: ((time: number) => void)[] = [];
    let time = 0;
    const stop = countTo(from, to, (value) => values.push(value), {
      calm,
      clock: () => ({ progress: () => Math.min(1, time / 100), stop: () => undefined }),
      frame: (step) => frames.push(step),
    });
    const tick = (milliseconds: number) => {
      time += milliseconds;
      for (const step of frames.splice(0)) step(time);
    };
    return { values, tick, stop };
  };

  test('ends exactly at the figure', () => {
    const { values, tick } = run(0, 0.1 + 0.2);
    tick(50);
    tick(60);
    tick(10);
    expect(values.at(-1)).toBe(0.1 + 0.2);
    expect(values).toHaveLength(2);
  });

  test('stops where it is when a newer figure takes over', () => {
    const { values, tick, stop } = run(0, 100);
    tick(10);
    stop();
    tick(200);
    expect(values).toHaveLength(1);
    expect(values[0]).toBeLessThan(100);
  });

  test('does not move for readers who asked for that', () => {
    expect(run(0, 100, true).values).toEqual([100]);
  });
});

describe('movement', () => {
  test('is as usual where nothing that can be meant was kept', () => {
    for (const kept of [null, '', 'x', 'null', '{"speed":9,"delay":-1,"frames":7,"reduced":"no"}'])
      expect(readMotion(kept), String(kept)).toEqual(USUAL_MOTION);
    const chosen = { speed: 2, delay: 100, frames: 30, reduced: 'off', bounce: true } as const;
    expect(readMotion(JSON.stringify(chosen))).toEqual(chosen);
  });

  test('has the frame rate of its frames, and the longest of them', () => {
    const { rate, longest } = rateOf([0, 10, 20, 50]);
    expect(rate).toBeCloseTo(60, 9);
    expect(longest).toBe(30);
    expect(rateOf([5])).toEqual({ rate: 0, longest: 0 });
  });
});

describe('an error in words', () => {
  test('says the sentence of its code and keeps the cause as details', () => {
    const { sentence, details } = explain(
      new TabhouseError('out-of-memory', { cause: new Error('failed to allocate 1 GiB') }),
      'en',
    );
    expect(sentence).not.toContain('{');
    expect(`${sentence} ${details}`).toContain('failed to allocate 1 GiB');
  });

  test('says something to do for what nobody expected', () => {
    const { sentence, details } = explain(new TypeError('x is not a function'), 'zh-CN');
    expect(sentence).toContain('重试');
    expect(details).toBe('x is not a function');
  });
});
