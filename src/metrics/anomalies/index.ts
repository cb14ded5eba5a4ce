import { format, t } from '../../i18n/index.ts';
import { prose, scopeSentence } from '../describe.ts';
import { formOf, type ParametersOf, readParameters } from '../parameters/field.ts';
import { choice, number } from '../parameters/kinds.ts';
import { type SeriesParameters, seriesFields, seriesOf } from '../series/parameters.ts';
import { readSentence, seasonsSentence, seriesSentence } from '../series/words.ts';
import type { Facts, Metric } from '../types.ts';
import { planOf } from './plan.ts';

const own = {
  threshold: number('anomalies.parameter.threshold', 4, { minimum: 1, maximum: 100 }),
  transform: choice(
    'forecast.parameter.transform',
    { auto: 'series.transform.auto', none: 'series.transform.none', log: 'series.transform.log' },
    'auto',
  ),
};
const fields = { ...seriesFields, ...own };

export type AnomalyParameters = SeriesParameters & ParametersOf<typeof own>;

/** Periods that season and trend do not tell, and those that are missing. */
export const anomalies: Metric<AnomalyParameters> = {
  kind: 'anomalies',
  version: 1,
  schema: formOf(fields),
  parameters(raw, context) {
    const given = readParameters(fields, raw, context);
    return { ...given, ...seriesOf(given, context, 'anomalies') };
  },
  plan: planOf,
  define: (parameters, context, facts) => ({
    id: 'anomalies',
    version: 1,
    title: t('metrics.anomalies.title'),
    text: prose(
      found(facts),
      seriesSentence(parameters),
      t('anomalies.text.band', { threshold: parameters.threshold }),
      tailSentence(facts),
      facts.transform === 'log' ? t('series.text.log') : null,
      seasonsSentence(facts, parameters.seasons !== null),
      facts.irregular === 1 ? t('anomalies.text.irregular') : null,
      readSentence(facts),
      parameters.table === null
        ? prose(t('anomalies.text.segment'), scopeSentence(parameters, context))
        : null,
    ),
    facts,
  }),
};

function found(facts: Facts): string {
  const at = (name: string) => Number(facts[name] ?? 0);
  if (!facts.transform) return t('anomalies.text.short', { n: at('known') });
  return t('anomalies.text.found', {
    outside: at('outside'),
    gaps: at('gaps'),
    n: format.integer(at('periods')),
  });
}

function tailSentence({ tail }: Facts): string | null {
  return typeof tail === 'number' && tail > 1.05
    ? t('anomalies.text.tail', { times: format.decimal(tail, 1) })
    : null;
}
