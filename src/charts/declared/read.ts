import { t } from '../../i18n/index.ts';
import { Problems } from './problems.ts';
import { readLayer } from './read-layer.ts';
import { readProjection, readScales } from './read-scales.ts';
import type { Declared, Layer, Problem } from './types.ts';
import { flag, isMapping, type Mapping, numberIn, sentence } from './value.ts';
import {
  CHANNELS,
  CHART_KEYS,
  DATA_KEYS,
  MARKS,
  type MarkName,
  OPTIONS,
  ruleOf,
  TRANSFORMS,
} from './vocabulary.ts';

const MOST_LAYERS = 12;
/** Written for `fill` by habit. */
const SAME_AS_FILL = ['color', 'colour'];

/** Reads a `chart` block's YAML. Nothing in it is evaluated; `problems` is empty where all of it is understood. */
export function readChart(raw: Mapping): {
  readonly chart: Declared;
  readonly problems: readonly Problem[];
} {
  const problems = new Problems();
  checkKeys(raw, problems);
  const common = commonOf(raw, problems);
  const layers = layersOf(raw, common, problems);
  if (layers.length > 1) {
    for (const { mark, path } of layers)
      if (ruleOf(mark).alone) problems.add(path, t('declared.problem.alone', { mark }));
  }
  const margins = isMapping(raw.margins) ? raw.margins : {};
  const chart: Declared = {
    from: sentence(raw.from) ?? '',
    title: sentence(raw.title),
    subtitle: sentence(raw.subtitle),
    caption: sentence(raw.caption),
    layers,
    scales: readScales(raw.scales, problems),
    projection: readProjection(raw.projection, problems),
    legend: flag(raw.legend, true, ['legend'], problems),
    grid: flag(raw.grid, true, ['grid'], problems),
    tip: flag(raw.tip, true, ['tip'], problems),
    brush: brushOf(raw.brush, problems),
    height: numberIn(raw.height, 40, 4000, ['height'], problems),
    aspectRatio: numberIn(raw.aspectRatio, 0.05, 20, ['aspectRatio'], problems),
    margins: Object.fromEntries(
      (['left', 'right', 'top', 'bottom'] as const).flatMap((side) => {
        const value = numberIn(margins[side], 0, 600, ['margins', side], problems);
        return value === null ? [] : [[side, value]];
      }),
    ),
  };
  return { chart, problems: problems.all };
}

function checkKeys(raw: Mapping, problems: Problems): void {
  const known = [
    ...CHART_KEYS,
    ...CHANNELS,
    ...Object.keys(OPTIONS),
    ...TRANSFORMS,
    ...DATA_KEYS,
    ...SAME_AS_FILL,
  ];
  for (const key of Object.keys(raw)) if (!known.includes(key)) problems.unknown([key], key, known);
  if (typeof raw.from !== 'string' || raw.from === '')
    problems.add(['from'], t('declared.problem.from'));
  if (raw.marks !== undefined && raw.mark !== undefined)
    problems.add(['marks'], t('declared.problem.both'));
}

/** What stands beside the marks holds for each of them that knows it. */
function commonOf(raw: Mapping, problems: Problems): Mapping {
  const own: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    if (key === 'tip') continue;
    if ((CHART_KEYS as readonly string[]).includes(key)) continue;
    own[SAME_AS_FILL.includes(key) ? 'fill' : key] = value;
  }
  const { facet } = raw;
  if (facet === undefined || facet === null) return own;
  if (!isMapping(facet)) {
    problems.add(['facet'], t('declared.problem.mapping', { key: 'facet' }));
    return own;
  }
  for (const key of Object.keys(facet))
    if (key !== 'x' && key !== 'y') problems.unknown(['facet', key], key, ['x', 'y']);
  if (facet.x !== undefined) own.fx = facet.x;
  if (facet.y !== undefined) own.fy = facet.y;
  return own;
}

function layersOf(raw: Mapping, common: Mapping, problems: Problems): Layer[] {
  if (raw.marks === undefined || raw.marks === null) {
    if (raw.mark === undefined || raw.mark === null) return [];
    const mark = markOf(raw.mark, ['mark'], problems);
    return mark ? [readLayer(mark, common, {}, [], problems)] : [];
  }
  if (!Array.isArray(raw.marks) || raw.marks.length === 0) {
    problems.add(['marks'], t('declared.problem.list', { key: 'marks' }));
    return [];
  }
  if (raw.marks.length > MOST_LAYERS)
    problems.add(['marks'], t('declared.problem.marks', { n: MOST_LAYERS }));
  return raw.marks.slice(0, MOST_LAYERS).flatMap((one: unknown, at) => {
    const path = ['marks', at] as const;
    const own: unknown = typeof one === 'string' ? { mark: one } : one;
    if (!isMapping(own)) {
      problems.add(path, t('declared.problem.mark-mapping'));
      return [];
    }
    const mark = markOf(own.mark, [...path, 'mark'], problems);
    const { mark: _, ...rest } = own;
    return mark ? [readLayer(mark, rest, common, path, problems)] : [];
  });
}

function markOf(
  value: unknown,
  path: readonly (string | number)[],
  problems: Problems,
): MarkName | undefined {
  const names = Object.keys(MARKS) as MarkName[];
  if (value === undefined || value === null) {
    problems.add(path, t('declared.problem.no-mark', { marks: names.join(', ') }));
    return undefined;
  }
  return problems.oneOf(path, value, names);
}

function brushOf(value: unknown, problems: Problems): Declared['brush'] {
  if (value === undefined || value === null || value === true) return undefined;
  if (value === false) return null;
  return problems.oneOf(['brush'], value, ['x', 'y', 'xy'] as const);
}
