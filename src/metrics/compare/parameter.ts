import type { DatasetContext } from '../../warehouse/types.ts';
import { previousPeriod } from '../overview/previous.ts';
import { type Field, refused } from '../parameters/field.ts';
import { isDay } from '../parameters/kinds.ts';
import type { Scope } from '../sql/scope.ts';

/** Days of the report zone, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** `previous`: the period of the same length before the one asked for. */
export type Compare = 'previous' | Period;

/** With which period the one asked for is compared; null for none. */
export const compareField: Field<Compare | null> = {
  form: { type: 'comparison', label: 'compare.parameter', optional: true },
  fallback: () => null,
  read(value) {
    if (value === 'previous') return value;
    if (value === '' || value === 'none') return null;
    if (typeof value !== 'object' || value === null || !('from' in value) || !('to' in value))
      return undefined;
    const { from, to } = value;
    // A period that is still being chosen.
    if (!from && !to) return null;
    return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
  },
};

/** The period meant; null where the data do not reach back that far. */
export const comparedWith = (
  compare: Compare,
  scope: Scope,
  context: DatasetContext,
): Period | null =>
  compare === 'previous' ? previousPeriod({ from: scope.from, to: scope.to }, context) : compare;

/** The checked value of the parameter. Throws `metric-parameter`. */
export function readCompare(value: unknown, allowed: string): Compare | null {
  if (value === undefined || value === null) return null;
  const meant = compareField.read(value);
  if (meant === undefined) throw refused('compare', value, allowed);
  return meant;
}
