import { nodeLabel } from '../charts/paths/node-label.ts';
import { eventLabel, segmentLabel, show } from '../charts/values.ts';
import { type Locale, t } from '../i18n/index.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What a mark stands for, by its column, in the reader's words: a day, a segment, an event, several of them, a span. */
export function markValue(column: string, value: unknown, locale: Locale): string {
  const one = (each: unknown): string => markValue(column, each, locale);
  if (value === null || value === undefined) return '∅';
  if (Array.isArray(value)) return value.map(one).join(' / ');
  if (value instanceof Date) return show(value, 'day', locale);
  if (typeof value === 'object') {
    const { from, to } = value as { readonly from?: unknown; readonly to?: unknown };
    return from === to ? one(from) : t('compare.days', { from: one(from), to: one(to) }, locale);
  }
  if (typeof value !== 'string') return show(value, 'text', locale);
  if (DAY.test(value)) return show(value, 'day', locale);
  switch (column) {
    case 'segment':
      return segmentLabel(value, locale);
    case 'source':
    case 'target':
      return nodeLabel(value, locale);
    case 'event_type':
    case 'name':
      return eventLabel(value, locale);
    default:
      return value;
  }
}
