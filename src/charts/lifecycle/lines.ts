import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeLabel } from '../compare/twin.ts';
import { axisX, axisY, draw, gridY, stack, tipStyle } from '../frame.ts';
import { legend } from '../legend.ts';
import { PALETTES } from '../palette.ts';
import { lastDayRoom, periodDay, periodName } from '../period-day.ts';
import { ticksOf } from '../ticks.ts';
import { dayTicks } from '../trend-panel.ts';
import type { ChartOptions, Facts } from '../types.ts';
import { columnLabel, date, num, show, type ValueKind } from '../values.ts';
import { isUnfinished } from './unfinished.ts';

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
  facts: Facts,
  series: readonly Series[],
  kind: ValueKind,
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
    height: 230,
    marginTop: 10,
    marginLeft: 56,
    marginRight: lastDayRoom(
      all.map(({ day }) => day),
      26,
      options,
    ),
    marginBottom: 28,
    x: { type: 'utc' },
    y: { zero: true, nice: true },
    marks: [
      gridY(options, { ticks: 4 }),
      ...known.flatMap(({ column, colour, quiet }) => {
        const points = pointsOf(column);
        const at = { x: 'day', y: 'value', stroke: colour } as const;
        if (quiet) return [Plot.lineY(points, { ...at, strokeWidth: 1.5, strokeDasharray: '5 4' })];
        const whole = points.filter(({ row }) => !isUnfinished(row, facts));
        return [
          ...partly(points, facts).map((piece) =>
            Plot.lineY(piece, { ...at, strokeWidth: 2, strokeDasharray: '3 4' }),
          ),
          Plot.lineY(whole, { ...at, strokeWidth: 2.25 }),
          rows.length > 62 ? null : Plot.dot(whole, { x: 'day', y: 'value', r: 2.5, fill: colour }),
          Plot.dot(
            points.filter((point) => !whole.includes(point)),
            { ...at, r: 4, fill: palette.surface, strokeWidth: 2 },
          ),
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
        tickFormat: ticksOf(kind, locale, currency),
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
              periodName(day, options),
              ...known.map(
                ({ column }) =>
                  `${nameOf(column, options)}  ${show(row[column], kind, locale, currency)}`,
              ),
              ...(isUnfinished(row, facts) ? [t('charts.lifecycle.unfinished', {}, locale)] : []),
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

/** From a whole period to one beside it that is not, at either end. */
function partly(points: readonly Point[], facts: Facts): readonly (readonly Point[])[] {
  const half = (point: Point | undefined) => point !== undefined && isUnfinished(point.row, facts);
  return [
    ...(half(points[0]) ? [points.slice(0, 2)] : []),
    ...(points.length > 2 && half(points.at(-1)) ? [points.slice(-2)] : []),
  ];
}

/** The column's word; of an earlier period's figure it says so. */
export const nameOf = (column: string, { locale }: Pick<ChartOptions, 'locale'>): string =>
  column.endsWith('_before')
    ? beforeLabel(column.slice(0, -'_before'.length), locale)
    : columnLabel(column, locale);
