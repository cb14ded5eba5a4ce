import { format, t } from '../../i18n/index.ts';
import { chosen, eventWords, prose, scopeSentence } from '../describe.ts';
import { formOf } from '../parameters/field.ts';
import type { Metric } from '../types.ts';
import { type BasketParameters, fields, read } from './parameters.ts';
import { planOf } from './plan.ts';

export type { BasketParameters } from './parameters.ts';

/** What lies together in baskets: frequent itemsets of any length and the rules in them. */
export const basket: Metric<BasketParameters> = {
  kind: 'basket',
  version: 1,
  schema: formOf(fields),
  parameters: read,
  plan: planOf,
  define(parameters, context, facts) {
    const { by, unit, table, events, min_support, min_confidence } = parameters;
    const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
    const entity = table === null ? chosen('metrics.entities', by) : t('metrics.entities.item');
    const baskets =
      table === null
        ? t('basket.text.events', {
            entity,
            unit: chosen('basket.unit', unit ?? 'user_day'),
            events: eventWords(events),
          })
        : t(parameters.basket === null ? 'basket.text.lines' : 'basket.text.table', {
            table,
            basket: parameters.basket ?? '',
            item: parameters.item ?? '',
          });
    return {
      id: 'basket',
      version: 1,
      title: t('basket.named', { entity }),
      text: prose(
        baskets,
        t('basket.text.size', {
          baskets: number('baskets'),
          items: number('items'),
          mean: format.decimal(number('mean_items'), 2),
          entity,
        }),
        t('basket.text.support', {
          support: format.percent(min_support),
          minimum: number('minimum_baskets'),
          shortest: parameters.min_length,
          longest: parameters.max_length,
        }),
        t('basket.text.found', {
          itemsets: number('frequent_itemsets'),
          rules: number('rules'),
          confidence: format.percent(min_confidence),
        }),
        number('rules') === 0
          ? t('basket.text.none', {
              most: number('most_frequent'),
              share: format.percent(number('most_frequent') / Math.max(1, number('baskets'))),
            })
          : t('basket.text.measures'),
        number('left_out_rows') > 0
          ? t('basket.text.left_out', {
              rows: number('left_out_rows'),
              share: format.percent(number('left_out_share')),
            })
          : null,
        table === null ? scopeSentence(parameters, context) : null,
      ),
      facts,
    };
  },
};
