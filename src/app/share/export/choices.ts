import { titled } from '../../../cells/read.ts';
import type { InputDetail, InputOption } from '../../../cells/types.ts';
import { eventLabel } from '../../../charts/index.ts';
import { format, locale, t } from '../../../i18n/index.ts';
import type { Cell, CellResult } from '../../../notebook/index.ts';
import type { DatasetContext } from '../../../warehouse/types.ts';
import { activeFilters } from '../../selection/active.ts';
import { partsOfPeriod } from './periods.ts';

export interface Choice {
  readonly key: string;
  readonly label: string;
  /** What the input is set to. */
  readonly value: unknown;
}

/** An input of the notebook with what it could be set to in a file. */
export interface ChoosableInput {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** What it is set to, in words. */
  readonly value: string;
  /** None where its values cannot be listed, as of free text. */
  readonly choices: readonly Choice[];
  /** Key of the choice as it stands. */
  readonly chosen: string;
}

/** Values of one input that a file can hold: the most frequent ones. */
const MOST = 12;

/** What an input of the notebook is set to, and what else it could be. Null where this data has no such input. */
export function choosable(
  cell: Cell,
  result: CellResult | null,
  context: DatasetContext | null,
): ChoosableInput | null {
  if (cell.kind !== 'input' || cell.name === null) return null;
  const detail = (result?.detail ?? {}) as InputDetail;
  if (detail.unavailable) return null;
  const now = result ? result.value : cell.spec.value;
  const others = offered(cell, detail, context);
  const own = others.find(({ value }) => isSame(value, now));
  const chosen = own ?? choice(now, wordsOf(now, detail, cell));
  const choices = own || others.length === 0 ? others : [chosen, ...others];
  return {
    id: cell.id,
    name: cell.name,
    label: titled(cell.spec.label) || cell.name.replaceAll('_', ' '),
    value: chosen.label,
    choices: choices.length > 1 ? choices : [],
    chosen: chosen.key,
  };
}

function offered(
  cell: Cell,
  detail: InputDetail,
  context: DatasetContext | null,
): readonly Choice[] {
  const { spec } = cell;
  const all = t('share.export.all');
  switch (spec.type) {
    case 'toggle':
      return [choice(true, t('charts.yes')), choice(false, t('charts.no'))];
    case 'segmented':
      return options(detail, cell).map((one) => choice(one.value, one.label ?? one.value));
    case 'select': {
      const some = options(detail, cell).map((one) => choice(one.value, one.label ?? one.value));
      return spec.required === true ? some : [choice(null, all), ...some];
    }
    case 'multi-select':
      return [
        choice([], all),
        ...options(detail, cell).map((one) => choice([one.value], one.label ?? one.value)),
      ];
    case 'date-range': {
      const [from, to] = [detail.min ?? context?.from, detail.max ?? context?.to].map(String);
      const parts = partsOfPeriod(from ?? '', to ?? '', context?.weekStart ?? 1, MOST);
      return [
        choice(null, t('share.export.all-days')),
        ...parts.map((range) => choice(range, rangeText(range))),
      ];
    }
    case 'slider':
      return steps(spec).map((value) => choice(value, format.compact(value)));
    default:
      return [];
  }
}

function options({ options: found }: InputDetail, cell: Cell): readonly InputOption[] {
  const written = Array.isArray(cell.spec.options) ? cell.spec.options : [];
  const all: readonly InputOption[] =
    found ??
    written.map((one: unknown) =>
      one !== null && typeof one === 'object' && 'value' in one
        ? {
            value: String(one.value),
            label: titled('label' in one ? one.label : '') || String(one.value),
          }
        : { value: String(one) },
    );
  return all
    .slice(0, MOST)
    .map((one) => ({ ...one, label: one.label ?? eventLabel(one.value, locale.value) }));
}

function steps({ min = 0, max, step }: Readonly<Record<string, unknown>>): readonly number[] {
  const [low, high] = [Number(min), Number(max)];
  if (!(high > low)) return [];
  const size = Math.max(Number(step) || 0, (high - low) / (MOST - 1));
  const count = Math.floor((high - low) / size + 1e-9) + 1;
  return Array.from({ length: count }, (_, at) => Number((low + at * size).toPrecision(12)));
}

const choice = (value: unknown, label: string): Choice => ({
  key: JSON.stringify(value ?? null),
  label,
  value,
});

/** Nothing chosen is the same as null, in whichever way an input says so. */
const isSame = (one: unknown, other: unknown): boolean => keyOf(one) === keyOf(other);
const keyOf = (value: unknown) =>
  Array.isArray(value) && value.length === 0 ? 'null' : JSON.stringify(value ?? null);

/** A selection as its chips say it; any other value by itself. */
function wordsOf(value: unknown, detail: InputDetail, cell: Cell): string {
  if (cell.spec.type !== 'selection') return valueText(value, detail, cell);
  const filters = activeFilters([cell], () => value, locale.value);
  const words = filters.map(({ label, value: set }) => t('share.export.filter', { label, set }));
  return words.join(t('charts.comma')) || t('share.export.all');
}

function valueText(value: unknown, detail: InputDetail, cell: Cell): string {
  if (value === null || value === undefined || value === '') return t('share.export.all');
  if (Array.isArray(value))
    return (
      value.map((one) => valueText(one, detail, cell)).join(t('charts.comma')) ||
      t('share.export.all')
    );
  if (isRange(value)) return rangeText(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return options(detail, cell).find((one) => one.value === String(value))?.label ?? String(value);
}

const isRange = (value: unknown): value is { from: string; to: string } =>
  value !== null &&
  typeof value === 'object' &&
  'from' in value &&
  'to' in value &&
  typeof value.from === 'string' &&
  typeof value.to === 'string';

/** The days of a period in words; one day is said once. */
export const rangeText = ({ from, to }: { readonly from: string; readonly to: string }) =>
  from === to ? format.day(from) : `${format.day(from)} – ${format.day(to)}`;
