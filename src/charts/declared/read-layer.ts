import { t } from '../../i18n/index.ts';
import type { Problems } from './problems.ts';
import { readChannel } from './read-channel.ts';
import { readSort, readTransforms, readWhere } from './read-transforms.ts';
import type { Channel, Layer, Path, Scalar } from './types.ts';
import { type Mapping, numberIn } from './value.ts';
import {
  CHANNELS,
  type ChannelName,
  DATA_KEYS,
  MARKS,
  type MarkName,
  OPTIONS,
  ruleOf,
  TRANSFORMS,
} from './vocabulary.ts';

const MOST_ROWS = 1_000_000;

/** A rule runs across the whole frame: what the others stand on is not its length. */
const CROSSED: Readonly<Partial<Record<MarkName, readonly string[]>>> = {
  ruleX: ['y', 'y1', 'y2'],
  ruleY: ['x', 'x1', 'x2'],
};

/** A mark from its own keys and those it shares; of the shared ones it takes what it knows. */
export function readLayer(
  mark: MarkName,
  own: Mapping,
  shared: Mapping,
  path: Path,
  problems: Problems,
): Layer {
  const rule = ruleOf(mark);
  const known: readonly string[] = [...rule.channels, ...rule.options, ...TRANSFORMS, ...DATA_KEYS];
  const layered = path.length > 0;
  const renamed = 'color' in own || 'colour' in own ? recoloured(own) : own;
  for (const key of Object.keys(renamed)) {
    if (known.includes(key)) continue;
    if (CHANNELS.some((one) => one === key) || key in OPTIONS)
      problems.add(
        [...path, key],
        t('declared.problem.not-of-mark', { key, mark, known: known.join(', ') }),
      );
    else if (layered) problems.unknown([...path, key], key, known);
  }
  const all: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(shared))
    if (known.includes(key) && !CROSSED[mark]?.includes(key)) all[key] = value;
  Object.assign(all, renamed);
  const channels: Partial<Record<ChannelName, Channel>> = {};
  for (const name of rule.channels) {
    const at = name in renamed ? [...path, name] : [name];
    const channel = readChannel(name, all[name], at, problems);
    if (channel) channels[name] = channel;
  }
  for (const need of rule.needs) {
    if (need.split('|').some((name) => name in channels)) continue;
    problems.add(
      layered ? path : ['mark'],
      t('declared.problem.needs', { mark, need: need.replaceAll('|', ' / ') }),
    );
  }
  return {
    mark,
    channels,
    options: optionsOf(rule.options, all, path, problems),
    transforms: readTransforms(all, path, problems),
    where: readWhere(all.where, [...path, 'where'], problems),
    sort: readSort(all.sort, [...path, 'sort'], problems),
    limit: numberIn(all.limit, 1, MOST_ROWS, [...path, 'limit'], problems),
    path: layered ? path : [],
  };
}

function recoloured({ color, colour, ...rest }: Mapping): Mapping {
  return { fill: color ?? colour, ...rest };
}

function optionsOf(
  names: readonly string[],
  all: Mapping,
  path: Path,
  problems: Problems,
): Readonly<Record<string, Scalar>> {
  const options: Record<string, Scalar> = {};
  for (const name of names) {
    const value = all[name];
    const rule = OPTIONS[name];
    if (!rule || value === undefined || value === null) continue;
    const at = [...path, name];
    if (rule.kind === 'number') {
      const number = numberIn(value, rule.min, rule.max, at, problems);
      if (number !== null) options[name] = number;
    } else if (rule.kind === 'boolean') {
      if (typeof value === 'boolean') options[name] = value;
      else problems.add(at, t('declared.problem.boolean', { key: name }));
    } else if (rule.kind === 'words') {
      const word = problems.oneOf(at, value, rule.words);
      if (word !== undefined) options[name] = word;
    } else if (/^\d+([ ,]+\d+)*$/.test(String(value))) options[name] = String(value);
    else problems.add(at, t('declared.problem.dashes', { key: name }));
  }
  return options;
}

/** All that a mark knows, for completion and for the panel. */
export const keysOf = (mark: MarkName): readonly string[] =>
  mark in MARKS
    ? [...ruleOf(mark).channels, ...ruleOf(mark).options, ...TRANSFORMS, ...DATA_KEYS]
    : [];
