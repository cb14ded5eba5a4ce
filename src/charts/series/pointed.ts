import * as Plot from '@observablehq/plot';
import type { Row } from '../../metrics/types.ts';
import { tipStyle } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions } from '../types.ts';
import { dateOf } from './times.ts';

/** What stands at the time that is pointed at: a line at it, and a tip at `y` that says `title`. */
export function pointedAt(
  rows: readonly Row[],
  options: ChartOptions,
  y: (row: Row) => number,
  title: (row: Row) => string,
): Plot.Markish[] {
  const x = (row: Row) => dateOf(row.time);
  const { strong } = PALETTES[options.theme];
  return [
    Plot.ruleX(rows, Plot.pointerX({ x, stroke: strong, strokeDasharray: '2 3' })),
    Plot.tip(rows, Plot.pointerX({ x, y, title, ...tipStyle(options) })),
  ];
}
