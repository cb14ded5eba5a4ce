import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import { beforeOf, isCompared } from '../compare/twin.ts';
import { axisX, axisY, draw, figure, gridY, headline, stack, tipStyle } from '../frame.ts';
import { categorical, PALETTES } from '../palette.ts';
import { ticksOf } from '../ticks.ts';
import type { Chart, ChartOptions } from '../types.ts';
import { columnLabel, num, show, type ValueKind } from '../values.ts';
import { calendarPanel } from './calendar.ts';
import { measureOf } from './grid.ts';
import { namedPoints, type Point, pointsOf, said } from './said.ts';

/** Points between which dots are drawn. */
const FEW = 40;

/**
 * The curve over all cohorts that are old enough, with the usual periods named and what stands on a cut last day drawn
 * as a ring; under it who came back on each calendar day beside what the ages of the cohorts say, with weekends,
 * promotions and the cut day marked. Facts: `curve`, `calendar`.
 */
export const cohortCurve: Chart = (_rows, facts, options) => {
  const unit = String(options.parameters?.unit ?? facts.unit ?? 'day');
  const points = pointsOf(facts, unit).filter(({ until }) => until > 0);
  if (points.length === 0) return null;
  const { locale, width } = options;
  const named = namedPoints(points, unit);
  const shown = shownOf(options);
  const days = calendarPanel(facts, unit, options);
  const svg = stack([curve(points, named, shown, options), ...(days ? [days] : [])], width, 22);
  const told = named
    .map(({ name, rate }) => `${name} ${show(rate, 'percent', locale)}`)
    .join(t('charts.comma', {}, locale));
  const columns = [
    'period',
    'users',
    'size',
    'rate',
    'cohorts',
    'value',
    'value_share',
    'value_per_user',
  ];
  const made = figure(svg, t('charts.cohorts.curve.label', { told }, locale), {
    columns: columns
      .filter((name) => name in (points[0]?.row ?? {}))
      .map((name) => ({
        name,
        label:
          name === 'value' ? t('cohorts.measure.value', {}, locale) : columnLabel(name, locale),
      })),
    rows: points.map(({ name, row }) => ({ ...row, period: name })),
  });
  return { ...made, notes: said(facts, options) };
};

interface Shown {
  readonly column: string;
  readonly kind: ValueKind;
}

/** The curve of users is that of their share: cohorts of different number make no sum. */
function shownOf(options: ChartOptions): Shown {
  const measure = measureOf(options);
  if (measure === 'value_total') return { column: 'value_per_user', kind: 'money' };
  return { column: measure.startsWith('value') ? 'value_share' : 'rate', kind: 'percent' };
}

function curve(
  points: readonly Point[],
  named: readonly Point[],
  { column, kind }: Shown,
  options: ChartOptions,
): SVGSVGElement {
  const { locale, currency, theme, width } = options;
  const palette = PALETTES[theme];
  const colour = categorical(theme, 0);
  const y = ({ row }: Point) => num(row[column]);
  const before = ({ row }: Point) => num(row[beforeOf(column)] ?? Number.NaN);
  const earlier = points.filter((point) => Number.isFinite(before(point)));
  const firstCut = points.findIndex(({ cut }) => cut);
  const whole = firstCut < 0 ? points : points.slice(0, firstCut);
  const tail = firstCut < 0 ? [] : points.slice(Math.max(0, firstCut - 1));
  const every = Math.max(1, Math.ceil(points.length / Math.max(2, Math.floor(width / 56))));
  const x = { x: 'name', y } as const;
  const apart = named.filter((point, at) => {
    const before = named[at - 1];
    const step = (width - 70) / points.length;
    return !before || (points.indexOf(point) - points.indexOf(before)) * step > 62;
  });
  const svg = draw(options, {
    width,
    height: 230,
    marginTop: 40,
    marginLeft: 56,
    marginRight: 20,
    marginBottom: 28,
    x: { type: 'point', domain: points.map(({ name }) => name), padding: 0.5 },
    y: { zero: true, nice: true },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.lineY(earlier, {
        x: 'name',
        y: before,
        stroke: colour,
        strokeWidth: 1.5,
        strokeOpacity: 0.6,
        strokeDasharray: '5 4',
        className: 'th-before',
      }),
      Plot.areaY(whole, { ...x, fill: colour, fillOpacity: 0.1 }),
      Plot.lineY(whole, { ...x, stroke: colour, strokeWidth: 2.25 }),
      Plot.lineY(tail, { ...x, stroke: colour, strokeWidth: 2, strokeDasharray: '3 4' }),
      Plot.dot(points.length <= FEW ? whole : named.filter(({ cut }) => !cut), {
        ...x,
        r: (point: Point) => (named.includes(point) ? 4 : 2.5),
        fill: colour,
        stroke: palette.surface,
        strokeWidth: 1.25,
      }),
      Plot.dot(
        points.filter(({ cut }) => cut),
        { ...x, r: 4, fill: palette.surface, stroke: palette.warn, strokeWidth: 2 },
      ),
      ...(['start', 'middle'] as const).map((textAnchor) =>
        Plot.text(
          // Centred, the first would lie on the axis.
          apart.filter((point) => (point === points[0]) === (textAnchor === 'start')),
          {
            ...x,
            text: (point: Point) => show(y(point), kind, locale, currency),
            dx: textAnchor === 'start' ? -4 : 0,
            dy: -14,
            textAnchor,
            fill: palette.text,
            fontWeight: 600,
            stroke: palette.surface,
            strokeWidth: 4,
          },
        ),
      ),
      axisX(options, {
        tickFormat: (name: string, index: number) => (index % every === 0 ? name : ''),
      }),
      axisY(options, {
        ticks: 4,
        tickFormat: ticksOf(kind, locale, currency),
      }),
      Plot.tip(
        points,
        Plot.pointerX({
          ...x,
          ...tipStyle(options),
          title: (point: Point) => tip(point, options),
        }),
      ),
    ],
  });
  const title = t('charts.cohorts.curve', {}, locale);
  const word = t(
    `cohorts.measure.${measureOf(options) === 'users' ? 'rate' : measureOf(options)}`,
    {},
    locale,
  );
  headline(svg, `${title} · ${column === 'value_per_user' ? columnLabel(column, locale) : word}`, {
    fill: palette.text,
  });
  return svg;
}

function tip({ name, row, cut }: Point, { locale, currency }: ChartOptions): string {
  const then = (column: string, kind: ValueKind) => {
    const earlier = row[beforeOf(column)];
    return earlier === undefined || earlier === null
      ? ''
      : `  (${t('compare.moves.then', {}, locale)} ${show(earlier, kind, locale, currency)})`;
  };
  const figures: readonly (readonly [string, ValueKind])[] = [
    ['rate', 'percent'],
    ['users', 'integer'],
    ['size', 'integer'],
    ['cohorts', 'integer'],
    ['value_share', 'percent'],
    ['value_per_user', 'money'],
  ];
  return [
    name,
    ...figures
      .filter(([column]) => row[column] !== undefined && row[column] !== null)
      .map(
        ([column, kind]) =>
          `${columnLabel(column, locale)}  ${show(row[column], kind, locale, currency)}${then(column, kind)}`,
      ),
    ...(cut ? [t('charts.cohorts.cut', {}, locale)] : []),
  ].join('\n');
}

/** The curves of both periods, of the cells that stand beside one another; null where no two are compared. */
export const retentionCurves: Chart = (rows, facts, options) => {
  if (!isCompared(facts) || !Array.isArray(facts.compared) || facts.compared.length === 0)
    return null;
  return cohortCurve(rows, { ...facts, curve: facts.compared }, options);
};
