import type { Completion, CompletionResult } from '@codemirror/autocomplete';
import type { KnownCell } from '../assist.ts';
import type { Choice, SpecKey } from './keys.ts';
import { yamlText } from './yaml-text.ts';

/** Offers keys that are not there yet and values that a key can have, `$inputs` among them. */
export function specCompletions(
  text: string,
  position: number,
  keys: readonly SpecKey[],
  cells: readonly KnownCell[],
): CompletionResult | null {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  const before = text.slice(start, position);
  const word = /[$\w-]*$/.exec(before)?.[0] ?? '';
  const from = position - word.length;
  const validFor = /^[$\w-]*$/;
  if (/^[\w-]*$/.test(before)) return { from, validFor, options: keyOptions(text, from, keys) };
  const name = /^([\w-]+):/.exec(before)?.[1] ?? owner(text, start);
  const key = keys.find((one) => one.name === name);
  if (!key || /(^|\s)#/.test(before)) return null;
  const inputs = inputOptions(cells);
  if (key.type === 'where') {
    const column = /(?:[{,]|^)\s*[\w-]*$/.test(before.replace(/^[\w-]+:/, ''));
    const options = column ? named(key.choices, ': ') : inputs;
    return { from, validFor, options };
  }
  const values = key.type === 'flag' ? flags : named(key.choices);
  return { from, validFor, options: key.bindable ? [...values, ...inputs] : values };
}

const flags: readonly Completion[] = [{ label: 'true' }, { label: 'false' }];

function keyOptions(text: string, from: number, keys: readonly SpecKey[]): Completion[] {
  const taken = yamlText(text).entries.filter(({ at }) => at.from !== from);
  return keys
    .filter(({ name }) => !taken.some((one) => one.key === name))
    .map(({ name, label, hint, hidden }) => ({
      label: name,
      detail: label,
      apply: `${name}: `,
      boost: hidden ? -50 : 0,
      ...(hint ? { info: hint } : {}),
    }));
}

const named = (choices: readonly Choice[] = [], after = ''): readonly Completion[] =>
  choices.map(({ value, label }) => ({
    label: value,
    ...(label === value ? {} : { detail: label }),
    ...(after ? { apply: value + after } : {}),
  }));

const inputOptions = (cells: readonly KnownCell[]): readonly Completion[] =>
  cells
    .filter(({ cell }) => cell.kind === 'input')
    .map(({ name, cell }) => ({ label: `$${name}`, detail: String(cell.spec.type ?? '') }));

/** The key whose indented value a line belongs to. */
function owner(text: string, start: number): string | undefined {
  const lines = text.slice(0, start).split('\n');
  return lines.reverse().flatMap((line) => /^([\w-]+):/.exec(line)?.[1] ?? [])[0];
}
