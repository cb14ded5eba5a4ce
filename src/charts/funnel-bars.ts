import { t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { beforeOf } from './compare/twin.ts';
import { node, sized } from './frame.ts';
import { categorical, eventColour, inkOn, PALETTES } from './palette.ts';
import type { ChartOptions } from './types.ts';
import { eventLabel, num, show, textWidth, truncate } from './values.ts';

export interface Step {
  readonly name: string;
  readonly entities: number;
  readonly fromFirst: number;
  readonly fromPrevious: number;
  readonly row: Row;
}

const BAR = 44;
const GAP = 32;
const SHARE = 76;

/** Steps one under another; what each lost of the one before is hatched and named in between. */
export function funnelBars(
  steps: readonly Step[],
  mode: string,
  options: ChartOptions,
  onBar?: (element: SVGElement, step: Step) => void,
): SVGSVGElement {
  const { theme, width } = options;
  const palette = PALETTES[theme];
  const narrow = width < 560;
  const names = steps.map((step) => textWidth(eventLabel(step.name, options.locale), 15));
  const left = narrow ? 0 : Math.min(width * 0.32, Math.max(120, ...names) + 26);
  const span = width - left - (narrow ? 0 : SHARE);
  const widest = Math.max(
    1,
    ...steps.flatMap(({ entities, row }) => [entities, num(row[beforeOf('entities')]) || 0]),
  );
  const length = (entities: number) => Math.max(entities > 0 ? 2 : 0, (entities / widest) * span);
  const hatching = `th-hatch-${theme}`;
  const svg = node('svg', {}, node('defs', {}, hatch(hatching, palette.strong)));
  svg.append(node('text', { x: left, y: 13, fill: palette.faint }, truncate(mode, width - left)));
  let top = 28;
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    const next = steps[index + 1];
    const colour = eventColour(theme, step.name) ?? categorical(theme, index);
    top += narrow ? 24 : 0;
    if (before && before.entities > step.entities) {
      svg.append(
        node('rect', {
          x: left,
          y: top,
          width: length(before.entities),
          height: BAR,
          rx: 4,
          fill: `url(#${hatching})`,
          stroke: palette.border,
        }),
      );
    }
    const drawn = bar(
      step,
      { x: left, y: top, width: length(step.entities), height: BAR, rx: 4, fill: colour },
      options,
    );
    svg.append(drawn);
    onBar?.(drawn, step);
    const earlier = num(step.row[beforeOf('entities')]);
    if (earlier > 0) svg.append(ghost(left, top, length(earlier), step, options));
    if (narrow) svg.append(...narrowLabels(step, index, top, options));
    else
      svg.append(
        ...wideLabels(step, index, top, { left, length: length(step.entities), colour }, options),
      );
    top += BAR;
    // Of nothing, nothing is lost.
    if (next && step.entities > 0) svg.append(change(step, next, left, top + GAP / 2 + 4, options));
    top += GAP;
  });
  return sized(svg, width, top - GAP + 6);
}

/** How far the bar went in an earlier period. */
function ghost(
  left: number,
  top: number,
  length: number,
  { row, name }: Step,
  { theme, locale }: ChartOptions,
): SVGElement {
  const label = t('compare.before', { column: eventLabel(name, locale) }, locale);
  return node(
    'g',
    {},
    node('title', {}, `${label}: ${show(row[beforeOf('entities')], 'integer', locale)}`),
    node('rect', {
      x: left,
      y: top - 3,
      width: length,
      height: BAR + 6,
      rx: 5,
      fill: 'none',
      stroke: PALETTES[theme].muted,
      'stroke-width': 1.25,
      'stroke-dasharray': '5 4',
    }),
  );
}

function bar(
  step: Step,
  shape: Readonly<Record<string, string | number>>,
  { locale, onPick }: ChartOptions,
): SVGElement {
  const made = node('rect', { ...shape, class: 'th-grow-x' });
  const share = t(
    'charts.funnel.ofFirst',
    { share: show(step.fromFirst, 'percent', locale) },
    locale,
  );
  made.append(
    node(
      'title',
      {},
      `${eventLabel(step.name, locale)}: ${show(step.entities, 'integer', locale)} · ${share}`,
    ),
  );
  if (onPick) {
    made.style.cursor = 'pointer';
    made.addEventListener('click', () => onPick('step', step.row.step, step.row));
  }
  return made;
}

function wideLabels(
  step: Step,
  index: number,
  top: number,
  at: { left: number; length: number; colour: string },
  { theme, locale, width }: ChartOptions,
): SVGElement[] {
  const palette = PALETTES[theme];
  const label = eventLabel(step.name, locale);
  const value = show(step.entities, 'integer', locale);
  const inside = at.length > textWidth(value, 16) + 36;
  const y = top + BAR / 2 + 6;
  const name = node(
    'text',
    {
      x: at.left - 16,
      y: y - 1,
      'text-anchor': 'end',
      fill: palette.text,
      'font-size': 14,
      'font-weight': 600,
    },
    truncate(label, at.left - 24, 15),
  );
  name.append(node('title', {}, label));
  const halo: Readonly<Record<string, string | number>> = inside
    ? {}
    : {
        stroke: palette.surface,
        'stroke-width': 5,
        'paint-order': 'stroke',
        'stroke-linejoin': 'round',
      };
  const figure = node(
    'text',
    {
      x: at.left + (inside ? 14 : at.length + 12),
      y,
      fill: inside ? inkOn(at.colour) : palette.text,
      'font-size': 16,
      'font-weight': 600,
      'pointer-events': 'none',
      ...halo,
    },
    value,
  );
  const share = node(
    'text',
    {
      x: width,
      y,
      'text-anchor': 'end',
      fill: index === 0 ? palette.faint : palette.text,
      'font-size': 16,
      'font-weight': 600,
    },
    show(step.fromFirst, 'percent', locale),
  );
  return [name, figure, share];
}

function narrowLabels(
  step: Step,
  index: number,
  top: number,
  { theme, locale, width }: ChartOptions,
): SVGElement[] {
  const palette = PALETTES[theme];
  const value = show(step.entities, 'integer', locale);
  const right = index === 0 ? value : `${value} · ${show(step.fromFirst, 'percent', locale)}`;
  const label = eventLabel(step.name, locale);
  const shape = { y: top - 8, fill: palette.text, 'font-size': 14, 'font-weight': 600 };
  const name = node(
    'text',
    { ...shape, x: 0 },
    truncate(label, width - textWidth(right, 15) - 12, 15),
  );
  name.append(node('title', {}, label));
  return [name, node('text', { ...shape, x: width, 'text-anchor': 'end' }, right)];
}

function change(
  step: Step,
  next: Step,
  x: number,
  y: number,
  { theme, locale }: ChartOptions,
): SVGElement {
  const palette = PALETTES[theme];
  const n = Math.abs(next.entities - step.entities);
  const rate = show(Math.abs(1 - next.fromPrevious), 'percent', locale);
  const loss = next.entities <= step.entities;
  const text = loss
    ? t('charts.funnel.loss', { n, rate, kept: show(next.fromPrevious, 'percent', locale) }, locale)
    : t('charts.funnel.gain', { n, rate }, locale);
  const points = loss ? '4,-6 12,-6 8,0' : '4,0 12,0 8,-6';
  return node(
    'g',
    { transform: `translate(${x},${y})` },
    node('polygon', { points, fill: loss ? palette.bad : palette.good }),
    node('text', { x: 20, y: 1, fill: palette.muted }, text),
  );
}

const GROUPS = 12;

/** The same steps for each value of a breakdown, largest first. */
export function funnelGroups(
  groups: ReadonlyMap<string, readonly Step[]>,
  mode: string,
  pick: (row: Row) => void,
  options: ChartOptions,
): SVGSVGElement {
  const { theme, locale, width } = options;
  const palette = PALETTES[theme];
  const shown = [...groups]
    .sort((a, b) => (b[1][0]?.entities ?? 0) - (a[1][0]?.entities ?? 0))
    .slice(0, GROUPS);
  const narrow = width < 560;
  const left = narrow ? 0 : Math.min(240, width * 0.28);
  const span = width - left - 128;
  const widest = Math.max(1, ...shown.flatMap(([, steps]) => steps.map((step) => step.entities)));
  const svg = node(
    'svg',
    {},
    node('text', { x: 0, y: 13, fill: palette.faint }, truncate(mode, width)),
  );
  let top = 30;
  for (const [group, steps] of shown) {
    const label = node(
      'text',
      { x: 0, y: top + 15, fill: palette.text, 'font-weight': 600 },
      truncate(group, narrow ? width : left - 20, 13),
    );
    label.append(node('title', {}, group));
    svg.append(label);
    top += narrow ? 22 : 0;
    steps.forEach((step, index) => {
      const y = top + index * 22;
      const length = Math.max(2, (step.entities / widest) * span);
      const made = bar(
        step,
        {
          x: left,
          y: y + 2,
          width: length,
          height: 17,
          rx: 3,
          fill: eventColour(theme, step.name) ?? categorical(theme, index),
        },
        { ...options, onPick: (_column, _value, row) => pick(row) },
      );
      const text = [
        show(step.entities, 'integer', locale),
        index > 0 ? show(step.fromFirst, 'percent', locale) : eventLabel(step.name, locale),
      ].join(' · ');
      svg.append(
        made,
        node('text', { x: left + length + 8, y: y + 15, fill: palette.muted }, text),
      );
    });
    top += steps.length * 22 + 18;
  }
  return sized(svg, width, top);
}

const hatch = (id: string, colour: string) =>
  node(
    'pattern',
    { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    node('line', {
      x1: 0,
      y1: 0,
      x2: 0,
      y2: 6,
      stroke: colour,
      'stroke-width': 1.5,
      'stroke-opacity': 0.55,
    }),
  );
