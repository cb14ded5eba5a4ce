import type * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import { legend } from '../legend.ts';
import { eventColour, PALETTES, type ThemeName } from '../palette.ts';
import { diverging, sequential } from '../ramps.ts';
import type { ChartOptions } from '../types.ts';
import { brief, eventLabel, num } from '../values.ts';
import { boundLabel, type ColumnBound, type Drawn, kindFor, worded } from './axis.ts';
import { typed } from './columns.ts';
import { rampKey } from './key.ts';

/** The colours of a chart: what a channel's values look like, and the key to them. */
export interface Colours {
  /** For `Plot.plot`; absent where nothing is coloured by a column. */
  readonly scale: Plot.ScaleOptions | null;
  readonly key: ((scale: Plot.Scale) => SVGSVGElement) | null;
  /** True where values are told apart, not measured. */
  readonly ordinal: boolean;
}

const NONE: Colours = { scale: null, key: null, ordinal: false };
/** More colours than these are not told apart. */
const MOST = 8;
const MOST_ENTRIES = 24;

/** The colour a word of the house stands for in a theme: `accent`, `bad`, `c3`; any other as it is. */
export function constantColour(word: string, theme: ThemeName): string {
  const palette = PALETTES[theme];
  const slot = /^c([1-8])$/.exec(word)?.[1];
  if (slot) return palette.categorical[Number(slot) - 1] ?? palette.accent;
  const named = palette[word as 'accent'];
  return typeof named === 'string' ? named : word;
}

export function coloursFor(drawn: Drawn): Colours {
  const { chart, plans, layers, options } = drawn;
  const spec = chart.scales.color ?? {};
  const found = plans.flatMap(({ bounds, layer }, at) =>
    (['fill', 'stroke'] as const).flatMap((channel) => {
      const bound = bounds[channel];
      if (bound?.kind !== 'column' || layer.mark === 'density') return [];
      return [{ bound, mark: layer.mark, rows: layers[at]?.rows ?? [] }];
    }),
  );
  const hexbin = plans.some(
    ({ layer, bounds }) => layer.mark === 'hexbin' && bounds.fill?.kind !== 'constant',
  );
  const [first] = found;
  if (!first && !hexbin) return NONE;
  const asked = spec.type === 'ordinal' || spec.type === 'categorical';
  const ordinal =
    !hexbin &&
    first !== undefined &&
    (asked || first.bound.type !== 'number') &&
    spec.type !== 'sequential';
  if (ordinal && first) return categories(found, drawn);
  const figures = hexbin
    ? []
    : found
        .flatMap(({ bound, rows }) => rows.map((row) => num(row[bound.name])))
        .filter(Number.isFinite);
  return measured(
    figures,
    first?.bound ?? null,
    drawn,
    hexbin || first?.mark === 'contour',
    options,
  );
}

function categories(
  found: readonly {
    readonly bound: ColumnBound;
    readonly mark: string;
    readonly rows: readonly Record<string, unknown>[];
  }[],
  { chart, options }: Drawn,
): Colours {
  const spec = chart.scales.color ?? {};
  const { theme, locale } = options;
  const palette = PALETTES[theme];
  const names: string[] = [];
  const raw = new Map<string, string>();
  for (const { bound, rows } of found)
    for (const row of rows) {
      const text = worded(row[bound.name], bound, options);
      if (raw.has(text)) continue;
      raw.set(text, String(row[bound.name]));
      names.push(text);
    }
  const wanted = (spec.domain ?? []).map((one) => eventLabel(String(one), locale));
  const domain =
    wanted.length > 0 ? [...wanted, ...names.filter((one) => !wanted.includes(one))] : names;
  const scheme = spec.scheme && spec.scheme !== 'house' ? spec.scheme : null;
  const range = spec.range?.map((one) => constantColour(String(one), theme));
  const free = palette.categorical.filter(
    (colour) => !domain.some((name) => eventColour(theme, raw.get(name) ?? '') === colour),
  );
  let next = 0;
  const colours = domain.map((name, at) => {
    if (range) return range[at % range.length] ?? palette.accent;
    const fixed = eventColour(theme, raw.get(name) ?? '');
    if (fixed) return fixed;
    return next < Math.min(free.length, domain.length > MOST ? MOST - 1 : MOST)
      ? (free[next++] ?? palette.faint)
      : palette.strong;
  });
  const shown = range || scheme ? domain : domain.filter((_, at) => colours[at] !== palette.strong);
  const beyond = domain.length - shown.length;
  const line = found.every(({ mark }) => /^(line|rule|tick|link|linear)/.test(mark));
  const entries = (scale: Plot.Scale) => [
    ...shown
      .slice(0, MOST_ENTRIES)
      .map((name) => ({ label: name, colour: String(scale.apply(name)), line })),
    ...(beyond > 0
      ? [{ label: t('declared.legend.more', { n: beyond }, locale), colour: palette.strong, line }]
      : []),
  ];
  const shows = chart.legend && spec.legend !== false && domain.length > 1;
  return {
    ordinal: true,
    scale: scheme
      ? { type: 'ordinal', domain, scheme: scheme as Plot.ColorScheme }
      : { type: 'ordinal', domain, range: colours },
    key: shows ? (made) => legend(options, entries(made)) : null,
  };
}

function measured(
  figures: readonly number[],
  bound: ColumnBound | null,
  { chart }: Drawn,
  counted: boolean,
  options: ChartOptions,
): Colours {
  const spec = chart.scales.color ?? {};
  const { theme, locale, currency } = options;
  const low = figures.length > 0 ? figures.reduce((a, b) => Math.min(a, b)) : 0;
  const high = figures.length > 0 ? figures.reduce((a, b) => Math.max(a, b)) : 1;
  const diverges = spec.type === 'diverging' || (spec.type === undefined && low < 0 && high > 0);
  const scheme = spec.scheme && spec.scheme !== 'house' ? spec.scheme : null;
  const domain =
    (spec.domain as number[] | undefined) ??
    (counted
      ? undefined
      : diverges
        ? undefined
        : [Math.min(0, low), high > low || high > 0 ? high : low + 1]);
  const kind = bound ? kindFor(bound, figures[0], spec) : 'integer';
  const label =
    spec.label ?? (bound ? boundLabel(bound, options) : t('declared.reduce.rows', {}, locale));
  const shows = chart.legend && spec.legend !== false;
  const write = (value: number) => brief(value, kind, locale, currency);
  const type =
    spec.type && spec.type !== 'sequential'
      ? (spec.type as Plot.ScaleType)
      : diverges
        ? 'diverging'
        : 'linear';
  return {
    ordinal: false,
    scale: {
      type,
      ...(domain && type !== 'quantile' ? { domain } : {}),
      ...(diverges ? { pivot: spec.pivot ?? 0, symmetric: true } : {}),
      ...(type === 'threshold' || type === 'quantile' || type === 'quantize'
        ? { scheme: (scheme ?? 'blues') as Plot.ColorScheme }
        : scheme
          ? { scheme: scheme as Plot.ColorScheme }
          : { interpolate: diverges ? diverging(theme) : sequential(theme) }),
    } as Plot.ScaleOptions,
    key: shows ? (made) => rampKey(made, label, write, options) : null,
  };
}

/** A colour channel's value as the scale takes it. */
export function colourValue(
  bound: ColumnBound,
  colours: Colours,
  options: ChartOptions,
): (row: Record<string, unknown>) => unknown {
  if (colours.ordinal) return (row) => worded(row[bound.name], bound, options);
  return (row) => typed(row[bound.name], bound.type);
}
