import type { Completion, CompletionResult } from '@codemirror/autocomplete';
import {
  CHANNELS,
  CHART_KEYS,
  type ColumnFacts,
  FORMATS,
  INTERVALS,
  keysOf,
  MARKS,
  type MarkName,
  OPTIONS,
  PROJECTIONS,
  REDUCERS,
  SCALE_KEYS,
  SCALE_TYPES,
  SCALES,
  SCHEMES,
} from '../../charts/declared/index.ts';
import { yamlText } from '../form/yaml-text.ts';

/** Words that a key's value may be. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  mark: Object.keys(MARKS),
  scheme: SCHEMES,
  format: FORMATS,
  type: SCALE_TYPES,
  interval: INTERVALS,
  projection: PROJECTIONS,
  stack: ['normalize', 'center', 'wiggle', 'none'],
  normalize: ['first', 'last', 'sum', 'max', 'mean', 'extent'],
  map: ['cumsum', 'rank', 'quantile'],
  only: ['first', 'last', 'minX', 'maxX', 'minY', 'maxY'],
  dodge: ['x', 'y'],
  brush: ['x', 'y', 'xy', 'false'],
};

/** Offers keys, and the columns, figures and words that a key may have. */
export function chartCompletions(
  text: string,
  position: number,
  columns: readonly ColumnFacts[],
  sources: readonly string[],
): CompletionResult | null {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  const before = text.slice(start, position);
  if (/(^|\s)#/.test(before)) return null;
  const word = /[\w$-]*$/.exec(before)?.[0] ?? '';
  const from = position - word.length;
  const at = (options: readonly Completion[]): CompletionResult => ({
    from,
    options: [...options],
    validFor: /^[\w$-]*$/,
  });
  const key = /([\w-]+):\s*[\w$-]*$/.exec(before)?.[1];
  if (!key) return at(keys(text, before));
  if (key === 'from') return at(named(sources));
  if (VALUES[key]) return at(named(VALUES[key]));
  const rule = OPTIONS[key];
  if (rule?.kind === 'words') return at(named(rule.words));
  if (
    rule?.kind === 'boolean' ||
    ['legend', 'grid', 'tip', 'zero', 'nice', 'reverse'].includes(key)
  )
    return at(named(['true', 'false']));
  const column = columns.map(
    ({ name, type }): Completion => ({ label: name, detail: type, boost: 2 }),
  );
  const channel = CHANNELS.some((one) => one === key);
  const figures = channel
    ? REDUCERS.map(
        (one): Completion => ({
          label: one,
          apply: one === 'count' || one === 'share' ? `${one}()` : `${one}(`,
        }),
      )
    : [];
  return at([...column, ...figures]);
}

/** Keys of the block, of a mark in the list, or within the braces of a scale or a channel. */
function keys(text: string, before: string): readonly Completion[] {
  const { value } = yamlText(text);
  const inner = /\{[^}]*$/.test(before);
  if (inner && /(x|y|color|r|fx|fy):\s*\{[^}]*$/.test(before))
    return named([...SCALE_KEYS, 'column', 'bin', 'steps', ...REDUCERS], ': ');
  if (/^\s+\w*$/.test(before) && 'scales' in value) return named([...SCALES, ...SCALE_KEYS], ': ');
  const mark =
    typeof value.mark === 'string' && value.mark in MARKS ? (value.mark as MarkName) : null;
  const own = mark ? keysOf(mark) : CHANNELS;
  const taken = new Set(Object.keys(value));
  return named(
    [...CHART_KEYS, ...own].filter((one) => !taken.has(one)),
    ': ',
  );
}

const named = (words: readonly string[], after = ''): readonly Completion[] =>
  [...new Set(words)].map((label) => ({ label, ...(after ? { apply: label + after } : {}) }));
