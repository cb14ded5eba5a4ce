import { columnLabel } from '../../charts/values.ts';
import { isKey, locale, t } from '../../i18n/index.ts';
import { FILTER_COLUMNS } from '../../metrics/sql/scope.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import type { KnownCell } from '../assist.ts';
import { inputKeys } from './input-keys.ts';
import { metricKeys } from './metric-keys.ts';
import { segmentKeys } from './segment-keys.ts';

/** What a key's value can be; a form has a control for each, and completion offers its values. */
export type KeyType =
  | 'text'
  /** Text, or an object with one text per language. */
  | 'words'
  | 'number'
  | 'number-or-choice'
  | 'flag'
  | 'day'
  | 'days'
  /** Any number of days. */
  | 'day-list'
  /** The period before, or one of one's own. */
  | 'comparison'
  | 'choice'
  | 'choices'
  /** Steps of a funnel: lists of choices in order. */
  | 'steps'
  /** Pairs of whole numbers. */
  | 'ranges'
  /** Conditions by column. */
  | 'where'
  /** The name of a cell with rows. */
  | 'cell'
  /** A column of the cell under `from`. */
  | 'column'
  | 'columns'
  /** Values with labels. */
  | 'options'
  | 'any';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One key of a block's YAML. */
export interface SpecKey {
  readonly name: string;
  readonly type: KeyType;
  readonly label: string;
  readonly hint: string;
  readonly choices?: readonly Choice[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** What holds where the key is left out. */
  readonly fallback?: unknown;
  /** True where leaving it out means something else than any of its values. */
  readonly optional: boolean;
  /** True where an input's value may stand for it, as `$name`. */
  readonly bindable: boolean;
  /** Understood, and not offered in the form. */
  readonly hidden?: boolean;
}

/** What the keys of a block depend on. */
export interface Surroundings {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly cells: readonly KnownCell[];
  readonly context: DatasetContext | null;
}

/** A key with its words from the dictionary: `editors.key.<owner>.<name>`, else `editors.key.<name>`. */
export function key(
  owner: string,
  name: string,
  type: KeyType,
  more: Partial<Omit<SpecKey, 'name' | 'type'>> = {},
): SpecKey {
  const word = (part: 'key' | 'hint') =>
    [`editors.${part}.${owner}.${name}`, `editors.${part}.${name}`].find(isKey);
  const [label, hint] = [word('key'), word('hint')];
  return {
    name,
    type,
    label: label ? t(label) : name.replaceAll('_', ' '),
    hint: hint ? t(hint) : '',
    optional: true,
    bindable: false,
    ...more,
  };
}

/** The keys of a kind's block; null where nobody knows them all. */
export function keysOf(kind: string, around: Surroundings): readonly SpecKey[] | null {
  switch (kind) {
    case 'metric':
      return metricKeys(around);
    case 'tile':
      return [
        titleKey(),
        whereKey(around),
        key('tile', 'show', 'choices', { choices: tiles() }),
        ...selectionKeys(),
      ];
    case 'table':
      return [
        key('table', 'from', 'cell', { choices: cellChoices(around.cells), optional: false }),
        titleKey(),
        key('table', 'columns', 'columns', { choices: columnChoices(around) }),
        ...ARRANGED.map((name) => key('table', name, 'any', { hidden: true })),
        ...selectionKeys(),
      ];
    case 'segment':
      return segmentKeys(around);
    case 'chart':
      return null;
    case 'input':
      return inputKeys(around);
    default:
      return null;
  }
}

export const titleKey = (): SpecKey => key('cell', 'title', 'words');

/** What the table itself writes when it is arranged by hand. */
const ARRANGED = ['sort', 'order', 'hidden', 'pinned', 'widths'];

/** Which selections filter the cell, and which input takes what is picked in it. */
export const selectionKeys = (): readonly SpecKey[] => [
  key('cell', 'filter', 'any', { hidden: true, bindable: true }),
  key('cell', 'select', 'any', { hidden: true, bindable: true }),
];

/** Conditions on the events that are counted. */
export function whereKey({ context }: Pick<Surroundings, 'context'>): SpecKey {
  return key('cell', 'where', 'where', { choices: eventColumns(context) });
}

/** Columns of the data that can be filtered by. */
export function eventColumns(context: DatasetContext | null): readonly Choice[] {
  const has = new Set<string>(context?.columns ?? FILTER_COLUMNS);
  const always = new Set(['day', 'event_type', 'segment']);
  const category = has.has('category_id') || has.has('category_path') ? ['category'] : [];
  const others = FILTER_COLUMNS.filter((name) => always.has(name) || has.has(name));
  return toldApart(
    ['day', ...category, ...others.filter((name) => name !== 'day')].map((value) => ({
      value,
      label: columnLabel(value, locale.value),
    })),
  );
}

/** Choices that would read alike, each with its own name behind. */
export const toldApart = (choices: readonly Choice[]): readonly Choice[] =>
  choices.map((one) =>
    choices.some(({ value, label }) => label === one.label && value !== one.value)
      ? { ...one, label: `${one.label} (${one.value})` }
      : one,
  );

/** Cells with rows. */
export const cellChoices = (cells: readonly KnownCell[]): readonly Choice[] =>
  cells
    .filter(({ cell }) => cell.kind !== 'input' && cell.kind !== 'text' && cell.kind !== 'speed')
    .map(({ name }) => ({ value: name, label: name }));

/** Columns of the cell that `from` names. */
export function columnChoices({ spec, cells }: Surroundings): readonly Choice[] {
  const source = cells.find(({ name }) => name === spec.from);
  return (source?.columns ?? []).map(({ name }) => ({
    value: name,
    label: columnLabel(name, locale.value),
  }));
}

const TILES =
  'pv uv sessions buyers orders conversion_user conversion_session conversion_event gmv aov bounce_rate';

const tiles = (): readonly Choice[] =>
  TILES.split(' ').map((value) => ({ value, label: columnLabel(value, locale.value) }));
