import * as Plot from '@observablehq/plot';
import { format } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeLabel } from '../compare/twin.ts';
import { axisX, axisY, draw, gridY, stack, tipStyle } from '../frame.ts';
import { legend } from '../legend.ts';
import { PALETTES } from '../palette.ts';
import { periodDay } from '../period-day.ts';
import { dayTicks } from '../trend-panel.ts';
import type { ChartOptions } from '../types.ts';
import { brief, columnLabel, date, iso, num, show, type ValueKind } from '../values.ts';

export interface Series {
  readonly column: string;
  readonly colour: string;
  /** An earlier period's, drawn behind the others. */
  readonly quiet?: boolean;
}

interface Point {
  readonly day: Date;
  readonly value: number;
  readonly row: Row;
}

/** Lines over the days of the rows with what each is called; figures that are not there leave a gap. */
export function lines(
  rows: readonly Row[],
  series: readonly Series[],
  kind: ValueKind,
  height: number,
  options: ChartOptions,
): SVGSVGElement {
  const { locale, theme, width, currency } = options;
  const palette = PALETTES[theme];
  const pointsOf = (column: string): Point[] =>
    rows.map((row) => ({ day: date(row.day), value: num(row[column]), row }));
  const known = series.filter(({ column }) =>
    pointsOf(column).some(({ value }) => Number.isFinite(value)),
  );
  const all = pointsOf(known[0]?.column ?? '');
  const svg = draw(options, {
    width,
    height,
    marginTop: 10,
    marginLeft: 56,
    marginRight: 26,
    marginBottom: 28,
    x: { type: 'utc' },
    y: { zero: true, nice: true },
    marks: [
      gridY(options, { ticks: 4 }),
      ...known.flatMap(({ column, colour, quiet }) => {
        const points = pointsOf(column);
        const at = { x: 'day', y: 'value', stroke: colour } as const;
        return [
          Plot.lineY(points, {
            ...at,
            strokeWidth: quiet ? 1.5 : 2.25,
            ...(quiet && { strokeDasharray: '5 4' }),
          }),
          quiet || rows.length > 62
            ? null
            : Plot.dot(points, { x: 'day', y: 'value', r: 2.5, fill: colour }),
        ];
      }),
      axisX(options, {
        ticks: dayTicks(
          all.map(({ day }) => day),
          width,
        ),
        tickFormat: (day: Date) => periodDay(day, options),
      }),
      axisY(options, {
        ticks: 4,
        tickFormat: (value: number) => brief(value, kind, locale, currency),
      }),
      Plot.ruleX(all, Plot.pointerX({ x: 'day', stroke: palette.strong, strokeDasharray: '2 3' })),
      Plot.tip(
        all,
        Plot.pointerX({
          x: 'day',
          y: (point: Point) => (Number.isFinite(point.value) ? point.value : 0),
          ...tipStyle(options),
          title: ({ day, row }: Point) =>
            [
              format.day(iso(day), { weekday: 'short', month: 'short', day: 'numeric' }, locale),
              ...known.map(
                ({ column }) =>
                  `${nameOf(column, options)}  ${show(row[column], kind, locale, currency)}`,
              ),
            ].join('\n'),
        }),
      ),
    ],
  });
  const key = legend(
    options,
    known.map(({ column, colour }) => ({ label: nameOf(column, options), colour, line: true })),
  );
  return stack([key, svg], width, 2);
}

/** The column's word; of an earlier period's figure it says so. */
export const nameOf = (column: string, { locale }: Pick<ChartOptions, 'locale'>): string =>
  column.endsWith('_before')
    ? beforeLabel(column.slice(0, -'_before'.length), locale)
    : columnLabel(column, locale);
