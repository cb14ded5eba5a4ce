import * as Plot from '@observablehq/plot';
import { format, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { beforeOf } from './compare/twin.ts';
import { axisX, axisY, countTicks, draw, figure, gridY, headline, tipStyle } from './frame.ts';
import { categorical, PALETTES } from './palette.ts';
import { ticksOf } from './ticks.ts';
import type { Chart, ChartOptions, Facts } from './types.ts';
import { brief, columnLabel, kindOf, num, show, textWidth, truncate } from './values.ts';

export interface Ranked {
  readonly rank: number;
  readonly value: number;
  readonly cumulative: number;
  readonly head: boolean;
  readonly row: Row;
}

/** The facts of a Pareto that are not rows, under the names that the metric gives them. */
export function paretoFacts(facts: Facts, rows: readonly Row[]) {
  const first = (...names: string[]) =>
    names.map((name) => num(facts[name])).find((value) => Number.isFinite(value));
  const head =
    first('head', 'head_count', 'head_entities') ?? rows.filter((row) => row.head).length;
  const entities = first('entities', 'entity_count', 'n') ?? rows.length;
  return { head, entities, gini: first('gini') ?? Number.NaN };
}

export const ranked = (rows: readonly Row[]): Ranked[] =>
  rows.map((row, index) => ({
    rank: num(row.rank ?? index + 1),
    value: num(row.value),
    cumulative: num(row.cumulative_share),
    head: Boolean(row.head),
    row,
  }));

export const measureOf = ({ parameters = {} }: ChartOptions) =>
  String(parameters.measure ?? 'purchases');
export const entityOf = ({ parameters = {} }: ChartOptions) =>
  String(parameters.entity ?? 'category');

/**
 * Bars in descending order with the cumulative share as a line on the right axis; the head (the fewest entities that
 * reach the threshold) is coloured and named. Rows: `rank, id, value, share, cumulative_share, head`.
 */
export const pareto: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const { locale, theme, width, currency, parameters = {} } = options;
  const palette = PALETTES[theme];
  const all = ranked(rows);
  const { head, entities } = paretoFacts(facts, rows);
  const threshold = num(parameters.threshold ?? 0.8);
  const measure = measureOf(options);
  const kind = kindOf(measure, 1);
  const bars = thin(all, Math.floor((width - 104) / 2));
  const top =
    Math.max(...bars.map(({ value, row }) => Math.max(value, num(row[beforeOf('value')]) || 0))) ||
    1;
  const ticks = kind === 'integer' ? countTicks(top, 4) : 4;
  const [strong, line] = [categorical(theme, 0), categorical(theme, 1)];
  const last = all.at(-1)?.rank ?? 1;
  const half = all.length > 1 ? 0.5 : 0.4;
  const sentence = headSentence(head, entities, threshold, options);
  const svg = draw(options, {
    width,
    height: 280,
    marginTop: 34,
    marginLeft: 60,
    marginRight: 48,
    marginBottom: 34,
    x: { type: 'linear', domain: [0.5, last + 0.5] },
    y: { domain: [0, top] },
    marks: [
      gridY(options, { ticks }),
      Plot.rectX([head], { x1: 0.5, x2: head + 0.5, fill: palette.accentSoft, fillOpacity: 0.7 }),
      Plot.rectY(bars, {
        x1: (one: Ranked) => one.rank - half,
        x2: (one: Ranked) => one.rank + half * step(bars),
        y: 'value',
        className: 'th-grow',
        fill: (one: Ranked) => (one.head ? strong : palette.strong),
        insetLeft: all.length < width / 6 ? 1 : 0,
        insetRight: all.length < width / 6 ? 1 : 0,
      }),
      // What each brought in an earlier period, where there is one.
      Plot.ruleY(
        bars.filter(({ row }) => Number.isFinite(num(row[beforeOf('value')]))),
        {
          x1: (one: Ranked) => one.rank - half,
          x2: (one: Ranked) => one.rank + half * step(bars),
          y: (one: Ranked) => num(one.row[beforeOf('value')]),
          stroke: palette.text,
          strokeOpacity: 0.6,
          strokeWidth: 1.5,
        },
      ),
      Plot.ruleX([head + 0.5], { stroke: strong, strokeDasharray: '3 3' }),
      Plot.lineY(bars, {
        x: 'rank',
        y: (one: Ranked) => one.cumulative * top,
        stroke: palette.surface,
        strokeWidth: 5,
      }),
      Plot.lineY(bars, {
        x: 'rank',
        y: (one: Ranked) => one.cumulative * top,
        stroke: line,
        strokeWidth: 2.25,
      }),
      axisX(options, {
        ticks: width < 480 ? 4 : 8,
        tickFormat: (value: number) =>
          Number.isInteger(value) ? brief(value, 'integer', locale) : '',
      }),
      axisY(options, {
        ticks,
        tickFormat: ticksOf(kind, locale, currency),
      }),
      axisY(options, {
        anchor: 'right',
        ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => share * top),
        tickFormat: (value: number) => brief(value / top, 'percent', locale),
      }),
      Plot.tip(
        bars,
        Plot.pointerX({
          x: 'rank',
          y: (one: Ranked) => one.cumulative * top,
          ...tipStyle(options),
          title: (one: Ranked) => describe(one, measure, options),
        }),
      ),
    ],
  });
  const short = textWidth(sentence, 12.5) > width;
  headline(
    svg,
    short ? headSentence(head, entities, threshold, options, 'charts.pareto.head.short') : sentence,
    { fill: palette.text },
  );
  return figure(svg, sentence, twin(rows, options));
};

function headSentence(
  head: number,
  entities: number,
  threshold: number,
  options: ChartOptions,
  key: 'charts.pareto.head' | 'charts.pareto.head.short' = 'charts.pareto.head',
) {
  const { locale } = options;
  return t(
    key,
    {
      head,
      entities,
      entity: columnLabel(entityOf(options), locale),
      share: show(entities > 0 ? head / entities : 0, 'percent', locale),
      threshold: format.percent(threshold, locale),
      measure: columnLabel(measureOf(options), locale),
    },
    locale,
  );
}

/** What an entity is called: its label where it has one, else its id. */
export const nameOf = (row: Row) => String(row.label ?? row.id ?? '—');

export function describe(one: Ranked, measure: string, { locale, currency }: ChartOptions): string {
  return [
    `${show(one.rank, 'integer', locale)}. ${truncate(nameOf(one.row), 260)}`,
    `${columnLabel(measure, locale)}  ${show(one.row.value, kindOf(measure, 1), locale, currency)}`,
    `${columnLabel('share', locale)}  ${show(one.row.share, 'percent', locale)}`,
    `${columnLabel('cumulative_share', locale)}  ${show(one.cumulative, 'percent', locale)}`,
  ].join('\n');
}

export const twin = (rows: readonly Row[], options: ChartOptions) => ({
  columns: [
    { name: 'rank', label: columnLabel('rank', options.locale) },
    { name: 'id', label: columnLabel(entityOf(options), options.locale) },
    { name: 'value', label: columnLabel(measureOf(options), options.locale) },
    { name: 'share', label: columnLabel('share', options.locale) },
    { name: 'cumulative_share', label: columnLabel('cumulative_share', options.locale) },
  ],
  rows,
});

/** At most `count` of the rows, evenly, always with the first and the last. */
export function thin(rows: readonly Ranked[], count: number): Ranked[] {
  if (rows.length <= count) return [...rows];
  const pick = (rows.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => rows[Math.round(index * pick)]).filter(
    (row): row is Ranked => row !== undefined,
  );
}

const step = (rows: readonly Ranked[]) =>
  rows.length > 1
    ? Math.max(1, ((rows.at(-1)?.rank ?? 1) - (rows[0]?.rank ?? 1)) / (rows.length - 1))
    : 1;
