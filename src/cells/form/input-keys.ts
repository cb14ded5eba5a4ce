import { t } from '../../i18n/index.ts';
import {
  type Choice,
  cellChoices,
  columnChoices,
  eventColumns,
  key,
  type SpecKey,
  type Surroundings,
} from './keys.ts';

/** Every type of input, the simple ones first. */
export const INPUT_TYPES = [
  'select',
  'multi-select',
  'segmented',
  'search',
  'text',
  'number',
  'slider',
  'toggle',
  'date-range',
  'table',
  'chart',
  'selection',
] as const;

export type InputType = (typeof INPUT_TYPES)[number];

export const isInputType = (value: unknown): value is InputType =>
  INPUT_TYPES.some((one) => one === value);

/** Types whose value is one of some, from a column of the data or of a cell, or from a list. */
const CHOOSES: ReadonlySet<string> = new Set(['select', 'multi-select', 'search', 'segmented']);

/** The keys of an input block of its type. */
export function inputKeys(around: Surroundings): readonly SpecKey[] {
  const { type } = around.spec;
  return [
    key('input', 'type', 'choice', { choices: types(), optional: false, fallback: 'text' }),
    key('input', 'label', 'words'),
    ...own(isInputType(type) ? type : 'text', around),
    key('input', 'help', 'words', { hidden: true }),
  ];
}

const types = (): readonly Choice[] =>
  INPUT_TYPES.map((value) => ({ value, label: t(`editors.input.${value}`) }));

function own(type: InputType, around: Surroundings): readonly SpecKey[] {
  switch (type) {
    case 'number':
    case 'slider':
      return [
        key('input', 'min', 'number'),
        key('input', 'max', 'number'),
        key('input', 'step', 'number', { minimum: 0 }),
        ...(type === 'slider' ? sources(around) : [key('input', 'placeholder', 'words')]),
        key('input', 'value', 'number'),
      ];
    case 'text':
      return [key('input', 'placeholder', 'words'), key('input', 'value', 'text')];
    case 'selection':
      return [key('input', 'value', 'any', { hidden: true })];
    case 'toggle':
      return [key('input', 'value', 'flag', { fallback: false })];
    case 'date-range':
      return [key('input', 'value', 'days')];
    case 'table':
    case 'chart':
      return [
        key('input', 'from', 'cell', {
          choices: cellChoices(around.cells),
          hint: t('editors.hint.picked.from'),
          optional: false,
        }),
        key('input', 'column', 'column', {
          choices: columnChoices(around),
          hint: t('editors.hint.picked.column'),
        }),
        key('input', 'multiple', 'flag', { fallback: true }),
        key('input', 'value', 'any', { hidden: true }),
      ];
    default:
      return [
        ...sources(around),
        key('input', 'options', 'options'),
        ...(type === 'select' ? [key('input', 'required', 'flag', { fallback: false })] : []),
        ...(type === 'search' ? [key('input', 'placeholder', 'words')] : []),
        value(type, around),
      ];
  }
}

/** A column of the data, or of the cell that `from` names. */
function sources(around: Surroundings): readonly SpecKey[] {
  const columns = around.spec.from ? columnChoices(around) : eventColumns(around.context);
  return [
    key('input', 'from', 'cell', { choices: cellChoices(around.cells) }),
    key('input', 'column', 'column', { choices: columns }),
  ];
}

function value(type: InputType, { spec }: Surroundings): SpecKey {
  const listed = CHOOSES.has(type) && Array.isArray(spec.options) ? optionsOf(spec.options) : [];
  if (type === 'multi-select') return key('input', 'value', 'choices', { choices: listed });
  if (listed.length > 0) return key('input', 'value', 'choice', { choices: listed });
  return key('input', 'value', 'text');
}

/** Options as they are written: values, or `{value, label}`. */
export const optionsOf = (options: readonly unknown[]): readonly Choice[] =>
  options.map((one) => {
    const { value, label } = (typeof one === 'object' && one !== null ? one : { value: one }) as {
      value?: unknown;
      label?: unknown;
    };
    return { value: String(value), label: typeof label === 'string' ? label : String(value) };
  });
