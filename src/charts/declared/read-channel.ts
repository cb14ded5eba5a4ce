import { t } from '../../i18n/index.ts';
import type { Problems } from './problems.ts';
import type { Channel, Path } from './types.ts';
import { isMapping, isScalar, numberIn, sentence } from './value.ts';
import { INTERVALS, REDUCERS, type Reducer } from './vocabulary.ts';

const PLAIN = ['column', 'value', 'bin', 'interval', 'label', 'steps'] as const;
const DEFAULT_STEPS = 20;
const COUNT = /^(\w+)\((.*)\)$/;

/** A channel: a column's name, a constant, or what is made of a column; null where it is not given. */
export function readChannel(
  name: string,
  raw: unknown,
  path: Path,
  problems: Problems,
): Channel | null {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === 'string') return fromText(raw);
  if (isScalar(raw)) return { value: raw };
  if (raw instanceof Date) return { value: raw.toISOString() };
  if (!isMapping(raw)) {
    problems.add(path, t('declared.problem.channel', { key: name }));
    return null;
  }
  const channel: { -readonly [K in keyof Channel]: Channel[K] } = {};
  for (const [key, value] of Object.entries(raw)) {
    const at = [...path, key];
    const reducer = REDUCERS.find((one) => one === key);
    if (reducer) {
      reduced(channel, reducer, value, at, problems);
      continue;
    }
    switch (problems.oneOf(at, key, [...PLAIN, ...REDUCERS])) {
      case 'column':
        if (typeof value === 'string') channel.column = value;
        else problems.add(at, t('declared.problem.column-name', { key }));
        break;
      case 'bin':
        if (typeof value === 'string') channel.column = value;
        else if (value !== true) problems.add(at, t('declared.problem.column-name', { key }));
        channel.bin ??= DEFAULT_STEPS;
        break;
      case 'steps':
        channel.bin = numberIn(value, 1, 500, at, problems) ?? DEFAULT_STEPS;
        break;
      case 'value':
        if (isScalar(value)) channel.value = value;
        else problems.add(at, t('declared.problem.channel', { key }));
        break;
      case 'interval':
        channel.interval = problems.oneOf(at, value, INTERVALS);
        break;
      case 'label':
        channel.label = sentence(value) ?? undefined;
        break;
    }
  }
  if (channel.column === undefined && channel.value === undefined && channel.reduce === undefined) {
    problems.add(path, t('declared.problem.channel', { key: name }));
    return null;
  }
  return channel;
}

/** `sum(gmv)`, as SQL writes it, is `{ sum: gmv }`; every other text is a column. */
function fromText(text: string): Channel {
  const [, word, argument = ''] = COUNT.exec(text.trim()) ?? [];
  const reduce = REDUCERS.find((one) => one === word?.toLowerCase());
  if (!reduce) return { column: text };
  const column = argument.trim();
  return column === '' || column === '*' ? { reduce } : { reduce, column };
}

function reduced(
  channel: { -readonly [K in keyof Channel]: Channel[K] },
  reduce: Reducer,
  value: unknown,
  path: Path,
  problems: Problems,
): void {
  channel.reduce = reduce;
  if (typeof value === 'string' && value !== '' && value !== '*') channel.column = value;
  else if (reduce !== 'count' && reduce !== 'share')
    problems.add(path, t('declared.problem.column-name', { key: reduce }));
}
