import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { axisX, axisY, draw, figure, gridY, tipStyle } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import { ticksOf } from '../ticks.ts';
import type { ChartOptions, Figure, PickableMark } from '../types.ts';
import { brief, num, percent, show, textWidth, truncate } from '../values.ts';
import type { MarkView } from './types.ts';

const [LEFT, RIGHT] = [56, 10];
/** Pixels that the name of a step may take, and how it slants where names stand close. */
const NAME = 110;
const SLANT = (38 * Math.PI) / 180;

interface Step {
  readonly key: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly row: Row | null;
}

/** How figures add up one after another: rises and falls from where the one before ended, and the sum at the end. */
export function waterfall(view: MarkView, options: ChartOptions): Figure | null {
  const { theme, locale, width, currency } = options;
  const palette = PALETTES[theme];
  const column = view.column('value') ?? '';
  const kind = view.kind('value', view.rows[0]?.[column]);
  let at = 0;
  const steps: Step[] = view.rows.map((row, index) => {
    const from = at;
    at += num(row[column]) || 0;
    return { key: String(index), name: view.text('label', row), from, to: at, row };
  });
  if (steps.length === 0) return null;
  const all: Step[] = [
    ...steps,
    { key: 'sum', name: t('declared.waterfall.sum', {}, locale), from: 0, to: at, row: null },
  ];
  const each = (width - LEFT - RIGHT) / all.length;
  const crowded = all.some(({ name }) => textWidth(truncate(name, NAME)) > each * 0.95);
  // A slanted name ends under its bar: what of it would lie before the drawing is cut.
  const room = (at: number) =>
    crowded ? Math.min(NAME, (LEFT + (at + 0.5) * each - 10) / Math.cos(SLANT)) : NAME;
  const names = new Map(all.map(({ key, name }, at) => [key, truncate(name, room(at))]));
  const colour = ({ row, from, to }: Step) =>
    row === null
      ? (palette.categorical[0] ?? palette.accent)
      : to >= from
        ? palette.good
        : palette.bad;
  const signed = ({ row, from, to }: Step) => {
    const value = row === null ? to : to - from;
    const written =
      kind === 'percent' ? percent(value, locale) : brief(value, kind, locale, currency);
    // What rounds to nothing has no sign.
    if (!/[1-9]/.test(written)) return brief(0, kind, locale, currency);
    return `${row !== null && value > 0 ? '+' : ''}${written}`;
  };
  const marks: PickableMark[] = [];
  const tip = (step: Step) =>
    step.row ? view.tip(step.row) : `${step.name}\n${show(step.to, kind, locale, currency)}`;
  const svg = draw(options, {
    height: view.height ?? 300,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 24,
    marginBottom: crowded ? 84 : 30,
    x: { type: 'band', domain: all.map(({ key }) => key), padding: 0.25 },
    y: { nice: true, zero: true },
    marks: [
      gridY(options, { ticks: 5 }),
      Plot.ruleY([0], { stroke: palette.strong }),
      Plot.link(all.slice(0, -1), {
        x1: 'key',
        x2: (_: Step, index: number) => all[index + 1]?.key ?? '',
        y1: 'to',
        y2: 'to',
        stroke: palette.strong,
        strokeDasharray: '3 3',
      }),
      Plot.barY(all, {
        x: 'key',
        y1: 'from',
        y2: 'to',
        fill: colour,
        className: 'th-grow',
        rx: 2,
        title: tip,
        tip: tipStyle(options),
        render: (index, scales, values, dimensions, context, next) => {
          const made = next?.(index, scales, values, dimensions, context) ?? null;
          [...(made?.children ?? [])].forEach((element, order) => {
            const step = all[index[order] ?? -1];
            if (!step?.row || !(element instanceof SVGElement)) return;
            const { row } = step;
            const pick = () => view.pick(row);
            marks.push({ element, label: tip(step), pick });
            if (options.onPick) {
              element.style.cursor = 'pointer';
              element.addEventListener('click', pick);
            }
          });
          return made;
        },
      }),
      each > Math.max(34, ...all.map((step) => textWidth(signed(step)) + 4))
        ? Plot.text(all, {
            x: 'key',
            y: (step: Step) => Math.max(step.from, step.to),
            text: signed,
            dy: -8,
            fill: palette.muted,
          })
        : null,
      axisX(options, {
        tickFormat: (key: string) => names.get(key) ?? '',
        tickRotate: crowded ? (-SLANT * 180) / Math.PI : 0,
      }),
      axisY(options, {
        ticks: 5,
        tickFormat: ticksOf(kind, locale, currency),
      }),
    ],
  });
  const label =
    view.title ?? t('declared.label', { y: view.label('value'), x: view.label('label') }, locale);
  return { ...figure(svg, label, { columns: view.columns, rows: view.rows }), marks };
}
