import type { DatasetContext } from '../../warehouse/types.ts';
import type { RawParameters } from '../types.ts';

const DAY = 86_400_000;

/**
 * The period of the same length before the one that `parameters` ask for, as `from` and `to`; null where the data do
 * not reach back that far, or where the whole of the data is asked for.
 */
export function previousPeriod(
  parameters: RawParameters,
  context: DatasetContext,
): { readonly from: string; readonly to: string } | null {
  if (context.from === null || context.to === null) return null;
  const from = typeof parameters.from === 'string' ? parameters.from : context.from;
  const to = typeof parameters.to === 'string' ? parameters.to : context.to;
  const start = Date.parse(`${from}T00:00:00Z`);
  const length = Date.parse(`${to}T00:00:00Z`) - start + DAY;
  if (!Number.isFinite(length) || length <= 0) return null;
  const before = iso(start - length);
  return before < context.from ? null : { from: before, to: iso(start - DAY) };
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
