import * as Plot from '@observablehq/plot';
import { rollups } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { axisX, axisY, draw, figure, gridX, gridY, stack } from '../frame.ts';
import { legend } from '../legend.ts';
import { nameColours } from '../marks/colours.ts';
import { Marks } from '../marks/hover.ts';
import { ticksOf } from '../ticks.ts';
import type { ChartOptions, Figure, Twin } from '../types.ts';
import { brief, columnLabel, num } from '../values.ts';
import { clusterLabel } from './names.ts';

/** Buyers by days since the last purchase and orders; those at one place are one dot of their number. */
export function flatCloud(
  points: readonly Row[],
  tip: (row: Row) => string,
  notes: readonly string[],
  twin: Twin,
  options: ChartOptions,
): Figure {
  const { locale, theme, width, onPick } = options;
  const names = [...new Set(points.map((row) => clusterLabel(row, locale)))];
  const colour = nameColours(names, theme);
  const places = rollups(
    points,
    (own) => ({ n: own.length, row: own[0] as Row }),
    (row) => `${row.recency}/${row.frequency}/${row.cluster}`,
  ).map(([, { n, row }]) => ({
    x: num(row.recency) + 1,
    y: num(row.frequency),
    n,
    row,
    colour: colour(clusterLabel(row, locale)),
  }));
  type Place = (typeof places)[number];
  const svg = draw(options, {
    width,
    height: 320,
    inset: 14,
    marginLeft: 48,
    marginRight: 20,
    marginTop: 24,
    marginBottom: 40,
    x: { type: 'log' },
    y: { type: 'log' },
    r: { range: [0, 14] },
    marks: [
      gridX(options, { ticks: 5 }),
      gridY(options, { ticks: 5 }),
      Plot.dot(places, {
        x: 'x',
        y: 'y',
        r: (place: Place) => place.n,
        fill: 'colour',
        fillOpacity: 0.65,
        className: 'th-places',
      }),
      axisX(options, {
        ticks: 5,
        label: columnLabel('recency', locale),
        tickFormat: (value: number) => brief(value - 1, 'number', locale),
      }),
      axisY(options, {
        ticks: 5,
        label: columnLabel('frequency', locale),
        tickFormat: ticksOf('number', locale),
      }),
    ],
  });
  const marks = new Marks(svg, options);
  const dots = svg.querySelectorAll<SVGCircleElement>('.th-places circle');
  // Plot draws larger dots first.
  const drawn = [...places].sort((a, b) => b.n - a.n);
  dots.forEach((dot, at) => {
    const place = drawn[at];
    if (place)
      marks.add(
        dot,
        tip(place.row),
        onPick ? () => onPick('cluster', place.row.cluster, place.row) : null,
      );
  });
  const key = legend(
    options,
    names.map((name) => ({ label: name, colour: colour(name) })),
  );
  return {
    ...figure(stack([key, svg], width, 4), t('clusters.cloud.flat', {}, locale), twin),
    notes,
  };
}
