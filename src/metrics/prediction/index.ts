import { format, t } from '../../i18n/index.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf } from '../parameters/field.ts';
import type { Facts, Metric } from '../types.ts';
import { fields, type PredictionParameters, plus, read } from './parameters.ts';
import { planOf } from './plan.ts';

export type { PredictionParameters } from './parameters.ts';

/** Who will buy in the next days, with the probability. */
export const prediction: Metric<PredictionParameters> = {
  kind: 'prediction',
  version: 1,
  schema: formOf(fields),
  parameters: read,
  plan: planOf,
  define(parameters, context, facts) {
    const { days, ridge, train, test, score } = parameters;
    return {
      id: 'prediction',
      version: 1,
      title: t('prediction.named', { n: days }),
      text: prose(
        qualitySentence(facts),
        t('prediction.text.who', {
          n: days,
          from: format.day(score.from),
          to: format.day(score.cut),
        }),
        t('prediction.text.split', {
          train_from: format.day(train.from),
          train_cut: format.day(train.cut),
          train_to: format.day(plus(train.cut, days)),
          test_from: format.day(test.from),
          test_cut: format.day(test.cut),
          test_to: format.day(plus(test.cut, days)),
        }),
        t('prediction.text.model', { ridge: format.compact(ridge) }),
        facts.last_day_cut === true ? t('prediction.text.cut') : null,
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};

/** How well it did on days that it had not seen, or why there is no model. */
function qualitySentence(facts: Facts): string | null {
  const { outcome, users_train, buyers_train, users_test, buyers_test, auc } = facts;
  if (typeof outcome !== 'string') return null;
  const count = (value: unknown) => (typeof value === 'number' ? value : 0);
  const sizes = {
    users: count(users_train),
    buyers: count(buyers_train),
    tested: count(users_test),
    bought: count(buyers_test),
  };
  if (outcome !== 'fitted') return chosen('prediction.outcome', outcome, sizes);
  if (typeof auc !== 'number') return t('prediction.quality.none', sizes);
  const error = typeof facts.auc_error === 'number' ? facts.auc_error : 0;
  return t(auc < 0.6 ? 'prediction.quality.poor' : 'prediction.quality', {
    ...sizes,
    auc: auc.toFixed(3),
    error: (1.96 * error).toFixed(3),
    brier: Number(count(facts.brier).toPrecision(3)).toString(),
    base: Number(count(facts.brier_base).toPrecision(3)).toString(),
    top: format.percent(count(facts.top_decile)),
  });
}
