import type * as Plot from '@observablehq/plot';
import { format } from '../../i18n/index.ts';
import { axisX, axisY, draw, gridY } from '../frame.ts';
import { ticksOf } from '../ticks.ts';
import type { ChartOptions, Facts } from '../types.ts';

/** Pixels for the name of a tick. */
const TICK = 64;

/** Draws a measure over time: `marks` between the grid and the axes, `above` over these. */
export function overTime(
  facts: Facts,
  options: ChartOptions,
  marks: Plot.Markish[],
  above: Plot.Markish[] = [],
): SVGSVGElement {
  const { locale, width, currency } = options;
  const kind = facts.measure === 'gmv' ? 'money' : 'number';
  return draw(options, {
    width,
    height: width < 480 ? 260 : 320,
    marginTop: 10,
    marginLeft: 60,
    marginRight: 20,
    marginBottom: 28,
    x: { type: 'utc' },
    y: { nice: 4, ticks: 5 },
    marks: [
      gridY(options, { ticks: 5 }),
      ...marks,
      axisY(options, {
        ticks: 5,
        tickFormat: ticksOf(kind, locale, currency),
      }),
      timeAxis(facts, options),
      ...above,
    ],
  });
}

/** The axis of time, as fine as its periods. */
export const timeAxis = (facts: Facts, options: ChartOptions) =>
  axisX(options, {
    ticks: Math.max(2, Math.floor(options.width / 110)),
    tickFormat: (date: Date, at: number, all: readonly Date[] = []) =>
      at % everyOf(all.length, options.width) === 0 ? tick(date, facts, options.locale) : '',
  });

/** Every how many of the ticks are named, so that names do not run into each other. */
const everyOf = (ticks: number, width: number): number =>
  Math.max(1, Math.ceil((ticks * TICK) / Math.max(TICK, width - 80)));

function tick(
  date: Date,
  { daily, step_unit: unit }: Facts,
  locale: ChartOptions['locale'],
): string {
  const text = date.toISOString();
  if (unit === 'month')
    return format.day(text.slice(0, 10), { year: 'numeric', month: 'short' }, locale);
  const day = format.day(text.slice(0, 10), { month: 'short', day: 'numeric' }, locale);
  return daily === false && text.slice(11, 16) !== '00:00' ? text.slice(11, 16) : day;
}
