import { TabhouseError } from '../engine/errors.ts';
import { type Key, t } from '../i18n/index.ts';
import type { CanonicalColumn } from '../sources/types.ts';
import type { DatasetContext } from '../warehouse/types.ts';

export const has = (context: DatasetContext, column: CanonicalColumn): boolean =>
  context.columns.includes(column);

export const hasUsers = (context: DatasetContext): boolean => has(context, 'user_id');

/** True where rows carry money. */
export const hasMoney = (context: DatasetContext): boolean =>
  has(context, 'amount') || has(context, 'price');

/** True where sessions can be told: the source's own, or a user's gaps. */
export const hasSessions = (context: DatasetContext): boolean =>
  has(context, 'session_id') || (context.sessions !== 'source' && hasUsers(context));

/** True where events have a time of day. */
export const hasHours = (context: DatasetContext): boolean => context.grain !== 'day';

/** Refuses the metric with a sentence that says what the data lack. */
export function need(
  met: boolean,
  kind: string,
  reason: Key,
  parameters: Readonly<Record<string, string>> = {},
): asserts met {
  if (!met)
    throw new TabhouseError('metric-not-applicable', {
      parameters: { metric: t(`metrics.${kind}.title` as Key), reason: t(reason, parameters) },
    });
}

/** Refuses the metric where the data lack a column that readers know by this name. */
export function needColumn(met: boolean, kind: string, column: Column): void {
  if (column === 'hour') need(met, kind, 'metrics.lacks.hours');
  else need(met, kind, 'metrics.lacks.column', { column: t(`metrics.by.${column}`) });
}

type Column =
  Extract<Key, `metrics.by.${string}`> extends `metrics.by.${infer name}` ? name : never;
