import {
  type ChannelName,
  type ColumnFacts,
  INTERVALS,
  isMapping,
  type MarkName,
  REDUCERS,
  type Reducer,
  ruleOf,
} from '../../charts/declared/index.ts';

/** What a channel's control shows: a column, and what is made of it. */
export interface ChannelChoice {
  /** Null where nothing, or all rows, or a constant is meant. */
  readonly column: string | null;
  /** `as it is`, a reducer, `bin`, or an interval. */
  readonly as: string;
  /** A value that the panel does not set apart, shown as it is written. */
  readonly other: string | null;
}

const NONE: ChannelChoice = { column: null, as: '', other: null };

/** Reads a channel as it stands in the YAML. */
export function channelChoice(raw: unknown, columns: readonly ColumnFacts[]): ChannelChoice {
  if (raw === undefined || raw === null) return NONE;
  if (typeof raw === 'string') {
    const [, word, argument] = /^(\w+)\((.*)\)$/.exec(raw.trim()) ?? [];
    const reduce = REDUCERS.find((one) => one === word);
    if (reduce) return { column: argument?.trim() || null, as: reduce, other: null };
    const known = columns.length === 0 || columns.some(({ name }) => name === raw);
    return known ? { column: raw, as: '', other: null } : { ...NONE, other: raw };
  }
  if (!isMapping(raw)) return { ...NONE, other: String(raw) };
  const reduce = REDUCERS.find((one) => one in raw);
  if (reduce)
    return {
      column: typeof raw[reduce] === 'string' ? String(raw[reduce]) : null,
      as: reduce,
      other: null,
    };
  if (typeof raw.bin === 'string') return { column: raw.bin, as: 'bin', other: null };
  if (typeof raw.column === 'string')
    return {
      column: raw.column,
      as: typeof raw.interval === 'string' ? raw.interval : '',
      other: null,
    };
  return { ...NONE, other: JSON.stringify(raw) };
}

/** The value to write for a choice; what else stood there (a label, the number of steps) is kept where it still means something. */
export function channelValue({ column, as }: ChannelChoice, before: unknown): unknown {
  const kept = isMapping(before) && before.label !== undefined ? { label: before.label } : {};
  const named = Object.keys(kept).length > 0;
  if (REDUCERS.some((one) => one === as)) {
    if (named) return { [as]: column ?? true, ...kept };
    return `${as}(${column ?? ''})`;
  }
  if (column === null) return undefined;
  if (as === 'bin')
    return {
      bin: column,
      ...(isMapping(before) && before.steps !== undefined ? { steps: before.steps } : {}),
      ...kept,
    };
  if (INTERVALS.some((one) => one === as)) return { column, interval: as, ...kept };
  return named ? { column, ...kept } : column;
}

const SUMS: readonly Reducer[] = [
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'p90',
  'p95',
  'deviation',
  'share',
  'distinct',
  'count',
];
const WORDS: readonly Reducer[] = ['distinct', 'count', 'mode'];

/** What can be made of a column on a channel, by its type. */
export function waysOf(channel: ChannelName, type: ColumnFacts['type'] | null): readonly string[] {
  if (type === null) return ['count', 'share'];
  const placed = /^[xy]$/.test(channel);
  if (type === 'number') return ['', ...(placed ? ['bin'] : []), ...SUMS];
  if (type === 'day' || type === 'time') {
    const steps =
      type === 'day'
        ? INTERVALS.filter((one) => !['second', 'minute', 'hour'].includes(one))
        : INTERVALS;
    return ['', ...(placed ? ['bin'] : []), ...steps, 'min', 'max', ...WORDS];
  }
  return ['', ...WORDS];
}

const FIRST: readonly ChannelName[] = [
  'label',
  'value',
  'series',
  'source',
  'target',
  'region',
  'geometry',
  'path',
  'x',
  'y',
  'z',
  'x1',
  'y1',
  'x2',
  'y2',
  'fill',
  'stroke',
  'r',
  'symbol',
  'text',
  'length',
  'rotate',
  'weight',
];
/** Channels that few charts set: shown where they are set, and where a mark needs them. */
const RARE = new Set(['x1', 'x2', 'y1', 'y2', 'z', 'symbol', 'length', 'rotate', 'weight']);
const LINED = /^(line|rule|tick|link|arrow|vector|linearRegression)/;

/** The channels of a mark that the panel shows, in the order of its fields. */
export function channelsOf(
  mark: MarkName,
  set: Readonly<Record<string, unknown>>,
): readonly ChannelName[] {
  const { channels, needs } = ruleOf(mark);
  const needed = new Set(needs.flatMap((need) => need.split('|').slice(0, 1)));
  return FIRST.filter((name) => {
    if (!channels.includes(name)) return false;
    if (set[name] !== undefined || needed.has(name)) return true;
    if (name === 'stroke') return LINED.test(mark);
    if (name === 'fill') return !LINED.test(mark);
    if (name === 'text') return mark === 'text';
    return !RARE.has(name) && name !== 'r';
  });
}

/** Transforms that change how a mark looks; `null` where the mark has no use for one. */
export function transformsOf(
  mark: MarkName,
): readonly ('stack' | 'normalize' | 'window' | 'map' | 'dodge')[] {
  if (ruleOf(mark).alone) return [];
  if (/^(bar|area|waffle|rect)/.test(mark))
    return ['stack', ...(mark.startsWith('area') ? (['normalize', 'window', 'map'] as const) : [])];
  if (/^line/.test(mark)) return ['normalize', 'window', 'map'];
  return /^(dot|circle)/.test(mark) ? ['dodge'] : [];
}
