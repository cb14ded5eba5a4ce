import * as Plot from '@observablehq/plot';
import { axisX, axisY, draw, figure, gridY, stack } from '../../charts/frame.ts';
import { legend } from '../../charts/legend.ts';
import { categorical, PALETTES } from '../../charts/palette.ts';
import type { ChartOptions, Figure } from '../../charts/types.ts';
import { format, t } from '../../i18n/index.ts';
import type { Measured } from './bench.ts';
import type { LoadFigures } from './types.ts';

/** Seconds that the axis may name. */
const STEPS = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000];

interface Point {
  readonly rows: number;
  readonly seconds: number;
}

/** Seconds over rows on logarithmic scales: the measured machines as lines, this one as a dot. */
export function growth(
  { rows, overview }: LoadFigures,
  measured: readonly Measured[],
  options: Pick<ChartOptions, 'width' | 'theme' | 'locale'>,
): Figure {
  const { width, theme, locale } = options;
  const palette = PALETTES[theme];
  const taobao = measured.filter(({ shape }) => shape === 'taobao');
  const of = (kind: string, key: 'overview' | 'native'): Point[] =>
    taobao
      .filter((one) => one.format === kind)
      .map((one) => ({ rows: one.rows, seconds: one[key] }));
  const lines = [
    { name: t('speed.growth.csv'), points: of('csv', 'overview'), colour: categorical(theme, 0) },
    {
      name: t('speed.growth.parquet'),
      points: of('parquet', 'overview'),
      colour: categorical(theme, 1),
    },
    { name: t('speed.growth.native'), points: of('csv', 'native'), colour: palette.faint },
  ].filter(({ points }) => points.length > 0);
  const here = { rows: rows.read, seconds: overview };
  const all = [...lines.flatMap(({ points }) => points), here];
  const [low, high] = extent(all.map((one) => one.seconds));
  const ticks = STEPS.filter((step) => step >= low && step <= high);
  const svg = draw(options, {
    width,
    height: 260,
    marginLeft: 44,
    marginRight: 30,
    marginTop: 30,
    marginBottom: 34,
    x: { type: 'log', domain: extent(all.map((one) => one.rows)) },
    y: { type: 'log', domain: [low, high] },
    marks: [
      gridY(options, { ticks }),
      ...lines.flatMap(({ points, colour }) => [
        Plot.line(points, { x: 'rows', y: 'seconds', stroke: colour, strokeWidth: 2 }),
        Plot.dot(points, { x: 'rows', y: 'seconds', fill: colour, r: 3 }),
      ]),
      Plot.dot([here], {
        x: 'rows',
        y: 'seconds',
        r: 7,
        fill: palette.text,
        stroke: palette.surface,
        strokeWidth: 2,
      }),
      Plot.text([here], {
        x: 'rows',
        y: 'seconds',
        text: () => `${t('speed.load.here')} ${format.duration(overview)}`,
        dy: -18,
        fill: palette.text,
        fontWeight: 600,
        stroke: palette.surface,
        strokeWidth: 4,
        textAnchor: 'start',
        dx: -8,
      }),
      axisX(options, {
        ticks: [...new Set(all.map((one) => nearest(one.rows)))],
        tickFormat: (value: number) => format.compact(value, locale),
      }),
      axisY(options, { ticks, tickFormat: (value: number) => format.compact(value, locale) }),
    ],
  });
  const key = legend(
    options,
    lines.map(({ name, colour }) => ({ label: name, colour, line: true })),
  );
  const name = t('speed.growth.axis', {}, locale);
  return figure(stack([key, svg], width, 4), name, {
    columns: [
      { name: 'where', label: t('speed.column.where') },
      { name: 'rows', label: t('speed.column.rows') },
      { name: 'time', label: t('speed.column.time') },
    ],
    rows: [
      { where: t('speed.load.here'), rows: rows.read, time: format.duration(overview) },
      ...lines.flatMap((line) =>
        line.points.map((one) => ({
          where: line.name,
          rows: one.rows,
          time: format.duration(one.seconds),
        })),
      ),
    ],
  });
}

function extent(values: readonly number[]): [number, number] {
  return [Math.min(...values) / 1.3, Math.max(...values) * 1.5];
}

/** A power of ten stands for the sizes around it. */
const nearest = (rows: number) => 10 ** Math.round(Math.log10(rows));
