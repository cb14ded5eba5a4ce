import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { axisX, axisY, draw, figure, gridY, headline, stack, tipStyle } from '../frame.ts';
import { legend } from '../legend.ts';
import { categorical, PALETTES } from '../palette.ts';
import { ticksOf } from '../ticks.ts';
import type { Chart, ChartOptions } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';
import { listed } from './names.ts';

const SERIES = ['silhouette', 'silhouette_squared'] as const;

/** Inertia and both silhouettes for each K; the K that was taken is ringed. Facts: `candidates`. */
export const clusterElbow: Chart = (_rows, facts, options) => {
  const tried = listed(facts, 'candidates');
  if (tried.length < 2) return null;
  const { locale, theme, width } = options;
  const k = num(facts.k);
  const label = t(
    facts.k_set === true ? 'clusters.elbow.set' : 'clusters.elbow.label',
    { k },
    locale,
  );
  const silhouettes = tried.filter((row) => SERIES.some((name) => row[name] !== null));
  const svg = stack(
    [
      panel(tried, ['inertia'], t('clusters.elbow.inertia', {}, locale), options),
      ...(silhouettes.length > 0
        ? [
            panel(silhouettes, SERIES, t('clusters.elbow.silhouettes', {}, locale), options),
            legend(
              { ...options, width },
              SERIES.map((name, at) => ({
                label: columnLabel(name, locale),
                colour: categorical(theme, at === 0 ? 2 : 1),
                line: true,
              })),
            ),
          ]
        : []),
    ],
    width,
    10,
  );
  return figure(svg, label, {
    columns: ['k', 'inertia', ...SERIES].map((name) => ({
      name,
      label: name === 'k' ? 'K' : columnLabel(name, locale),
    })),
    rows: tried,
  });
};

function panel(
  rows: readonly Row[],
  names: readonly string[],
  title: string,
  options: ChartOptions,
): SVGSVGElement {
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const colours =
    names.length === 1 ? [categorical(theme, 0)] : [categorical(theme, 2), categorical(theme, 1)];
  const points = names.flatMap((name, at) =>
    rows.map((row) => ({
      k: num(row.k),
      value: num(row[name]),
      chosen: row.chosen === true,
      colour: colours[at] ?? palette.accent,
      name,
    })),
  );
  type Point = (typeof points)[number];
  const svg = draw(options, {
    width,
    height: 170,
    marginTop: 30,
    marginLeft: 52,
    marginRight: 16,
    marginBottom: 28,
    x: { type: 'point', domain: rows.map((row) => num(row.k)), padding: 0.3 },
    y: { zero: names.length === 1, nice: true, ticks: 4 },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.line(points, {
        x: 'k',
        y: 'value',
        z: 'name',
        stroke: (point: Point) => point.colour,
        strokeWidth: 2,
      }),
      Plot.dot(points, { x: 'k', y: 'value', r: 3, fill: 'colour' }),
      Plot.dot(
        points.filter(({ chosen }) => chosen),
        { x: 'k', y: 'value', r: 6.5, stroke: 'colour', strokeWidth: 2, fill: palette.surface },
      ),
      axisX(options, { ticks: rows.length }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('number', locale) }),
      Plot.tip(
        points,
        Plot.pointer({
          x: 'k',
          y: 'value',
          ...tipStyle(options),
          title: (point: Point) =>
            `K = ${point.k}\n${columnLabel(point.name, locale)}  ${
              point.name === 'inertia'
                ? show(point.value, 'number', locale)
                : point.value.toFixed(3)
            }`,
        }),
      ),
    ],
  });
  headline(svg, title, { fill: palette.text });
  return svg;
}
