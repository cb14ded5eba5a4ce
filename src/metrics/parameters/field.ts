import { TabhouseError } from '../../engine/errors.ts';
import { t } from '../../i18n/index.ts';

import type { DatasetContext } from '../../warehouse/types.ts';
import type { ParameterField, RawParameters } from '../types.ts';

/** How one parameter is read, and what a form needs to offer it. */
export interface Field<T> {
  readonly form: Omit<ParameterField, 'name'>;
  /** The value where none is given. */
  readonly fallback: (context: DatasetContext) => T;
  /** The checked value; undefined where it cannot be meant. */
  readonly read: (value: unknown) => T | undefined;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What reading by `F` gives. */
export type ParametersOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** Reads raw parameters by their schema. Rejects unknown names and values with `metric-parameter`. */
export function readParameters<F extends Fields>(
  fields: F,
  raw: RawParameters,
  context: DatasetContext,
): ParametersOf<F> {
  for (const name of Object.keys(raw))
    if (!Object.hasOwn(fields, name))
      throw refused(
        name,
        raw[name],
        t('metrics.allowed.names', { names: Object.keys(fields).join(', ') }),
      );
  const read = Object.entries(fields).map(([name, field]) => {
    const value = raw[name];
    const none = value === undefined || value === null || (value === '' && isText(field));
    if (none) return [name, field.fallback(context)];
    const meant = field.read(value);
    if (meant === undefined) throw refused(name, value, allowed(field.form));
    return [name, meant];
  });
  return Object.fromEntries(read) as ParametersOf<F>;
}

/** An empty line of text is none: what an input says in which nothing was typed. */
const isText = ({ form }: Field<unknown>) => form.type === 'text';

/** The error for a parameter that cannot be meant; `possible` says what could. */
export const refused = (name: string, value: unknown, possible: string): TabhouseError =>
  new TabhouseError('metric-parameter', {
    parameters: { name, value: describe(value), allowed: possible },
  });

/** What a parameter can be, in words. */
function allowed({ type, choices = [], minimum, maximum }: Field<unknown>['form']): string {
  const list = choices.map((choice) => choice.value).join(', ');
  switch (type) {
    case 'choice':
    case 'words':
      return list;
    case 'number-or-choice':
      return `${t('metrics.allowed.number')}, ${list}`;
    case 'number':
      if (minimum === undefined) return t('metrics.allowed.number');
      return maximum === undefined
        ? t('metrics.allowed.at_least', { minimum })
        : t('metrics.allowed.between', { minimum, maximum });
    case 'day':
      return t('metrics.allowed.day');
    case 'day-list':
      return t('metrics.allowed.days');
    case 'comparison':
      return t('metrics.allowed.comparison');
    case 'steps':
      return t('metrics.allowed.steps', { choices: list });
    case 'ranges':
      return t('metrics.allowed.ranges');
    case 'filters':
      return t('metrics.allowed.filters', { choices: list });
    case 'relation':
    case 'column':
    case 'text':
      return t('metrics.allowed.text');
  }
}

function describe(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, bigints);
  return (text ?? String(value)).slice(0, 200);
}

const bigints = (_key: string, value: unknown) =>
  typeof value === 'bigint' ? value.toString() : value;

/** The schema as a list, for forms. */
export const formOf = (fields: Fields): readonly ParameterField[] =>
  Object.entries(fields).map(([name, { form }]) => ({ name, ...form }));
