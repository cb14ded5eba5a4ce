import { t } from '../../i18n/index.ts';
import { parameterOf } from '../../notebook/index.ts';
import type { CodeProblem } from '../../ui/code/types.ts';
import type { KnownCell } from '../assist.ts';
import type { SpecKey } from './keys.ts';
import { type YamlEntry, yamlText } from './yaml-text.ts';

/**
 * What is wrong with a block's YAML, each at its place. A key that nobody knows is kept and said; `keys` is null where
 * not all are known.
 */
export function specProblems(
  text: string,
  keys: readonly SpecKey[] | null,
  cells: readonly KnownCell[],
): readonly CodeProblem[] {
  const { entries, errors, odd } = yamlText(text);
  if (errors.length > 0)
    return errors.map(({ message, ...at }) => ({
      ...at,
      message: t('editors.problem.yaml', { message }),
      severity: 'error',
    }));
  if (odd)
    return [{ from: 0, to: text.length, message: t('editors.problem.mapping'), severity: 'error' }];
  const inputs = new Set(cells.filter(({ cell }) => cell.kind === 'input').map(({ name }) => name));
  return entries.flatMap((entry) => [
    ...(keys ? ofKey(entry, keys) : []),
    ...references(entry, text, inputs),
  ]);
}

function ofKey(entry: YamlEntry, keys: readonly SpecKey[]): readonly CodeProblem[] {
  const known = keys.find(({ name }) => name === entry.key);
  if (!known) {
    const names = keys.filter(({ hidden }) => !hidden).map(({ name }) => name);
    const message = t('editors.problem.unknown', { key: entry.key, names: names.join(', ') });
    return [{ ...entry.at, message, severity: 'warning' }];
  }
  const { value } = entry;
  if (value === null || parameterOf(value) !== null) return [];
  const possible = mismatch(known, value);
  if (possible === null) return [];
  const message = t('editors.problem.value', { key: entry.key, possible });
  return [{ ...(entry.valueAt ?? entry.at), message, severity: 'error' }];
}

/** What the value could be; null where it is that. */
function mismatch(
  { type, choices = [], minimum, maximum }: SpecKey,
  value: unknown,
): string | null {
  const words = choices.map((one) => one.value);
  const isWord = words.length === 0 || words.includes(String(value));
  switch (type) {
    case 'choice':
    case 'cell':
    case 'column':
      return isWord ? null : words.join(', ');
    case 'choices':
    case 'columns':
      return (Array.isArray(value) ? value : [value]).every(
        (one) => words.length === 0 || words.includes(String(one)),
      )
        ? null
        : words.join(', ');
    case 'number':
    case 'number-or-choice':
      if (type === 'number-or-choice' && words.includes(String(value))) return null;
      return isNumber(value, minimum, maximum) ? null : numbers(minimum, maximum, words);
    case 'flag':
      return typeof value === 'boolean' ? null : 'true, false';
    case 'day':
      return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? null : t('metrics.allowed.day');
    case 'options':
    case 'steps':
    case 'ranges':
      return Array.isArray(value) ? null : t('editors.problem.list');
    case 'where':
    case 'days':
      return typeof value === 'object' ? null : t('editors.problem.mapping-of');
    default:
      return null;
  }
}

const isNumber = (value: unknown, minimum = -Infinity, maximum = Infinity): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= minimum && value <= maximum;

function numbers(
  minimum: number | undefined,
  maximum: number | undefined,
  words: readonly string[],
): string {
  const range =
    minimum === undefined
      ? t('metrics.allowed.number')
      : maximum === undefined
        ? t('metrics.allowed.at_least', { minimum })
        : t('metrics.allowed.between', { minimum, maximum });
  return [range, ...words].join(', ');
}

const REFERENCE = /\$([A-Za-z_]\w*)/g;

/** `$name` that no input has. */
function references(
  { valueAt }: YamlEntry,
  text: string,
  inputs: ReadonlySet<string>,
): readonly CodeProblem[] {
  if (!valueAt) return [];
  const within = text.slice(valueAt.from, valueAt.to);
  return [...within.matchAll(REFERENCE)].flatMap(({ 0: found, 1: name = '', index }) => {
    const own = inputs.has(name) || inputs.has(name.replace(/_(start|end)$/, ''));
    if (own) return [];
    const from = valueAt.from + index;
    return [
      {
        from,
        to: from + found.length,
        message: t('editors.problem.input', { name }),
        severity: 'error' as const,
      },
    ];
  });
}
