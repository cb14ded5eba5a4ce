import * as Plot from '@observablehq/plot';
import { cross, extent, greatest } from 'd3';
import { dateFormat, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { axisX, axisY, draw, figure, stack, tipStyle } from './frame.ts';
import { busyMeasure } from './hourly.ts';
import { rampLegend } from './legend.ts';
import { PALETTES } from './palette.ts';
import { sequential } from './ramps.ts';
import type { Chart } from './types.ts';
import { brief, columnLabel, hour, kindOf, num, show } from './values.ts';

/** Name of a weekday, 1 Monday to 7 Sunday. */
const weekdayLabel = (weekday: number, locale: string, style: 'short' | 'long' = 'short') =>
  dateFormat(locale, { weekday: style }).format(new Date(Date.UTC(2024, 0, weekday)));

/**
 * Hour × weekday heat map. Rows: `weekday` (1 Monday … 7 Sunday), `hour` and figures; `parameters.measure` picks one
 * (default views, of data without them purchases). The week starts where the data set's setting says, not where the language does.
 */
export const weekday: Chart = (rows, _facts, options) => {
  if (rows.length === 0) return null;
  const { locale, theme, width, context, parameters = {} } = options;
  const palette = PALETTES[theme];
  const measure = typeof parameters.measure === 'string' ? parameters.measure : busyMeasure(rows);
  const kind = kindOf(measure, rows[0]?.[measure]);
  const ramp = sequential(theme);
  const start = context?.weekStart ?? 1;
  const days = Array.from({ length: 7 }, (_, index) => ((start - 1 + index) % 7) + 1);
  const every = width < 520 ? 6 : width < 760 ? 3 : 2;
  const [, high = 1] = extent(rows, (row) => num(row[measure]));
  const peak = greatest(rows, (row) => num(row[measure]));
  const svg = draw(options, {
    width,
    height: 7 * 30 + 34,
    marginTop: 4,
    marginLeft: 52,
    marginRight: 8,
    marginBottom: 30,
    x: { type: 'band', domain: Array.from({ length: 24 }, (_, index) => index), padding: 0.07 },
    y: { type: 'band', domain: days, padding: 0.07 },
    marks: [
      Plot.cell(
        cross(
          days,
          Array.from({ length: 24 }, (_, index) => index),
        ),
        { x: '1', y: '0', fill: palette.sunken, rx: 3 },
      ),
      Plot.cell(rows as Row[], {
        x: (row: Row) => num(row.hour),
        y: (row: Row) => num(row.weekday),
        fill: (row: Row) => ramp(Math.max(0, num(row[measure]) / (high || 1)) || 0),
        rx: 3,
        stroke: (row: Row) => (row === peak ? palette.text : 'none'),
        strokeWidth: 1.5,
        className: 'th-cells',
      }),
      axisX(options, { tickFormat: (value: number) => (value % every === 0 ? hour(value) : '') }),
      axisY(options, { tickFormat: (value: number) => weekdayLabel(value, locale) }),
      Plot.tip(
        rows as Row[],
        Plot.pointer({
          x: (row: Row) => num(row.hour),
          y: (row: Row) => num(row.weekday),
          ...tipStyle(options),
          title: (row: Row) =>
            [
              `${weekdayLabel(num(row.weekday), locale, 'long')} ${hour(row.hour)}`,
              ...['views', 'users', 'purchases', 'conversion']
                .filter((name) => row[name] !== undefined)
                .map(
                  (name) =>
                    `${columnLabel(name, locale)}  ${show(row[name], kindOf(name, row[name]), locale)}`,
                ),
            ].join('\n'),
        }),
      ),
    ],
  });
  const key = rampLegend(options, columnLabel(measure, locale), brief(high, kind, locale));
  return figure(
    stack([key, svg], width, 4),
    t(
      'charts.weekday.label',
      {
        measure: columnLabel(measure, locale),
        peak: peak ? `${weekdayLabel(num(peak.weekday), locale, 'long')} ${hour(peak.hour)}` : '—',
        value: show(peak?.[measure], kind, locale),
      },
      locale,
    ),
    {
      columns: ['weekday', 'hour', 'views', 'users', 'purchases', 'conversion']
        .filter((name) => rows.some((row) => row[name] !== undefined))
        .map((name) => ({ name, label: columnLabel(name, locale) })),
      rows: rows.map((row) => ({
        ...row,
        weekday: weekdayLabel(num(row.weekday), locale, 'long'),
      })),
    },
  );
};
