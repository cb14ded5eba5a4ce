import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { gridOf, timeAt } from '../../../src/models/decompose/grid.ts';
import { mstl } from '../../../src/models/decompose/mstl.ts';
import { calendarPeriods, seasonsOf } from '../../../src/models/decompose/seasons.ts';
import { parted } from '../../../src/models/decompose/second.ts';
import { stl } from '../../../src/models/decompose/stl.ts';
import { sharedFile } from '../warehouse/native.ts';
import { readSeries, seconds } from './series.ts';

const air = sharedFile('forecast/example_air_passengers.csv');
const at = (values: Float64Array, places: readonly number[]) =>
  places.map((place) => values[place] as number);
const close = (values: readonly number[], expected: readonly number[]) => {
  expect(values).toHaveLength(expected.length);
  for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i] as number, 9);
};

describe.skipIf(air === null)('STL of the air passengers', () => {
  const values = readSeries(air).values;
  const places = [0, 1, 50, 100, 143];

  // statsmodels 0.14, STL(y, period=12, seasonal=11).fit(); the second with robust=True.
  it('is that of statsmodels', () => {
    const parts = stl(values, { period: 12, seasonal: 11 });
    close(
      at(parts.trend, places),
      [
        121.73272943171591, 122.61458361289974, 219.9122028497934, 363.1110060854005,
        494.6602041072883,
      ],
    );
    close(
      at(parts.seasonal, places),
      [
        -9.623957319966115, 0.5539327696430325, 6.5280807369745055, -5.087112280337424,
        -60.63350597344222,
      ],
    );
  });

  it('is that of statsmodels with outliers weighed down', () => {
    const parts = stl(values, { period: 12, seasonal: 11, robust: true });
    close(
      at(parts.trend, places),
      [
        122.47996191416574, 123.25252711606964, 215.27022853656894, 361.1357407541102,
        497.60234115380126,
      ],
    );
    close(
      at(parts.seasonal, places),
      [
        -9.235346224581289, 0.01939577001686882, 3.5766468391949444, -4.730689705785407,
        -61.25807003574623,
      ],
    );
  });

  it('is told for missing values too, and hardly another for a few of them', () => {
    const holes = values.map((value, i) => (i % 17 === 5 ? Number.NaN : value));
    const [whole, parts] = [mstl(values, [12]), mstl(holes, [12])];
    for (const [i, trend] of parts.trend.entries()) {
      const told = trend + (parts.seasonal[0]?.[i] as number);
      const expected = (whole.trend[i] as number) + (whole.seasonal[0]?.[i] as number);
      expect(Math.abs(told - expected)).toBeLessThan(15);
    }
    expect(parts.remainder[5]).toBeNaN();
  });
});

test('two seasons are those of the MSTL of statsmodels', () => {
  const values = Float64Array.from(
    { length: 700 },
    (_, t) =>
      10 +
      0.01 * t +
      3 * Math.sin((2 * Math.PI * t) / 24) +
      2 * Math.cos((2 * Math.PI * t) / 168) +
      ((t * 7919) % 101) / 101,
  );
  const { trend, seasonal } = mstl(values, [24, 168]);
  const places = [0, 1, 200, 500, 699];
  // statsmodels 0.14, MSTL(y, periods=(24, 168)).fit()
  close(
    at(trend, places),
    [
      10.502486370997223, 10.512424377896709, 12.495303948516927, 15.495305392561043,
      17.49792114568426,
    ],
  );
  close(
    at(seasonal[0] as Float64Array, places),
    [
      -0.07403313543470892, 0.6515115443958739, 2.663772009734833, -2.498740237419272,
      1.9443337890508847,
    ],
  );
  close(
    at(seasonal[1] as Float64Array, places),
    [
      1.5212760840321258, 2.2035485944579216, 0.7508985614846315, 2.050067352101429,
      1.2949457391044181,
    ],
  );
});

test('the parts add up to what was observed, whatever that is', () => {
  const value = fc.oneof(
    { weight: 9, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 30, maxLength: 90 }), fc.boolean(), (list, robust) => {
      const values = Float64Array.from(list);
      const parts = mstl(values, [7, 14], { robust });
      for (const [i, observed] of values.entries()) {
        const season = parts.seasonal.reduce((sum, one) => sum + (one[i] as number), 0);
        const sum = (parts.trend[i] as number) + season + (parts.remainder[i] as number);
        if (Number.isNaN(observed)) expect(parts.remainder[i]).toBeNaN();
        else expect(Math.abs(sum - observed)).toBeLessThan(1e-6);
      }
    }),
    { numRuns: 30 },
  );
});

describe('the second way to the parts', () => {
  const agree = (list: readonly number[], periods: readonly number[], robust: boolean) => {
    const [first, second] = [
      mstl(Float64Array.from(list), periods, { robust }),
      parted(list, periods, robust),
    ];
    const largest = Math.max(...list.filter((value) => !Number.isNaN(value)).map(Math.abs));
    const near = (a: ArrayLike<number>, b: ArrayLike<number>) => {
      expect(b).toHaveLength(a.length);
      for (let i = 0; i < a.length; i++)
        expect(Math.abs((a[i] as number) - (b[i] as number))).toBeLessThanOrEqual(1e-9 * largest);
    };
    near(first.trend, second.trend);
    expect(second.seasonal).toHaveLength(periods.length);
    for (const [k, season] of first.seasonal.entries())
      near(season, second.seasonal[k] as readonly number[]);
  };
  const wave = (t: number) =>
    50 + 0.02 * t + 9 * Math.sin(t / 1.1) + ((t * 7919) % 101) / 40 + (t % 97 === 13 ? 80 : 0);

  it.each([
    [[], false],
    [[], true],
    [[7], false],
    [[7], true],
    [[7, 30], true],
    [[30, 7], false],
  ] as const)('is the same for periods %o, robust: %o', (periods, robust) => {
    const list = Array.from({ length: 160 }, (_, t) => (t % 23 === 4 ? Number.NaN : wave(t)));
    agree(list, periods, robust);
    agree(
      list.map((value) => (Number.isNaN(value) ? 0 : Math.round(value))),
      periods,
      robust,
    );
  });

  it('is the same for a long series, which is smoothed at some places only', () => {
    const list = Array.from({ length: 1700 }, (_, t) => (t % 301 === 4 ? Number.NaN : wave(t)));
    agree(list, [24], true);
  });

  it('is the same for a year of days, whose season is smoothed by the week', () => {
    agree(
      Array.from({ length: 800 }, (_, t) => wave(t) + 5 * Math.cos(t / 58)),
      [7, 365],
      false,
    );
  });

  it('is the same where values are told but for rounding', () => {
    agree(
      Array.from({ length: 90 }, (_, t) => 1000 + 3 * t + (t % 7) * 11 + (t === 40 ? 500 : 0)),
      [7],
      true,
    );
    agree(
      Array.from({ length: 90 }, (_, t) => (t % 19 === 3 ? t : 0)),
      [7],
      true,
    );
  });
});

describe('periods', () => {
  it('are months where moments stand on the same day of each', () => {
    const times = ['2024-01-31', '2024-02-29', '2024-04-30', '2024-05-31'].map(seconds);
    const grid = gridOf(Float64Array.from(times), Float64Array.of(1, 2, 4, 5));
    expect(grid?.step).toEqual({ unit: 'month', size: 1 });
    expect(Array.from(grid?.values ?? [])).toEqual([1, 2, Number.NaN, 4, 5]);
    expect(timeAt(seconds('2024-01-31'), { unit: 'month', size: 1 }, 2)).toBe(
      seconds('2024-03-31'),
    );
  });

  it('are the usual distance, those without a value are missing, and several values are one', () => {
    const times = [0, 300, 600, 1200, 1201, 1500];
    const grid = gridOf(Float64Array.from(times), Float64Array.of(1, 2, 3, 4, 6, 7));
    expect(grid?.step).toEqual({ unit: 'second', size: 300 });
    expect(Array.from(grid?.values ?? [])).toEqual([1, 2, 3, Number.NaN, 5, 7]);
    const sum = gridOf(Float64Array.from(times), Float64Array.of(1, 2, 3, 4, 6, 7), {
      gather: 'sum',
    });
    expect(sum?.values[4]).toBe(10);
  });

  it('are none where there is one moment, or steps without end', () => {
    expect(gridOf(Float64Array.of(5), Float64Array.of(1))).toBeNull();
    expect(gridOf(Float64Array.of(0, 1, 1e9), Float64Array.of(1, 2, 3))).toBeNull();
  });
});

describe('seasons', () => {
  const wave = (n: number, ...periods: readonly number[]) => {
    let state = 7;
    return Float64Array.from({ length: n }, (_, t) => {
      state = (state * 16807) % 2147483647;
      const noise = state / 2147483647 - 0.5;
      return periods.reduce((sum, period) => sum + Math.sin((2 * Math.PI * t) / period), noise);
    });
  };

  it('are those of the calendar that the values have', () => {
    const hourly = calendarPeriods({ unit: 'second', size: 3600 });
    expect(seasonsOf(wave(1000, 24), hourly)).toEqual([24]);
    expect(seasonsOf(wave(1000, 24, 168), hourly)).toEqual([24, 168]);
    expect(calendarPeriods({ unit: 'month', size: 3 })).toEqual([4]);
  });

  it('are found where the calendar has none, and are none in noise', () => {
    expect(seasonsOf(wave(600, 37), [24])).toEqual([37]);
    expect(seasonsOf(wave(600), [7, 24])).toEqual([]);
  });
});
