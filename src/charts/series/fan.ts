import * as Plot from '@observablehq/plot';
import { format, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, stack } from '../frame.ts';
import { legend } from '../legend.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart, ChartOptions, Facts } from '../types.ts';
import { columnLabel, num } from '../values.ts';
import { overTime } from './over-time.ts';
import { pointedAt } from './pointed.ts';
import { dateOf, firstSeries, measureLabel, measureText, timeLabel } from './times.ts';

const MOST_HISTORY = 400;

/** What is known, and what is to come with its two intervals; a cut last period is a ring, the naive forecast a thin line. */
export const forecastFan: Chart = (rows, facts, options) => {
  const { own, many } = firstSeries(rows);
  const coming = own.filter(({ forecast }) => forecast !== null && forecast !== undefined);
  const before = own.filter(({ period }) => period === 'observed' || period === 'missing');
  if (before.length === 0) return null;
  const { locale, width } = options;
  const history = before.slice(-Math.min(MOST_HISTORY, Math.max(60, 4 * coming.length)));
  const measure = measureLabel(facts, locale);
  const write = measureText(facts, options);
  const last = coming.at(-1);
  const svg = stack(
    [keys(facts, options, coming.length > 0), drawn(history, own, coming, facts, options)],
    width,
  );
  const names = [
    'time',
    'period',
    'value',
    'forecast',
    'lower',
    'upper',
    'inner_lower',
    'inner_upper',
    'naive',
  ];
  const made = figure(
    svg,
    last
      ? t(
          'charts.forecast.label',
          {
            measure,
            until: timeLabel(before.at(-1)?.time, locale),
            end: timeLabel(last.time, locale),
            last: write(last.forecast),
            low: write(last.lower),
            high: write(last.upper),
          },
          locale,
        )
      : measure,
    {
      columns: [...(many > 1 ? ['series'] : []), ...names].map((name) => ({
        name,
        label: columnLabel(name, locale),
      })),
      rows: many > 1 ? rows : [...history, ...own.slice(before.length)],
    },
  );
  const notes = [
    ...(many > 1 ? [t('charts.forecast.first', { n: many, shown: 1 }, locale)] : []),
    ...(history.length < before.length
      ? [
          t(
            'charts.forecast.history',
            { n: history.length, of: format.integer(before.length, locale) },
            locale,
          ),
        ]
      : []),
  ];
  return { ...made, notes };
};

function keys(facts: Facts, options: ChartOptions, told: boolean): SVGSVGElement {
  const { locale, theme } = options;
  const [known, next] = [PALETTES[theme].text, categorical(theme, 0)];
  return legend(options, [
    { label: measureLabel(facts, locale), colour: known, line: true },
    ...(told
      ? [
          { label: columnLabel('forecast', locale), colour: next, line: true },
          {
            label: t(
              'charts.forecast.interval',
              { level: `${facts.inner_level} / ${facts.level}` },
              locale,
            ),
            colour: `${next}55`,
          },
          { label: columnLabel('naive', locale), colour: categorical(theme, 1), line: true },
        ]
      : []),
  ]);
}

function drawn(
  history: readonly Row[],
  own: readonly Row[],
  coming: readonly Row[],
  facts: Facts,
  options: ChartOptions,
): SVGSVGElement {
  const { locale, theme } = options;
  const palette = PALETTES[theme];
  const next = categorical(theme, 0);
  const write = measureText(facts, options);
  const x = (row: Row) => dateOf(row.time);
  const at = (name: string) => (row: Row) => num(row[name]);
  const cut = own.filter(({ period }) => period === 'cut');
  const area = (low: string, high: string, fillOpacity: number) =>
    Plot.areaY(coming, { x, y1: at(low), y2: at(high), fill: next, fillOpacity });
  const end = history.findLast(({ value }) => value !== null);
  const top = Math.max(0, ...history.map((row) => num(row.value) || 0));
  // From the last known value on, so that no gap is read into the picture.
  const joined = end ? [{ ...end, forecast: end.value }, ...coming] : coming;
  return overTime(
    facts,
    options,
    [
      area('lower', 'upper', 0.14),
      area('inner_lower', 'inner_upper', 0.22),
      Plot.lineY(coming, {
        x,
        y: at('naive'),
        stroke: categorical(theme, 1),
        strokeWidth: 1.2,
        strokeDasharray: '2 3',
      }),
      Plot.lineY(history, { x, y: at('value'), stroke: palette.text, strokeWidth: 1.5 }),
      Plot.lineY(joined, { x, y: at('forecast'), stroke: next, strokeWidth: 2 }),
      Plot.dot(cut, {
        x,
        y: at('value'),
        r: 4,
        fill: palette.surface,
        stroke: palette.muted,
        strokeWidth: 1.5,
      }),
      Plot.text(cut.slice(0, 1), {
        x,
        y: at('value'),
        text: () => t('charts.forecast.cut', {}, locale),
        dy: num(cut[0]?.value) < top / 4 ? -14 : 14,
        textAnchor: 'end',
        fill: palette.faint,
        stroke: palette.surface,
        strokeWidth: 4,
      }),
    ],
    pointedAt(
      [...history, ...coming],
      options,
      (row) => num(row.forecast ?? row.value),
      (row) =>
        row.forecast === null || row.forecast === undefined
          ? `${timeLabel(row.time, locale)}\n${write(row.value)}`
          : `${timeLabel(row.time, locale)}\n${write(row.forecast)} (${write(row.lower)} – ${write(row.upper)})`,
    ),
  );
}
