import { format, t } from '../../i18n/index.ts';
import { chosen, listed, prose } from '../describe.ts';
import type { Facts } from '../types.ts';
import type { SeriesParameters } from './parameters.ts';

/** So many steps, in words: "14 days". */
export function stepWord({ step_unit: unit, step_size: size }: Facts, n: number): string {
  const seconds = Number(size);
  if (unit === 'month')
    return seconds % 12 === 0
      ? t('series.years', { n: (n * seconds) / 12 })
      : t('series.months', { n: n * seconds });
  if (seconds % 604_800 === 0) return t('series.weeks', { n: (n * seconds) / 604_800 });
  if (seconds % 86_400 === 0) return t('series.days', { n: (n * seconds) / 86_400 });
  if (seconds % 3600 === 0) return t('series.hours', { n: (n * seconds) / 3600 });
  // Many short steps read better in whole hours or days.
  if ((n * seconds) % 86_400 === 0) return t('series.days', { n: (n * seconds) / 86_400 });
  if ((n * seconds) % 3600 === 0) return t('series.hours', { n: (n * seconds) / 3600 });
  return t('series.steps', { n });
}

/** What the series is. */
export function seriesSentence(parameters: SeriesParameters): string {
  const { table, time, value, series, gather, measure, by } = parameters;
  if (table === null)
    return prose(
      chosen('series.text.measure', measure),
      chosen('series.text.by', by),
      t('series.text.missing'),
    );
  return prose(
    t('series.text.table', { table, time, value, gather: chosen('series.gather', gather) }),
    series === null ? null : t('series.text.series', { series }),
    t('series.text.gaps'),
  );
}

/** The seasons, found or set. */
export function seasonsSentence(facts: Facts, set: boolean): string | null {
  if (typeof facts.seasons !== 'string' || !facts.step_unit) return null;
  if (facts.seasons === '')
    return t(set ? 'series.text.seasons_none_set' : 'series.text.seasons_none');
  const seasons = facts.seasons.split(', ').map((one) => stepWord(facts, Number(one)));
  return t(set ? 'series.text.seasons_set' : 'series.text.seasons', { list: listed(seasons) });
}

/** What of a table was not read, and which periods are missing. */
export function readSentence(facts: Facts): string | null {
  const at = (name: string) => Number(facts[name] ?? 0);
  const said = prose(
    at('missing') > 0 ? t('series.text.absent', { n: at('missing'), of: at('periods') }) : null,
    at('unread') > 0
      ? t('series.text.unread', { n: at('unread'), of: format.integer(at('rows_read')) })
      : null,
    at('series_found') > 12 ? t('series.text.most', { n: at('series_found') }) : null,
  );
  return said === '' ? null : said;
}
