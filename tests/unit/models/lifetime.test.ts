import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { least } from '../../../src/models/lifetime/bfgs.ts';
import { atLeast, type BgNbd } from '../../../src/models/lifetime/bgnbd.ts';
import { spendOf } from '../../../src/models/lifetime/gamma-gamma.ts';
import { lifetime } from '../../../src/models/lifetime/index.ts';
import { hypergeometric, lifetimeSecond } from '../../../src/models/lifetime/second.ts';
import { Random } from '../../../src/sources/sample/random.ts';
import { sharedFile } from '../warehouse/native.ts';

const quiet = { tell: () => undefined };
const options = { horizon: 39, level: 0.8, step: 1 };
const sum = (list: ArrayLike<number>) => Array.from(list).reduce((a, b) => a + b, 0);

/** Parameters that the papers and their spreadsheets give for the CDNOW sample. */
const PAPER: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

describe('minimising', () => {
  it('finds the bottom of Rosenbrock’s valley', () => {
    const found = least(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1], 1);
    expect(found.settled).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 5);
    expect(found.x[1]).toBeCloseTo(1, 5);
    // The inverse of [[802, −400], [−400, 200]].
    expect(found.covariance?.[0]?.[0]).toBeCloseTo(0.5, 2);
    expect(found.covariance?.[1]?.[1]).toBeCloseTo(2.005, 2);
  });

  it('says where there is no bottom', () => {
    expect(least(([x = 0]) => Math.exp(-x), [0], 1).settled).toBe(false);
  });
});

describe('BG/NBD', () => {
  it('expects of a customer what Fader, Hardie and Lee’s spreadsheet does', () => {
    // E(Y(39) | x = 2, t_x = 30.43, T = 38.86) = 1.226 (2005, section 4).
    const alive = 0.7266;
    expect(alive * sum(atLeast(PAPER, 2, 38.86, 39))).toBeCloseTo(1.226, 3);
  });

  it('has chances that sum up to the closed form with Gauss’ function', () => {
    for (const [x, age, t] of [
      [0, 0, 1],
      [0, 38.9, 39],
      [29, 38, 10],
      [150, 52, 52],
    ] as const) {
      const { r, alpha, a, b } = PAPER;
      const z = t / (alpha + age + t);
      const closed =
        ((a + b + x - 1) / (a - 1)) *
        (1 -
          ((alpha + age) / (alpha + age + t)) ** (r + x) *
            hypergeometric(r + x, b + x, a + b + x - 1, z));
      expect(sum(atLeast(PAPER, x, age, t)) / closed).toBeCloseTo(1, 8);
    }
  });

  it('has chances that simulated customers bear out', () => {
    const random = new Random(11);
    const gauss = () =>
      Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
    /** Gamma variates by Marsaglia and Tsang (2000). */
    const gamma = (shape: number): number => {
      if (shape < 1) return gamma(shape + 1) * (1 - random.unit()) ** (1 / shape);
      const d = shape - 1 / 3;
      for (;;) {
        const x = gauss();
        const v = (1 + x / Math.sqrt(9 * d)) ** 3;
        if (v > 0 && Math.log(1 - random.unit()) < 0.5 * x * x + d - d * v + d * Math.log(v))
          return d * v;
      }
    };
    const [x, age, horizon, n] = [2, 38.86, 39, 40_000];
    const counts = new Array<number>(60).fill(0);
    for (let i = 0; i < n; i++) {
      const rate = gamma(PAPER.r + x) / (PAPER.alpha + age);
      const [one, other] = [gamma(PAPER.a), gamma(PAPER.b + x)];
      const leaves = one / (one + other);
      let [time, bought] = [0, 0];
      for (;;) {
        time += -Math.log(1 - random.unit()) / rate;
        if (time > horizon) break;
        bought++;
        if (random.unit() < leaves) break;
      }
      counts[Math.min(59, bought)] = (counts[Math.min(59, bought)] ?? 0) + 1;
    }
    const chances = atLeast(PAPER, x, age, horizon);
    for (const least of [1, 2, 3, 5])
      expect(sum(counts.slice(least)) / n).toBeCloseTo(chances[least - 1] ?? 0, 1.7);
  });
});

const file = sharedFile('cdnow/cdnow_customers_summary_with_transactions.csv');
const oracle = sharedFile('cdnow/oracle.json');

describe.skipIf(file === null || oracle === null)('the CDNOW sample', () => {
  const rows = file
    ? readFileSync(file, 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(',').map(Number))
    : [];
  const column = (at: number) => Float64Array.from(rows, (row) => row[at] as number);
  const customers = {
    customer_key: BigInt64Array.from(rows, (row) => BigInt(row[0] as number)),
    x: column(1),
    t_x: column(2),
    age: column(3),
    value: column(4),
  };
  const known = oracle ? JSON.parse(readFileSync(oracle, 'utf8')) : {};
  type Made = Record<string, Record<string, Float64Array> & { name: string[] }>;
  const run = async (more = {}) =>
    (await lifetime({ customers }, { ...options, ...more }, quiet)) as unknown as Made;

  it('gives the parameters of the papers', async () => {
    const { parameters, summary } = await run();
    const found = Object.fromEntries(
      (parameters?.name ?? []).map((name, at) => [name, parameters?.value?.[at]]),
    );
    const { r, alpha, a, b, loglik } = known.bgnbd;
    for (const [name, value] of Object.entries({ r, alpha, a, b }))
      expect(found[name], name).toBeCloseTo(value as number, 5);
    const { p, q, v, loglik: spends } = known.gamma_gamma;
    for (const [name, value] of Object.entries({ p, q, v }))
      expect(found[name], name).toBeCloseTo(value as number, 4);
    expect(summary?.log_likelihood?.[0]).toBeCloseTo(loglik, 6);
    expect(summary?.value_log_likelihood?.[0]).toBeCloseTo(spends, 6);
    expect(Array.from(summary?.settled ?? [])).toEqual([1]);
  });

  it('fits the frequencies as well as the paper says', async () => {
    const { frequencies, summary } = await run();
    expect(Array.from(frequencies?.observed ?? [])).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    expect(sum(frequencies?.expected ?? [])).toBeCloseTo(2357, 6);
    // Table 3 of Fader, Hardie and Lee (2005): χ² = 4.82 with 3 degrees of freedom, p = .19.
    expect(summary?.chi_square?.[0]).toBeCloseTo(4.82, 2);
    expect(summary?.chi_square_p?.[0]).toBeCloseTo(0.19, 2);
  });

  it('expects the spend that the documentation of lifetimes shows', async () => {
    const { customers: people } = await run();
    // Quickstart, “Estimating customer lifetime value using the Gamma-Gamma model”.
    for (const [at, value] of [
      24.658616, 18.91148, 35.171002, 35.171002, 35.171002, 71.462851, 18.91148, 35.171002,
      27.282408, 35.171002,
    ].entries())
      expect(people?.expected_spend?.[at]).toBeCloseTo(value, 3);
  });

  it('ranks next week’s buyers as the documentation of lifetimes does', async () => {
    const { customers: people } = await run({ horizon: 1 });
    // Quickstart, “Ranking customers from best to worst”.
    for (const [id, value] of [
      [509, 0.424877],
      [841, 0.474738],
      [1981, 0.486526],
      [157, 0.662396],
      [1516, 0.710623],
    ] as const)
      expect(people?.expected_purchases?.[id - 1]).toBeCloseTo(value, 4);
  });

  it('agrees with its second way', async () => {
    const [first, second] = [
      await run(),
      (await lifetimeSecond({ customers }, options, quiet)) as unknown as Made,
    ];
    for (const name of ['p_alive', 'expected_purchases', 'expected_spend', 'expected_value'])
      for (const [at, value] of (second.customers?.[name] ?? []).entries())
        expect(
          Math.abs((first.customers?.[name]?.[at] ?? 0) / value - 1),
          `${name} ${at}`,
        ).toBeLessThan(1e-3);
  });

  it('tracks what the sample bought in its first 39 weeks', async () => {
    const repeats = { moment: Float64Array.of(10.5, 20.1), purchases: Float64Array.of(5, 7) };
    const made = (await lifetime({ customers, repeats }, options, quiet)) as unknown as Made;
    const { observed, expected } = made.tracking as Made[string];
    expect([observed?.[9], observed?.[10], observed?.[20], observed?.length]).toEqual([
      0, 5, 12, 38,
    ]);
    // All repeat purchases of the sample, which the model is to meet.
    expect((expected?.at(-1) ?? 0) / sum(customers.x)).toBeGreaterThan(0.93);
    expect((expected?.at(-1) ?? 0) / sum(customers.x)).toBeLessThan(1.03);
  });
});

describe('the model of lifetime value', () => {
  it('has the moments that simulated spend bears out', () => {
    const model = { p: 6.25, q: 5, v: 20 };
    const { mean, square, variance } = spendOf(model, 2, 30);
    // ν is Gamma(17.5, 80): E(1/ν) = 80/16.5, E(1/ν²) = 80²/(16.5 · 15.5).
    expect(mean).toBeCloseTo((6.25 * 80) / 16.5, 10);
    expect(square).toBeCloseTo((6.25 ** 2 * 6400) / (16.5 * 15.5), 10);
    expect(variance).toBeCloseTo((6.25 * 6400) / (16.5 * 15.5), 10);
  });

  it('says so where there are too few repeat buyers to fit anything', async () => {
    const made = (await lifetime(
      {
        customers: {
          customer_key: BigInt64Array.of(1n, 2n),
          x: Float64Array.of(0, 1),
          t_x: Float64Array.of(0, 1),
          age: Float64Array.of(2, 3),
        },
      },
      options,
      quiet,
    )) as unknown as Record<string, Record<string, Float64Array>>;
    expect(made.parameters?.value).toHaveLength(0);
    expect(made.summary?.settled?.[0]).toBe(0);
    expect(made.customers?.expected_purchases?.[1]).toBeNaN();
  });
});
