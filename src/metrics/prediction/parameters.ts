import { TabhouseError } from '../../engine/errors.ts';
import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasUsers, need } from '../capabilities.ts';
import { type Field, type ParametersOf, readParameters, refused } from '../parameters/field.ts';
import { number } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import type { Scope } from '../sql/scope.ts';
import type { RawParameters } from '../types.ts';

const USUAL_DAYS = 7;

/** A week, or what lets about half of a shorter time be looked back on. */
const days: Field<number> = {
  ...number('prediction.parameter.days', USUAL_DAYS, { minimum: 1, maximum: 366, integer: true }),
  fallback: ({ from, to }) =>
    from === null || to === null
      ? USUAL_DAYS
      : Math.max(1, Math.min(USUAL_DAYS, Math.floor((daysBetween(from, to) + 1) / 4))),
};

export const fields = {
  days,
  history: number('prediction.parameter.history', null, {
    minimum: 1,
    maximum: 3660,
    integer: true,
  }),
  ridge: number('prediction.parameter.ridge', 1, { minimum: 0, maximum: 1_000_000 }),
  ...scopeFields,
};

/** Days of the report zone, `YYYY-MM-DD`, both included. */
export interface Window {
  readonly from: string;
  /** The last day that features know. */
  readonly cut: string;
}

export interface PredictionParameters
  extends Omit<ParametersOf<typeof fields>, 'history' | keyof Scope>,
    Scope {
  readonly history: number;
  /** Learned from, judged on, and told the future of. */
  readonly train: Window;
  readonly test: Window;
  readonly score: Window;
}

const DAY = 86_400_000;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY;

/** The day `n` days after. */
export const plus = (day: string, n: number): string =>
  new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);

/** Checked parameters with the time split; refuses data that are too short for it with a sentence that says how long. */
export function read(raw: RawParameters, context: DatasetContext): PredictionParameters {
  need(hasUsers(context), 'prediction', 'metrics.lacks.users');
  need(context.eventTypes.includes('purchase'), 'prediction', 'metrics.lacks.purchases');
  const given = readParameters(fields, raw, context);
  const scope = scopeOf(given, context);
  const [from, to] = [scope.from ?? context.from, scope.to ?? context.to];
  const whole = from === null || to === null ? 0 : daysBetween(from, to) + 1;
  const most = whole - 2 * given.days;
  if (from === null || to === null || most < 1)
    throw new TabhouseError('metric-not-applicable', {
      parameters: {
        metric: t('metrics.prediction.title'),
        reason: t('prediction.short', { whole, days: given.days, least: 2 * given.days + 1 }),
      },
    });
  const history = given.history ?? most;
  if (history > most)
    throw refused('history', history, t('metrics.allowed.between', { minimum: 1, maximum: most }));
  const upTo = (cut: string): Window => ({ from: plus(cut, 1 - history), cut });
  return {
    ...given,
    ...scope,
    history,
    train: upTo(plus(to, -2 * given.days)),
    test: upTo(plus(to, -given.days)),
    score: upTo(to),
  };
}
