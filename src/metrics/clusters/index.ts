import { format, t } from '../../i18n/index.ts';
import { hasMoney, hasUsers, need } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { ordersSentence } from '../overview/sentences.ts';
import { formOf, readParameters, refused } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { upTo } from '../rfm/buyers.ts';
import type { Facts, Metric } from '../types.ts';
import { type ClusterParameters, clusterFields, LEAST, MOST } from './parameters.ts';
import { planOf } from './plan.ts';

/** Buyers whom K-Means finds alike by how lately, how often and for how much they bought. */
export const clusters: Metric<ClusterParameters> = {
  kind: 'clusters',
  version: 1,
  schema: formOf(clusterFields),
  parameters(raw, context) {
    need(hasUsers(context), 'clusters', 'metrics.lacks.users');
    need(context.eventTypes.includes('purchase'), 'clusters', 'metrics.lacks.purchases');
    const read = readParameters(clusterFields, raw, context);
    if (read.k !== 'auto' && !(Number.isInteger(read.k) && read.k >= LEAST && read.k <= MOST))
      throw refused('k', read.k, t('metrics.allowed.between', { minimum: LEAST, maximum: MOST }));
    return { ...read, ...scopeOf(read, context) };
  },
  plan: planOf,
  define(parameters, context, facts) {
    const { reference, frequency, centring, seed } = parameters;
    const money = hasMoney(context);
    return {
      id: 'clusters',
      version: 1,
      title: t('clusters.named', { k: typeof facts.k === 'number' ? facts.k : '–' }),
      text: prose(
        t('metrics.rfm.recency', { reference: format.day(reference) }),
        chosen('metrics.rfm.counts', frequency),
        frequency === 'orders' ? ordersSentence(context) : null,
        t(money ? 'metrics.rfm.monetary' : 'clusters.no_monetary'),
        t(money ? 'clusters.features.rfm' : 'clusters.features.rf'),
        t(`clusters.text.centring.${centring}`),
        t('clusters.text.seed', { seed }),
        choiceSentence(parameters, facts),
        silhouettes(facts),
        t(money ? 'clusters.text.score.rfm' : 'clusters.text.score.rf'),
        t('clusters.text.names'),
        typeof facts.below_zero === 'number' && facts.below_zero > 0
          ? t('clusters.text.below_zero', { n: facts.below_zero })
          : null,
        scopeSentence(upTo(parameters), context),
      ),
      facts,
    };
  },
};

function choiceSentence({ k, silhouette }: ClusterParameters, facts: Facts): string {
  if (typeof facts.k !== 'number') return t('clusters.text.none');
  if (facts.k === 1) return t('clusters.text.one');
  if (k !== 'auto')
    return t(facts.k < k ? 'clusters.text.fewer' : 'clusters.text.set', { k: facts.k, asked: k });
  return t('clusters.text.best', {
    k: facts.k,
    silhouette: chosen('clusters.silhouette', silhouette),
  });
}

function silhouettes(facts: Facts): string | null {
  const { silhouette, silhouette_squared, silhouette_error, sampled, buyers } = facts;
  if (typeof silhouette !== 'number' || typeof silhouette_squared !== 'number') return null;
  const exact = Number(sampled) >= Number(buyers);
  return t(exact ? 'clusters.text.silhouettes.exact' : 'clusters.text.silhouettes.sampled', {
    euclidean: format.decimal(silhouette, 3),
    squared: format.decimal(silhouette_squared, 3),
    error: format.decimal(Number(silhouette_error), 4),
    n: Number(sampled),
  });
}
