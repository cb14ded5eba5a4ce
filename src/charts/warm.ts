import * as Plot from '@observablehq/plot';
import { axisX, axisY, draw, gridY } from './frame.ts';
import type { ChartOptions } from './types.ts';

const OPTIONS: ChartOptions = { width: 320, theme: 'light', locale: 'en' };
const DAYS = [0, 1].map((day) => ({ day: new Date(day * 86_400_000), value: day }));
const AT = { x: 'day', y: 'value' } as const;

const drawn = (...marks: Plot.Markish[]) =>
  draw(OPTIONS, {
    height: 80,
    x: { type: 'utc', domain: DAYS.map(({ day }) => day) },
    y: { domain: [0, 1] },
    marks,
  });

/**
 * Small drawings of every common mark, kept by nobody. The browser compiles a function when it is first called, which
 * makes the first drawing take several times as long as the next: these are made while the page has nothing to do.
 */
export const WARMING: readonly (() => unknown)[] = [
  () => drawn(Plot.lineY(DAYS, AT)),
  () => drawn(axisX(OPTIONS, { ticks: 2 }), axisY(OPTIONS, { ticks: 2 }), gridY(OPTIONS)),
  () => drawn(Plot.areaY(DAYS, { ...AT, curve: 'monotone-x' }), Plot.dot(DAYS, AT)),
  () =>
    drawn(Plot.ruleX(DAYS, Plot.pointerX({ x: 'day' })), Plot.text(DAYS, { ...AT, text: 'value' })),
  () => drawn(Plot.tip(DAYS, Plot.pointerX({ ...AT, title: 'value' }))),
];
