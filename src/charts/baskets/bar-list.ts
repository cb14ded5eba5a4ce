import type { Row } from '../../metrics/types.ts';
import { node, sized } from '../frame.ts';
import { Marks } from '../marks/hover.ts';
import { PALETTES } from '../palette.ts';
import type { ChartOptions, PickableMark } from '../types.ts';
import { textWidth, truncate } from '../values.ts';

/** Pixels that are left to the bars where names and figures are long. */
const LEAST_BAR = 32;

/** One bar with what stands before and behind it. */
export interface Bar {
  readonly row: Row;
  readonly name: string;
  readonly value: number;
  /** Behind the bar. */
  readonly figure: string;
  /** A quiet line under the name. */
  readonly note?: string;
  readonly tip: string;
  readonly colour: string;
  readonly pick: (() => void) | null;
  /** A mark across the bar, in the same measure. */
  readonly against?: number;
}

/** Bars one under another, the names at their left; on narrow places the names stand above. */
export function barList(
  bars: readonly Bar[],
  options: ChartOptions,
): { readonly svg: SVGSVGElement; readonly marks: readonly PickableMark[] } {
  const { theme, width } = options;
  const palette = PALETTES[theme];
  const noted = bars.some(({ note }) => note !== undefined);
  const step = noted ? 40 : 27;
  const widest = Math.max(
    60,
    ...bars.map(({ name, note = '' }) => Math.max(textWidth(name), textWidth(note, 11)) + 18),
  );
  const right = Math.max(24, ...bars.map(({ figure }) => textWidth(figure))) + 16;
  // Figures are never cut: names are, where both do not fit.
  const left = Math.max(70, Math.min(width * 0.5, widest, width - right - LEAST_BAR));
  const room = Math.max(12, width - left - right);
  const most = Math.max(1e-12, ...bars.map(({ value, against = 0 }) => Math.max(value, against)));
  const svg = node('svg', { 'font-size': 12 }) as SVGSVGElement;
  const marks = new Marks(svg, options);
  const markAt = (against: number) => left + (room * against) / most;
  /** Where the figure of a bar begins: behind its end, and behind the mark that would cross it. */
  const besideOf = ({ figure, against }: Bar, end: number): number => {
    const mark = against === undefined ? end : markAt(against);
    const crossed = mark > end && mark < end + 12 + textWidth(figure);
    return (crossed ? mark : end) + 8;
  };
  for (const [at, bar] of bars.entries()) {
    const top = at * step;
    const middle = top + step / 2;
    const length = Math.max(1, (room * Math.max(0, bar.value)) / most);
    const line = node('g', {});
    line.append(
      node('rect', { x: 0, y: top, width, height: step, fill: 'none', 'pointer-events': 'all' }),
      node(
        'text',
        {
          x: left - 10,
          y: noted ? middle - 3 : middle + 4,
          'text-anchor': 'end',
          fill: palette.text,
        },
        truncate(bar.name, left - 14),
      ),
      node('rect', { x: left, y: middle - 8, width: length, height: 16, rx: 2, fill: bar.colour }),
      node(
        'text',
        { x: besideOf(bar, left + length), y: middle + 4, fill: palette.muted },
        bar.figure,
      ),
    );
    if (bar.note)
      line.append(
        node(
          'text',
          {
            x: left - 10,
            y: middle + 12,
            'text-anchor': 'end',
            'font-size': 11,
            fill: palette.faint,
          },
          truncate(bar.note, left - 14, 11),
        ),
      );
    if (bar.against !== undefined) {
      const x = markAt(bar.against);
      line.append(
        node('line', {
          x1: x,
          x2: x,
          y1: middle - 11,
          y2: middle + 11,
          stroke: palette.text,
          'stroke-width': 2,
        }),
      );
    }
    marks.add(line, bar.tip, bar.pick);
    svg.append(line);
  }
  return { svg: sized(svg, width, bars.length * step), marks: marks.all };
}
