import * as Plot from '@observablehq/plot';
import { t } from '../i18n/index.ts';
import { axisX, axisY, draw, figure, gridY, headline, tipStyle } from './frame.ts';
import { categorical, PALETTES } from './palette.ts';
import { measureOf, paretoFacts, ranked, thin } from './pareto.ts';
import { ticksOf } from './ticks.ts';
import type { Chart } from './types.ts';
import { columnLabel, show } from './values.ts';

/** Lorenz curve: share of entities, poorest first, against their share of the measure; the area is the Gini index. */
export const lorenz: Chart = (rows, facts, options) => {
  if (rows.length < 2) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const { entities, gini } = paretoFacts(facts, rows);
  const all = thin(ranked(rows), 300);
  const colour = categorical(theme, 0);
  const points = [
    { x: 0, y: 0 },
    ...all
      .map((one) => ({ x: 1 - one.rank / entities, y: 1 - one.cumulative }))
      .reverse()
      .map(({ x, y }) => ({ x: Math.max(0, x), y: Math.max(0, y) })),
    { x: 1, y: 1 },
  ];
  const side = Math.min(width, 300);
  const svg = draw(options, {
    width,
    height: side,
    marginTop: 34,
    marginLeft: 44,
    marginRight: 20,
    marginBottom: 34,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.areaY(points, { x: 'x', y1: 'x', y2: 'y', fill: colour, fillOpacity: 0.12 }),
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: palette.strong, strokeDasharray: '4 4' },
      ),
      Plot.line(points, { x: 'x', y: 'y', stroke: colour, strokeWidth: 2.25 }),
      axisX(options, { ticks: 4, tickFormat: ticksOf('percent', locale) }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('percent', locale) }),
      Plot.tip(
        points,
        Plot.pointerX({
          x: 'x',
          y: 'y',
          ...tipStyle(options),
          title: (point: { x: number; y: number }) =>
            t(
              'charts.lorenz.tip',
              {
                entities: show(point.x, 'percent', locale),
                share: show(point.y, 'percent', locale),
                measure: columnLabel(measureOf(options), locale),
              },
              locale,
            ),
        }),
      ),
    ],
  });
  const label = t(
    'charts.lorenz.label',
    { gini: Number.isFinite(gini) ? gini.toFixed(3) : '—' },
    locale,
  );
  headline(svg, label, { fill: palette.text });
  return figure(svg, label, {
    columns: [
      { name: 'x_share', label: t('charts.lorenz.x', {}, locale) },
      { name: 'y_share', label: t('charts.lorenz.y', {}, locale) },
    ],
    rows: thin(ranked(rows), 21).map((one) => ({
      x_share: Math.max(0, 1 - one.rank / entities),
      y_share: Math.max(0, 1 - one.cumulative),
    })),
  });
};
