import * as Plot from '@observablehq/plot';
import { format, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { axisX, axisY, draw, figure, gridY, headline, tipStyle } from '../frame.ts';
import { categorical, PALETTES } from '../palette.ts';
import { ticksOf } from '../ticks.ts';
import type { Chart } from '../types.ts';
import { columnLabel, num, show, truncate } from '../values.ts';

/** Power by units of a variant, with what is needed and what there is now. */
export const powerCurve: Chart = (rows, facts, options) => {
  const curve = (Array.isArray(facts.power_curve) ? facts.power_curve : []) as readonly Row[];
  if (curve.length < 2) return null;
  const { locale, theme, width, parameters = {} } = options;
  const palette = PALETTES[theme];
  const wanted = num(parameters.power ?? 0.8);
  const needed = num(facts.planner_units);
  const of = facts.planner_mean === undefined ? 'units' : 'valued';
  const now = Math.min(...rows.map((row) => num(row[of])));
  const points = curve.map((row) => ({ units: num(row.units), power: num(row.power) }));
  const most = Math.max(...points.map(({ units }) => units));
  const colour = categorical(theme, 0);
  const label = t(
    'charts.experiment.power',
    { power: format.percent(wanted, locale), units: needed },
    locale,
  );
  const svg = draw(options, {
    width,
    height: 240,
    marginTop: 34,
    marginLeft: 48,
    marginRight: 20,
    marginBottom: 34,
    x: { domain: [0, most] },
    y: { domain: [0, 1] },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.ruleY([wanted], { stroke: palette.strong, strokeDasharray: '4 4' }),
      Plot.ruleX([needed], { stroke: palette.strong, strokeDasharray: '4 4' }),
      Plot.line(points, { x: 'units', y: 'power', stroke: colour, strokeWidth: 2.25 }),
      Plot.dot([{ units: needed, power: wanted }], {
        x: 'units',
        y: 'power',
        r: 4.5,
        fill: colour,
      }),
      ...(now <= most
        ? [
            Plot.ruleX([now], { stroke: palette.warn, strokeWidth: 1.5 }),
            Plot.text([now], {
              x: (at: number) => at,
              y: 1,
              text: () => t('charts.experiment.now', {}, locale),
              dy: -8,
              textAnchor: now < most * 0.12 ? 'start' : 'middle',
              fill: palette.warn,
            }),
          ]
        : []),
      axisX(options, {
        ticks: width < 480 ? 3 : 6,
        tickFormat: ticksOf('integer', locale),
      }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('percent', locale) }),
      Plot.tip(
        points,
        Plot.pointerX({
          x: 'units',
          y: 'power',
          ...tipStyle(options),
          title: (point: { units: number; power: number }) =>
            `${columnLabel('units', locale)}  ${show(point.units, 'integer', locale)}\n${columnLabel('power', locale)}  ${show(point.power, 'percent', locale)}`,
        }),
      ),
    ],
  });
  headline(svg, truncate(label, width, 13), { fill: palette.text });
  return figure(svg, label, {
    columns: ['units', 'power'].map((name) => ({ name, label: columnLabel(name, locale) })),
    rows: points.map(({ units, power }) => ({ units, power: format.percent(power, locale) })),
  });
};
