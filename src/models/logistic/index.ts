import type { Columns, Inputs, Model } from '../types.ts';
import { conjugate } from './conjugate.ts';
import { evaluate, type Quality, spread } from './evaluation.ts';
import { newton } from './newton.ts';
import { probabilities, scaleOf, standardise } from './scale.ts';
import type { Fit, Labelled, Sample } from './types.ts';

/** What came of it: `fitted`, else why there is no model. */
export type Outcome = 'fitted' | 'no-buyers' | 'only-buyers' | 'no-users' | 'not-settled';

interface Options {
  readonly features: readonly string[];
  readonly ridge: number;
  /** `newton`, or the second way: the same weights by conjugate gradients, without errors and evaluation. */
  readonly solver: 'newton' | 'conjugate';
}

/**
 * Logistic regression on standardised features. Inputs: `train` and `test` (the features and `label`, 0 or 1) and `score`
 * (`user_key` and the features). Gives `scores` (`user_key, probability`), `coefficients`, `fit` (one row), `roc`,
 * `calibration` and `histogram`; without a model all but `fit` have no rows.
 */
export const logistic: Model = (inputs, raw, work) => {
  const options = raw as unknown as Options;
  const train = labelled(inputs, 'train', options.features);
  const buyers = count(train.labels);
  const outcome = outcomeOf(train.rows, buyers);
  const test = labelled(inputs, 'test', options.features);
  const sizes = { users_train: train.rows, buyers_train: buyers, users_test: test.rows };
  if (outcome !== 'fitted') return none(outcome, { ...sizes, buyers_test: count(test.labels) });
  const scale = scaleOf(train);
  standardise(train, scale);
  const steps = 12;
  const tell = (step: number) => work.tell(Math.min(step, steps - 2), steps);
  const fit: Fit =
    options.solver === 'conjugate'
      ? { ...unsure(conjugate(train, options.ridge, tell)), scale }
      : { ...newton(train, options.ridge, tell), scale };
  if (!fit.converged) return none('not-settled', { ...sizes, buyers_test: count(test.labels) });
  standardise(test, scale);
  const quality = evaluate(probabilities(test, fit.weights), test.labels);
  work.tell(steps - 1, steps);
  const score = sampleOf(inputs, 'score', options.features);
  standardise(score, scale);
  const probability = probabilities(score, fit.weights);
  work.tell(steps, steps);
  return {
    scores: { user_key: keysOf(inputs), probability },
    coefficients: coefficients(fit, options.features),
    fit: fitRow('fitted', { ...sizes, buyers_test: count(test.labels), ...figures(fit, quality) }),
    roc: quality.roc,
    calibration: quality.calibration,
    histogram: spread(probability),
  };
};

const outcomeOf = (users: number, buyers: number): Outcome => {
  if (users === 0) return 'no-users';
  if (buyers === 0) return 'no-buyers';
  return buyers === users ? 'only-buyers' : 'fitted';
};

const count = (labels: Float64Array) => labels.reduce((sum, label) => sum + label, 0);

const unsure = (weights: Float64Array) => ({
  weights,
  errors: weights.map(() => Number.NaN),
  steps: 0,
  converged: weights.every(Number.isFinite),
});

function sampleOf(inputs: Inputs, name: string, names: readonly string[]): Sample {
  const given = inputs[name] ?? {};
  const features = names.map((feature) => floats(given[feature]));
  return { rows: features[0]?.length ?? 0, features };
}

const labelled = (inputs: Inputs, name: string, names: readonly string[]): Labelled => ({
  ...sampleOf(inputs, name, names),
  labels: floats(inputs[name]?.label),
});

const floats = (column: Float64Array | BigInt64Array | undefined): Float64Array =>
  column instanceof Float64Array ? column : Float64Array.from(column ?? [], Number);

const keysOf = (inputs: Inputs): BigInt64Array => {
  const keys = inputs.score?.user_key;
  return keys instanceof BigInt64Array ? keys : new BigInt64Array();
};

const FIGURES = [
  'users_train',
  'buyers_train',
  'users_test',
  'buyers_test',
  'steps',
  'auc',
  'auc_error',
  'brier',
  'brier_base',
  'log_loss',
  'top_decile',
] as const;

type Figures = Partial<Record<(typeof FIGURES)[number], number>>;

const figures = (fit: Fit, quality: Quality): Figures => ({
  steps: fit.steps,
  auc: quality.auc,
  auc_error: quality.aucError,
  brier: quality.brier,
  brier_base: quality.brierBase,
  log_loss: quality.logLoss,
  top_decile: quality.topDecile,
});

const fitRow = (outcome: Outcome, known: Figures): Columns => ({
  outcome: [outcome],
  ...Object.fromEntries(FIGURES.map((name) => [name, Float64Array.of(known[name] ?? Number.NaN)])),
});

function coefficients({ weights, errors, scale }: Fit, names: readonly string[]): Columns {
  const ofIntercept = (values: Float64Array, first: number) => Float64Array.of(first, ...values);
  return {
    number: Int32Array.from(weights, (_, index) => index),
    feature: ['intercept', ...names],
    coefficient: weights,
    standard_error: errors.map((error, index) =>
      index > 0 && scale.deviations[index - 1] === 0 ? Number.NaN : error,
    ),
    mean: ofIntercept(scale.means, 0),
    deviation: ofIntercept(scale.deviations, 1),
  };
}

function none(outcome: Outcome, known: Figures): Readonly<Record<string, Columns>> {
  const empty = () => new Float64Array();
  return {
    scores: { user_key: new BigInt64Array(), probability: empty() },
    coefficients: {
      number: new Int32Array(),
      feature: [],
      coefficient: empty(),
      standard_error: empty(),
      mean: empty(),
      deviation: empty(),
    },
    fit: fitRow(outcome, known),
    roc: { false_positive: empty(), true_positive: empty(), threshold: empty() },
    calibration: {
      decile: new Int32Array(),
      users: empty(),
      buyers: empty(),
      predicted: empty(),
      observed: empty(),
    },
    histogram: { from: empty(), to: empty(), users: empty() },
  };
}
