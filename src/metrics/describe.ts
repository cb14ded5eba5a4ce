import { format, isKey, type Key, locale, type Parameters, t } from '../i18n/index.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { isSegment, type Segment } from './segments/types.ts';
import { type FilterRange, type FilterValue, isRange, type Scope } from './sql/scope.ts';

/** Sentences as one text, as the reader's language joins them. */
export function prose(...sentences: readonly (string | null)[]): string {
  return sentences
    .filter((sentence) => sentence !== null && sentence !== '')
    .join(locale.value === 'zh-CN' ? '' : ' ');
}

/** Words as an enumeration. */
export const listed = (words: readonly string[]): string => words.join(t('common.and'));

/** The reader's words for event types that stand for one step. */
export const eventWords = (types: readonly string[]): string =>
  types.map(eventWord).join(t('metrics.or'));

function eventWord(type: string): string {
  const key = `event.${type}`;
  return isKey(key) ? t(key) : type;
}

/** The sentence for a key put together from a prefix and a checked choice. */
export const chosen = (prefix: string, choice: string, parameters: Parameters = {}): string => {
  const key = `${prefix}.${choice}`;
  return isKey(key) ? t(key, parameters) : choice;
};

/** Which events are counted: the period, its zone, and the filters. */
export function scopeSentence(scope: Scope, context: DatasetContext): string {
  const from = scope.from ?? context.from;
  const to = scope.to ?? context.to;
  const period =
    from === null || to === null
      ? ''
      : t(from === to ? 'metrics.scope.day' : 'metrics.scope.period', {
          from: format.day(from),
          to: format.day(to),
          zone: context.reportTimezone,
        });
  const filters = Object.entries(scope.filters)
    .filter(([, values]) => values.length > 0)
    .map(([column, values]) => {
      const segments = values.filter(isSegment);
      if (segments.length > 0)
        return listed(segments.map(({ segment }) => t('segments.in', { segment })));
      const shown = values.slice(0, 5).map(valueText);
      if (values.length > shown.length) shown.push('…');
      return `${column} = ${shown.join(' / ')}`;
    });
  return prose(
    period,
    filters.length > 0 ? t('metrics.scope.filters', { filters: listed(filters) }) : null,
  );
}

const valueText = (value: FilterValue | FilterRange | Segment): string => {
  if (isSegment(value)) return value.segment;
  if (isRange(value)) return value.from > value.to ? '—' : `${value.from}–${value.to}`;
  return value === null ? '∅' : String(value);
};

/** A span of seconds in its largest whole unit. */
export function span(seconds: number): string {
  const units: readonly (readonly [number, Key])[] = [
    [86_400, 'metrics.days'],
    [3600, 'metrics.hours'],
    [60, 'metrics.minutes'],
  ];
  for (const [size, key] of units) if (seconds % size === 0) return t(key, { n: seconds / size });
  return t('metrics.seconds', { n: seconds });
}
