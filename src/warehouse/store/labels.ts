import type { DatasetContext, Rules } from '../types.ts';
import type { Held } from './held.ts';

export type Labels = Partial<Pick<DatasetContext, 'currency' | 'weekStart'>>;

/** Settings that no table depends on. */
export function labelled(held: Held, { currency, weekStart }: Labels): Held {
  const { currency: old, ...context } = held.record.context;
  const money = currency ?? old;
  const week = weekStart ?? context.weekStart;
  const next: DatasetContext = {
    ...context,
    ...(money ? { currency: money } : {}),
    weekStart: week,
  };
  const version = week === context.weekStart ? context.version : versionOf(next, held.record.rules);
  return { ...held, record: { ...held.record, context: { ...next, version } } };
}

/** Of one load under these terms: what is kept of one is not shown for another. */
export const versionOf = ({ version, reportTimezone, weekStart }: DatasetContext, rules: Rules) =>
  [version.split(' ')[0], reportTimezone, weekStart, ...Object.values(rules)].join(' ');
