import { describe, expect, it } from 'vitest';
import { conjugate } from '../../../src/models/logistic/conjugate.ts';
import { evaluate, spread } from '../../../src/models/logistic/evaluation.ts';
import { logistic } from '../../../src/models/logistic/index.ts';
import { scaleOf, standardise } from '../../../src/models/logistic/scale.ts';

/* 300 rows by formula; weights and errors by scikit-learn 1.9 (C = 1) and statsmodels 0.15 (no penalty). */
const FEATURES = ['a', 'b', 'c', 'same'] as const;
const rowsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => from + at);
const column = (rows: readonly number[], value: (i: number) => number) =>
  Float64Array.from(rows, value);
const b = (i: number) => Math.cos(3 * i) + i / 100;
const sample = (from: number, to: number) => {
  const rows = rowsOf(from, to);
  return {
    user_key: BigInt64Array.from(rows, BigInt),
    a: column(rows, Math.sin),
    b: column(rows, b),
    c: column(rows, (i) => Math.floor(5 * Math.abs(Math.sin(11 * i)))),
    same: column(rows, () => 2),
    label: column(rows, (i) => (Math.sin(7 * i) + Math.sin(i) + 0.3 * b(i) > 0.6 ? 1 : 0)),
  };
};

type Made = Record<string, Record<string, Float64Array & BigInt64Array & readonly string[]>>;
const run = async (ridge: number, solver = 'newton', changes: object = {}) =>
  (await logistic(
    { train: sample(0, 200), test: sample(200, 300), score: sample(200, 300), ...changes },
    { features: FEATURES, ridge, solver },
    { tell: () => undefined },
  )) as unknown as Made;

const near = (found: ArrayLike<number> | undefined, known: readonly number[], digits: number) =>
  known.forEach((value, index) => {
    expect(found?.[index]).toBeCloseTo(value, digits);
  });

describe('logistic regression', () => {
  it('finds the weights, errors and evaluation of scikit-learn', async () => {
    const made = await run(1);
    near(
      made.coefficients?.coefficient,
      [-0.6256941339446735, 1.4807700966187711, 0.4278626847386851, 0.18345708670026695, 0],
      9,
    );
    near(
      made.coefficients?.standard_error,
      [0.18658899708729718, 0.20609651419651828, 0.18133716870356334, 0.1790617661591196],
      9,
    );
    expect(made.coefficients?.standard_error?.[4]).toBeNaN();
    expect(made.fit?.auc?.[0]).toBeCloseTo(0.8143861099627945, 12);
    expect(made.fit?.brier?.[0]).toBeCloseTo(0.17808952519441193, 10);
    expect(made.fit?.log_loss?.[0]).toBeCloseTo(0.5271302628815144, 10);
    expect([made.fit?.buyers_train?.[0], made.fit?.buyers_test?.[0]]).toEqual([80, 59]);
    near(
      made.scores?.probability,
      [0.08206726374643596, 0.5531155471503769, 0.7562500282937978],
      10,
    );
    expect(made.scores?.user_key?.[2]).toBe(202n);
  });

  it('finds those of statsmodels without a penalty', async () => {
    const { coefficients } = await run(0);
    near(
      coefficients?.coefficient,
      [-0.6459770303143952, 1.5529374767401953, 0.45528232939509705, 0.1927012932048468],
      8,
    );
    near(
      coefficients?.standard_error,
      [0.19083538066204192, 0.21746094224462484, 0.18809421744780397, 0.18472633252299026],
      8,
    );
  });

  it('finds the same by conjugate gradients', async () => {
    for (const ridge of [0.01, 1, 30]) {
      const [one, other] = [await run(ridge), await run(ridge, 'conjugate')];
      near(other.scores?.probability, Array.from(one.scores?.probability ?? []), 12);
    }
    const train = sample(0, 200);
    const labelled = { rows: 200, features: [train.a, train.b], labels: train.label };
    standardise(labelled, scaleOf(labelled));
    expect(conjugate(labelled, 1)).toHaveLength(3);
  });

  it('says why there is no model', async () => {
    const of = (label: number) => ({ ...sample(0, 200), label: new Float64Array(200).fill(label) });
    const outcome = async (train: object) => (await run(1, 'newton', { train })).fit?.outcome?.[0];
    expect(await outcome(of(0))).toBe('no-buyers');
    expect(await outcome(of(1))).toBe('only-buyers');
    expect(await outcome({})).toBe('no-users');
    const made = await run(1, 'newton', { train: of(0) });
    expect(made.scores?.probability).toHaveLength(0);
  });

  it('does not run away where a feature tells all and there is a penalty', async () => {
    const train = sample(0, 200);
    const made = await run(1, 'newton', { train: { ...train, a: train.label.slice() } });
    expect(made.fit?.outcome?.[0]).toBe('fitted');
    expect(Math.abs(Number(made.coefficients?.coefficient?.[1]))).toBeLessThan(10);
  });
});

describe('the evaluation', () => {
  const labels = Float64Array.of(0, 0, 1, 1, 1, 0, 0, 1);
  const probabilities = Float64Array.of(0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.1, 0.1);

  it('counts ties half, as scikit-learn does', () => {
    const { auc, brier, logLoss } = evaluate(probabilities, labels);
    expect(auc).toBeCloseTo(0.625, 14);
    expect(brier).toBeCloseTo(0.2465625, 14);
    expect(logLoss).toBeCloseTo(0.7155267224410903, 12);
  });

  it('draws a curve from corner to corner whose area is the AUC', () => {
    const { roc, auc } = evaluate(probabilities, labels);
    const [x, y] = [roc.false_positive as Float64Array, roc.true_positive as Float64Array];
    let area = 0;
    for (let at = 1; at < x.length; at += 1)
      area += (Number(x[at]) - Number(x[at - 1])) * ((Number(y[at]) + Number(y[at - 1])) / 2);
    expect(area).toBeCloseTo(auc, 14);
    expect([x[0], y[0], x.at(-1), y.at(-1)]).toEqual([0, 0, 1, 1]);
  });

  it('keeps few points of many, and every user in the groups', () => {
    const many = Float64Array.from({ length: 50_000 }, (_, i) => ((i * 7919) % 50_000) / 50_000);
    const bought = many.map((p, i) => (p > ((i * 104_729) % 50_000) / 50_000 ? 1 : 0));
    const { roc, calibration, topDecile, auc } = evaluate(many, bought);
    expect(roc.false_positive?.length).toBeLessThan(450);
    const users = calibration.users as Float64Array;
    expect(users).toHaveLength(10);
    expect(users.reduce((sum, one) => sum + one, 0)).toBe(50_000);
    const observed = calibration.observed as Float64Array;
    observed.forEach((share, at) => {
      expect(share).toBeCloseTo(Number((calibration.predicted as Float64Array)[at]), 1);
    });
    expect(topDecile).toBeCloseTo(0.19, 1);
    expect(auc).toBeGreaterThan(0.8);
  });

  it('tells no AUC where all bought or none did', () => {
    const { auc, roc } = evaluate(probabilities, new Float64Array(8));
    expect(auc).toBeNaN();
    expect(roc.true_positive).toHaveLength(0);
  });

  it('spreads all users over its bins', () => {
    const { users, to } = spread(Float64Array.of(0.0001, 0.004, 0.0041, 0.019)) as Record<
      string,
      Float64Array
    >;
    expect(users?.reduce((sum, one) => sum + one, 0)).toBe(4);
    expect(to?.at(-1)).toBeCloseTo(0.02, 12);
  });
});
