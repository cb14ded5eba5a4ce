import { isRange, type Scope } from './scope.ts';

const ISO = /^\d{4}-\d\d-\d\d$/;
const isIso = (value: unknown): value is string => typeof value === 'string' && ISO.test(value);

/**
 * What the conditions of a scope on days say of one day, as the engine would; null where a bound is written in a way
 * that only the engine reads.
 */
export function dayTest({ from, to, filters }: Scope): ((day: string | null) => boolean) | null {
  const asked = filters.day ?? null;
  const ranges = (asked ?? []).filter(isRange);
  const bounds = [from, to].filter((day) => day !== null);
  if (![...bounds, ...ranges.flatMap((range) => [range.from, range.to])].every(isIso)) return null;
  const values = new Set(
    (asked ?? [])
      .filter((value) => !isRange(value))
      .map((value) => (value === null ? null : String(value))),
  );
  const isChosen = (day: string | null) =>
    asked === null ||
    values.has(day) ||
    (day !== null && ranges.some((range) => day >= String(range.from) && day <= String(range.to)));
  return (day) =>
    (day === null ? bounds.length === 0 : (from ?? day) <= day && day <= (to ?? day)) &&
    isChosen(day);
}
