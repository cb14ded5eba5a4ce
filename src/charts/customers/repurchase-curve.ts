import * as Plot from '@observablehq/plot';
import { max } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeOf, earlierPeriod } from '../compare/twin.ts';
import { axisX, axisY, draw, figure, gridY, stack, tipStyle } from '../frame.ts';
import { legend } from '../legend.ts';
import { categorical } from '../palette.ts';
import { ticksOf } from '../ticks.ts';
import type { Chart } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';
import { listed } from './names.ts';

/** Most steps of a curve that are drawn. */
const STEPS = 180;

interface Point {
  readonly n: number;
  readonly days: number;
  readonly rate: number;
  readonly row: Row;
}

/**
 * Share of buyers who ordered again, by days since each of the first orders. Facts: `curve`, and `before_curve` of an
 * earlier period; rows: an order each.
 */
export const repurchaseCurve: Chart = (rows, facts, options) => {
  const { locale, theme, width } = options;
  const curve = listed(facts, 'curve');
  if (curve.length === 0) return null;
  const orders = [...new Set(curve.map(({ n }) => num(n)))];
  const steps = (list: readonly Row[], column: string) =>
    orders.flatMap((n) =>
      pointsOf(n, list, num(rows.find((row) => num(row.n) === n)?.[column]) || 0),
    );
  const points = steps(curve, 'watched_days');
  const earlier = steps(listed(facts, 'before_curve'), beforeOf('watched_days'));
  const after = (n: number) => t('repurchase.curve.after', { n }, locale);
  const colour = (n: number) => categorical(theme, orders.indexOf(n));
  const line = {
    x: 'days',
    y: 'rate',
    z: 'n',
    stroke: ({ n }: Point) => colour(n),
    curve: 'step-after',
  } as const;
  const svg = draw(options, {
    width,
    height: 280,
    marginTop: 12,
    marginLeft: 52,
    marginRight: 20,
    marginBottom: 40,
    y: { domain: [0, max([...earlier, ...points], ({ rate }) => rate) || 1], nice: true, ticks: 4 },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.line(earlier, { ...line, strokeWidth: 1.5, strokeOpacity: 0.6, strokeDasharray: '5 4' }),
      Plot.line(points, { ...line, strokeWidth: 2.25 }),
      axisX(options, {
        ticks: Math.min(8, Math.floor(width / 70)),
        label: t('repurchase.curve.days', {}, locale),
      }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('percent', locale) }),
      Plot.tip(
        points,
        Plot.pointer({
          x: 'days',
          y: 'rate',
          ...tipStyle(options),
          title: ({ n, days, rate, row }: Point) =>
            t(
              'repurchase.curve.tip',
              {
                after: after(n),
                days,
                rate: show(rate, 'percent', locale),
                watched: num(row.at_risk),
              },
              locale,
            ),
        }),
      ),
    ],
  });
  const told = rows
    .slice(0, orders.length)
    .map((row) =>
      t(
        'repurchase.curve.told',
        { n: num(row.n), rate: show(row.return_rate, 'percent', locale) },
        locale,
      ),
    )
    .join(t('charts.comma', {}, locale));
  const key = legend(
    options,
    orders.map((n) => ({ label: after(n), colour: colour(n), line: true })),
  );
  return {
    ...figure(stack([key, svg], width, 4), t('repurchase.curve.label', { told }, locale), {
      columns: ['n', 'days', 'at_risk', 'ordered', 'return_rate'].map((name) => ({
        name,
        label: columnLabel(name, locale),
      })),
      rows: curve.slice(0, 200),
    }),
    ...(earlier.length > 0 && {
      notes: [t('compare.quiet', { period: earlierPeriod(facts, locale) }, locale)],
    }),
  };
};

/** The steps of one order's curve, up to the last day that it was watched. */
function pointsOf(n: number, curve: readonly Row[], watched: number): readonly Point[] {
  const own = curve.filter((row) => num(row.n) === n);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return [];
  const every = Math.max(1, Math.ceil(own.length / STEPS));
  return [
    { n, days: 0, rate: 0, row: first },
    ...own
      .filter((row, at) => at % every === 0 || row === last)
      .map((row) => ({ n, days: num(row.days), rate: num(row.return_rate), row })),
    { n, days: Math.max(watched, num(last.days)), rate: num(last.return_rate), row: last },
  ];
}
