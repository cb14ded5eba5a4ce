import { group } from 'd3';
import { t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { figure, node, sized } from './frame.ts';
import { categorical, eventColour, inkOn, PALETTES } from './palette.ts';
import type { Chart, ChartOptions } from './types.ts';
import { columnLabel, eventLabel, num, show, truncate } from './values.ts';

interface Step {
  readonly name: string;
  readonly entities: number;
  readonly fromFirst: number;
  readonly fromPrevious: number;
  readonly row: Row;
}

/**
 * Steps one under another, each bar against the first; between two steps what was lost (hatched, named) or, where a
 * step outnumbers the one before, gained. The mode is printed: the same data give other figures in another.
 * Rows: `step, name, entities, rate_from_first, rate_from_previous, loss` (+ a breakdown column, see `parts`).
 */
export const funnel: Chart = (rows, facts, options) => {
  if (rows.length === 0) return null;
  const { locale, parameters = {} } = options;
  const breakdown = breakdownOf(rows, parameters.by ?? facts.by);
  const columns = [
    breakdown,
    'step',
    'name',
    'entities',
    'rate_from_first',
    'rate_from_previous',
    'loss',
  ]
    .filter((name): name is string => name !== null && rows[0] !== undefined && name in rows[0])
    .map((name) => ({ name, label: columnLabel(name, locale) }));
  const groups = breakdown ? group(rows, (row) => String(row[breakdown] ?? '—')) : null;
  const svg = groups ? grouped(groups, breakdown ?? '', options) : single(stepsOf(rows), options);
  const steps = stepsOf(groups ? ([...groups.values()][0] ?? []) : rows);
  const label = t(
    'charts.funnel.label',
    {
      steps: steps
        .map((step) => `${eventLabel(step.name, locale)} ${show(step.entities, 'integer', locale)}`)
        .join(' → '),
      mode: modeLabel(options),
    },
    locale,
  );
  return figure(svg, label, {
    columns,
    rows: rows.map((row) => ({ ...row, name: eventLabel(String(row.name), locale) })),
  });
};

function breakdownOf(rows: readonly Row[], by: unknown): string | null {
  if (typeof by !== 'string' || !rows[0]) return null;
  if (by in rows[0]) return by;
  return 'by' in rows[0] ? 'by' : null;
}

function stepsOf(rows: readonly Row[]): Step[] {
  const sorted = [...rows].sort((a, b) => num(a.step) - num(b.step));
  const first = num(sorted[0]?.entities);
  return sorted.map((row, index) => {
    const entities = num(row.entities) || 0;
    const before = num(sorted[index - 1]?.entities ?? row.entities);
    return {
      name: String(row.name ?? row.step),
      entities,
      fromFirst: first > 0 ? entities / first : 0,
      fromPrevious: before > 0 ? entities / before : 0,
      row,
    };
  });
}

/** "Ordered · by user · within 7 days", from the metric's parameters. */
export function modeLabel({ parameters = {}, locale }: ChartOptions): string {
  const mode = String(parameters.mode ?? 'ordered');
  const basis = String(parameters.basis ?? 'user');
  const keys = [`charts.funnel.mode.${mode}`, `charts.funnel.basis.${basis}`] as const;
  const words = keys.map((key) => translated(key, locale)).filter(Boolean);
  const window = num(parameters.window_seconds);
  if (Number.isFinite(window))
    words.push(t('charts.funnel.window', { time: windowLabel(window, locale) }, locale));
  return words.join(' · ');
}

function translated(key: string, locale: ChartOptions['locale']): string {
  switch (key) {
    case 'charts.funnel.mode.unordered':
    case 'charts.funnel.mode.nested':
    case 'charts.funnel.mode.ordered':
    case 'charts.funnel.mode.strict':
    case 'charts.funnel.basis.user':
    case 'charts.funnel.basis.session':
    case 'charts.funnel.basis.user_item':
      return t(key, {}, locale);
    default:
      return '';
  }
}

function windowLabel(seconds: number, locale: ChartOptions['locale']): string {
  if (seconds % 86_400 === 0) return t('charts.days', { n: seconds / 86_400 }, locale);
  if (seconds % 3600 === 0) return t('charts.hours', { n: seconds / 3600 }, locale);
  return t('charts.minutes', { n: Math.round(seconds / 60) }, locale);
}

const BAR = 44;
const GAP = 30;

function single(steps: readonly Step[], options: ChartOptions): SVGSVGElement {
  const { theme, locale, width, onPick } = options;
  const palette = PALETTES[theme];
  const narrow = width < 560;
  const left = narrow ? 0 : Math.min(220, width * 0.22);
  const span = width - left - (narrow ? 0 : 84);
  const lift = narrow ? 24 : 0;
  const widest = Math.max(1, ...steps.map((step) => step.entities));
  const length = (entities: number) => Math.max(entities > 0 ? 2 : 0, (entities / widest) * span);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const pattern = `hatch-${theme}`;
  svg.append(node('defs', {}, hatch(pattern, palette.strong)));
  svg.append(node('text', { x: left, y: 13, fill: palette.faint }, modeLabel(options)));
  let top = 28;
  steps.forEach((step, index) => {
    const colour = eventColour(theme, step.name) ?? categorical(theme, index);
    const before = steps[index - 1];
    top += lift;
    const label = eventLabel(step.name, locale);
    const name = node(
      'text',
      {
        x: narrow ? 0 : left - 16,
        y: narrow ? top - 8 : top + BAR / 2 + 5,
        'text-anchor': narrow ? 'start' : 'end',
        fill: palette.text,
        'font-size': 14,
        'font-weight': 600,
      },
      truncate(label, narrow ? width * 0.5 : left - 24, 14),
    );
    name.append(node('title', {}, label));
    const value = show(step.entities, 'integer', locale);
    const share = index === 0 ? '' : show(step.fromFirst, 'percent', locale);
    const bar = node('rect', {
      x: left,
      y: top,
      width: length(step.entities),
      height: BAR,
      rx: 4,
      fill: colour,
      class: 'th-grow-x',
    });
    bar.append(
      node(
        'title',
        {},
        `${label}: ${value}${share ? ` · ${t('charts.funnel.ofFirst', { share }, locale)}` : ''}`,
      ),
    );
    if (onPick) {
      bar.style.cursor = 'pointer';
      bar.addEventListener('click', () => onPick('step', step.row.step, step.row));
    }
    if (before && before.entities > step.entities) {
      svg.append(
        node('rect', {
          x: left,
          y: top,
          width: length(before.entities),
          height: BAR,
          rx: 4,
          fill: `url(#${pattern})`,
          stroke: palette.border,
        }),
      );
    }
    svg.append(name, bar);
    const inside = length(step.entities) > 110;
    if (narrow) {
      svg.append(
        node(
          'text',
          {
            x: width,
            y: top - 8,
            'text-anchor': 'end',
            fill: palette.text,
            'font-size': 14,
            'font-weight': 600,
          },
          share ? `${value} · ${share}` : value,
        ),
      );
    } else {
      const clear = before
        ? Math.max(length(step.entities), length(before.entities))
        : length(step.entities);
      svg.append(
        node(
          'text',
          {
            x: inside ? left + 14 : left + clear + 12,
            y: top + BAR / 2 + 6,
            fill: inside ? inkOn(colour, theme) : palette.text,
            'font-size': 16,
            'font-weight': 600,
          },
          value,
        ),
      );
      if (share)
        svg.append(
          node(
            'text',
            {
              x: inside
                ? left + Math.max(length(before?.entities ?? 0), length(step.entities)) + 12
                : left + clear + 24 + value.length * 9.6,
              y: top + BAR / 2 + 5,
              fill: palette.muted,
            },
            share,
          ),
        );
    }
    top += BAR;
    const next = steps[index + 1];
    if (next) svg.append(change(step, next, left, top + GAP / 2 + 4, options));
    top += GAP;
  });
  return sized(svg, width, top - GAP + 6);
}

function change(
  step: Step,
  next: Step,
  x: number,
  y: number,
  { theme, locale }: ChartOptions,
): SVGElement {
  const palette = PALETTES[theme];
  const difference = next.entities - step.entities;
  const rate = show(Math.abs(1 - next.fromPrevious), 'percent', locale);
  const n = Math.abs(difference);
  const loss = difference <= 0;
  const text = loss
    ? t('charts.funnel.loss', { n, rate, kept: show(next.fromPrevious, 'percent', locale) }, locale)
    : t('charts.funnel.gain', { n, rate }, locale);
  const colour = loss ? palette.bad : palette.good;
  const points = loss
    ? [
        [4, -6],
        [12, -6],
        [8, 0],
      ]
    : [
        [4, 0],
        [12, 0],
        [8, -6],
      ];
  return node(
    'g',
    {},
    node('polygon', {
      points: points.map(([px = 0, py = 0]) => `${x + px},${y + py}`).join(' '),
      fill: colour,
    }),
    node('text', { x: x + 20, y: y + 1, fill: palette.muted }, text),
  );
}

function grouped(
  groups: ReadonlyMap<string, readonly Row[]>,
  breakdown: string,
  options: ChartOptions,
): SVGSVGElement {
  const { theme, locale, width, onPick } = options;
  const palette = PALETTES[theme];
  const shown = [...groups]
    .map(([group, rows]) => ({ group, steps: stepsOf(rows) }))
    .sort((a, b) => (b.steps[0]?.entities ?? 0) - (a.steps[0]?.entities ?? 0))
    .slice(0, 12);
  const left = Math.min(200, width * 0.3);
  const span = width - left - 150;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.append(node('text', { x: 0, y: 13, fill: palette.faint }, modeLabel(options)));
  let top = 30;
  for (const { group, steps } of shown) {
    const widest = Math.max(1, ...steps.map((step) => step.entities));
    const label = node(
      'text',
      { x: 0, y: top + 15, fill: palette.text, 'font-weight': 600 },
      truncate(group, left - 12),
    );
    label.append(node('title', {}, group));
    svg.append(label);
    steps.forEach((step, index) => {
      const y = top + index * 22;
      const colour = eventColour(theme, step.name) ?? categorical(theme, index);
      const bar = node('rect', {
        x: left,
        y: y + 2,
        width: Math.max(2, (step.entities / widest) * span),
        height: 17,
        rx: 3,
        fill: colour,
        class: 'th-grow-x',
      });
      bar.append(
        node(
          'title',
          {},
          `${group} · ${eventLabel(step.name, locale)}: ${show(step.entities, 'integer', locale)}`,
        ),
      );
      if (onPick)
        bar.addEventListener('click', () => onPick(breakdown, step.row[breakdown], step.row));
      const text = [
        show(step.entities, 'integer', locale),
        index > 0 ? show(step.fromFirst, 'percent', locale) : '',
      ]
        .filter(Boolean)
        .join(' · ');
      svg.append(
        bar,
        node(
          'text',
          {
            x: left + Math.max(2, (step.entities / widest) * span) + 8,
            y: y + 15,
            fill: palette.muted,
          },
          text,
        ),
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
