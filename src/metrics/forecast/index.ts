import { format, t } from '../../i18n/index.ts';
import { prose, scopeSentence } from '../describe.ts';
import { formOf, type ParametersOf, readParameters, refused } from '../parameters/field.ts';
import { choice, number } from '../parameters/kinds.ts';
import { type SeriesParameters, seriesFields, seriesOf } from '../series/parameters.ts';
import { readSentence, seasonsSentence, seriesSentence } from '../series/words.ts';
import type { Facts, Metric } from '../types.ts';
import { planOf } from './plan.ts';
import { verdict } from './verdict.ts';

const own = {
  horizon: number('forecast.parameter.horizon', null, { minimum: 1, maximum: 1000, integer: true }),
  level: number('forecast.parameter.level', 95, { minimum: 50, maximum: 99.9 }),
  inner_level: number('forecast.parameter.inner_level', 80, { minimum: 10, maximum: 99.9 }),
  method: choice(
    'forecast.parameter.method',
    { auto: 'forecast.method.auto', mstl: 'forecast.method.mstl', ets: 'forecast.method.ets' },
    'auto',
  ),
  transform: choice(
    'forecast.parameter.transform',
    { auto: 'series.transform.auto', none: 'series.transform.none', log: 'series.transform.log' },
    'auto',
  ),
};
const fields = { ...seriesFields, ...own };

export type ForecastParameters = SeriesParameters & ParametersOf<typeof own>;

/** What comes next in a series, with its interval, and how well the same would have been told before. */
export const forecast: Metric<ForecastParameters> = {
  kind: 'forecast',
  version: 1,
  schema: formOf(fields),
  parameters(raw, context) {
    const given = readParameters(fields, raw, context);
    if (given.inner_level >= given.level)
      throw refused(
        'inner_level',
        given.inner_level,
        t('forecast.allowed.inner', { level: given.level }),
      );
    return { ...given, ...seriesOf(given, context, 'forecast') };
  },
  plan: planOf,
  define: (parameters, context, facts) => ({
    id: 'forecast',
    version: 1,
    title: t('metrics.forecast.title'),
    text: prose(
      seriesSentence(parameters),
      verdict(facts),
      method(facts),
      seasonsSentence(facts, parameters.seasons !== null),
      facts.method
        ? t('forecast.text.intervals', { level: parameters.level, inner: parameters.inner_level })
        : null,
      widened(facts),
      readSentence(facts),
      parameters.table === null ? scopeSentence(parameters, context) : null,
    ),
    facts,
  }),
};

const figure = (facts: Facts, name: string): number =>
  typeof facts[name] === 'number' ? facts[name] : Number.NaN;

function method(facts: Facts): string | null {
  if (facts.method !== 'mstl' && facts.method !== 'ets') return null;
  return prose(
    t(`forecast.text.${facts.method}`),
    facts.transform === 'log' ? t('series.text.log') : null,
    figure(facts, 'origins') > 0 ? t('forecast.text.chosen') : null,
  );
}

function widened(facts: Facts): string | null {
  const widening = figure(facts, 'widening');
  return widening > 1.005
    ? t('forecast.text.widened', { times: format.decimal(widening, 2) })
    : null;
}
