import { format, t } from '../../i18n/index.ts';
import { prose, scopeSentence } from '../describe.ts';
import { formOf } from '../parameters/field.ts';
import { upTo } from '../rfm/buyers.ts';
import type { Facts, Metric } from '../types.ts';
import { valued } from './customers.ts';
import { type LifetimeParameters, lifetimeFields, read } from './parameters.ts';
import { planOf } from './plan.ts';

/** Who is still a customer, how often each will buy and what that is worth: BG/NBD and Gamma–Gamma. */
export const lifetimeValue: Metric<LifetimeParameters> = {
  kind: 'lifetime_value',
  version: 1,
  schema: formOf(lifetimeFields),
  parameters: read,
  plan: planOf,
  define(parameters, context, facts) {
    const { horizon, level, table, reference } = parameters;
    const money = valued(parameters, context);
    return {
      id: 'lifetime_value',
      version: 1,
      title: t('lifetime.named', {
        weeks: format.decimal(horizon, Number.isInteger(horizon) ? 0 : 1),
      }),
      text: prose(
        // Why there is no model is read before what it would have told.
        fits(facts) ? null : t('lifetime.text.few'),
        table === null
          ? t('lifetime.text.events', { reference: format.day(reference) })
          : t('lifetime.text.table', { table }),
        fits(facts) ? fitSentence(facts) : null,
        money ? spendSentence(facts) : t('lifetime.text.no_value'),
        t('lifetime.text.interval', { level: format.percent(level) }),
        money ? t('lifetime.text.sd') : null,
        typeof facts.left_out === 'number' && facts.left_out > 0
          ? t('lifetime.text.left_out', { n: facts.left_out })
          : null,
        table === null ? null : t('lifetime.text.no_tracking'),
        table === null ? scopeSentence(upTo(parameters), context) : null,
      ),
      facts,
    };
  },
};

const figure = (value: unknown): string =>
  typeof value === 'number' ? format.decimal(value, 3) : '–';

const fits = ({ r }: Facts): boolean => typeof r === 'number';

function fitSentence(facts: Facts): string {
  const fit = t('lifetime.text.fit', {
    r: figure(facts.r),
    alpha: figure(facts.alpha),
    a: figure(facts.a),
    b: figure(facts.b),
    chi: figure(facts.chi_square),
    p: figure(facts.chi_square_p),
  });
  return facts.settled === false ? prose(fit, t('lifetime.text.unsettled')) : fit;
}

function spendSentence(facts: Facts): string {
  if (typeof facts.p !== 'number') return t('lifetime.text.few_values');
  const fit = t('lifetime.text.spend', {
    p: figure(facts.p),
    q: figure(facts.q),
    v: figure(facts.v),
  });
  return facts.value_settled === false ? prose(fit, t('lifetime.text.unsettled')) : fit;
}
