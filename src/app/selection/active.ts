import { titled } from '../../cells/read.ts';
import { columnLabel } from '../../charts/index.ts';
import { format, type Locale, t } from '../../i18n/index.ts';
import type { Cell } from '../../notebook/index.ts';
import { isSelectionInput } from './answer.ts';
import { type Clause, selectionOf } from './clauses.ts';

/** A filter that is set, as a chip says it. */
export interface ActiveFilter {
  readonly key: string;
  /** Name of the input that holds it. */
  readonly input: string;
  readonly label: string;
  readonly value: string;
  /** The input's value without it. */
  readonly rest: unknown;
}

/** Values of a choice that each have a chip of their own. */
const MOST_CHIPS = 3;
const FILTERS = new Set([
  'date-range',
  'multi-select',
  'select',
  'selection',
  'search',
  'table',
  'chart',
]);

/** Every filter that the inputs of a notebook set, in their order. A choice that cannot be left open is a setting, no filter. */
export function activeFilters(
  cells: readonly Cell[],
  valueIn: (name: string) => unknown,
  locale: Locale,
): readonly ActiveFilter[] {
  return cells.flatMap((cell) => {
    const { kind, name, spec, error } = cell;
    if (kind !== 'input' || name === null || error || !FILTERS.has(String(spec.type))) return [];
    if (spec.required === true) return [];
    const value = valueIn(name) ?? spec.value ?? null;
    if (isSelectionInput(cell)) return clauses(name, selectionOf(value), locale);
    const label = titled(spec.label) || name.replaceAll('_', ' ');
    const one = (text: string, rest: unknown, index = 0): ActiveFilter => ({
      key: `${name}.${index}`,
      input: name,
      label,
      value: text,
      rest,
    });
    if (Array.isArray(value)) return choices(value, one);
    if (isDays(value)) return [one(between(value.from, value.to), null)];
    return typeof value === 'string' && value !== '' ? [one(value, null)] : [];
  });
}

function choices(
  value: readonly unknown[],
  one: (text: string, rest: unknown, index?: number) => ActiveFilter,
): readonly ActiveFilter[] {
  if (value.length > MOST_CHIPS) return [one(many(value.map(String)), [])];
  return value.map((item, index) =>
    one(
      String(item),
      value.filter((other) => other !== item),
      index,
    ),
  );
}

function clauses(
  input: string,
  selection: readonly Clause[],
  locale: Locale,
): readonly ActiveFilter[] {
  return selection.map((clause, index) => ({
    key: `${input}.${clause.by}.${clause.column}.${index}`,
    input,
    label: columnLabel(clause.column, locale),
    value: clauseText(clause),
    rest: selection.filter((other) => other !== clause),
  }));
}

function clauseText(clause: Clause): string {
  if (!('in' in clause)) return between(clause.from, clause.to);
  const texts = clause.in.map((value) => (value === null ? t('selection.empty') : String(value)));
  return texts.length > MOST_CHIPS ? many(texts) : texts.join(t('charts.comma'));
}

const many = (values: readonly string[]): string =>
  t('selection.more', { first: values[0] ?? '', n: values.length - 1 });

function between(from: string | number, to: string | number): string {
  const [first, last] = [end(from), end(to)];
  return first === last ? first : t('selection.between', { from: first, to: last });
}

const end = (value: string | number): string =>
  typeof value === 'string'
    ? /^\d{4}-\d\d-\d\d$/.test(value)
      ? format.day(value)
      : value
    : format.decimal(value, Number.isInteger(value) ? 0 : 2);

const isDays = (value: unknown): value is { readonly from: string; readonly to: string } =>
  typeof value === 'object' &&
  value !== null &&
  'from' in value &&
  'to' in value &&
  typeof value.from === 'string' &&
  typeof value.to === 'string';
