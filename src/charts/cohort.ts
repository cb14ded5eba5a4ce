import { max } from 'd3';
import { format, type Locale, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { figure, node, sized } from './frame.ts';
import { inkOn, PALETTES, sequential } from './palette.ts';
import { cutDay } from './trend.ts';
import type { Chart, ChartOptions } from './types.ts';
import { columnLabel, iso, num, show, textWidth, truncate } from './values.ts';

interface CohortCell {
  readonly cohort: string;
  readonly period: number;
  readonly users: number;
  readonly size: number;
  readonly rate: number;
  readonly row: Row;
}

/** Weighted over the cohorts that were observed at that period: Σ users / Σ size. */
export function weighted(
  cells: readonly { period: number; users: number; size: number }[],
): ReadonlyMap<number, number> {
  const sums = new Map<number, { users: number; size: number }>();
  for (const { period, users, size } of cells) {
    const sum = sums.get(period) ?? { users: 0, size: 0 };
    sums.set(period, { users: sum.users + users, size: sum.size + size });
  }
  return new Map(
    [...sums].map(([period, { users, size }]) => [period, size > 0 ? users / size : 0]),
  );
}

const MOST_COHORTS = 62;

/**
 * Cohorts down, periods across; what was not observed yet is absent, not zero. The first line is the summary weighted
 * over the observed cohorts. Cells on a last day that the data cuts off are outlined. Rows: `cohort, period, users, size, rate`.
 */
export const cohort: Chart = (rows, _facts, options) => {
  if (rows.length === 0) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const cells: CohortCell[] = rows.map((row) => ({
    cohort: iso(row.cohort),
    period: num(row.period),
    users: num(row.users),
    size: num(row.size),
    rate: num(row.rate),
    row,
  }));
  const sizes = new Map(cells.map((cell) => [cell.cohort, cell.size]));
  const cohorts = [...sizes.keys()].sort().slice(-MOST_COHORTS);
  const periods = [...new Set(cells.map((cell) => cell.period))].sort((a, b) => a - b);
  const unit = String(options.parameters?.unit ?? 'day');
  const summary = weighted(cells);
  const ramp = sequential(theme);
  const high =
    max(
      cells.filter((cell) => cell.period > 0),
      (cell) => cell.rate,
    ) || 1;
  const labels = cohorts.map((one) => cohortLabel(one, unit, locale));
  const narrow = width < 520;
  const sizeHead = narrow ? '' : t('charts.cohort.size', {}, locale);
  const sizeWidth =
    Math.max(
      textWidth(sizeHead),
      ...cohorts.map((one) => textWidth(sizeText(sizes.get(one), narrow, locale))),
    ) + 26;
  const left =
    Math.max(
      ...labels.map((label) => textWidth(label)),
      narrow ? 40 : textWidth(t('charts.cohort.all', {}, locale)),
    ) +
    12 +
    sizeWidth;
  const step = Math.min(96, (width - left) / Math.max(1, periods.length));
  const height = cohorts.length > 40 ? 16 : 28;
  const written = step >= 40 && height >= 20;
  const dense = !written && step >= 25 && height >= 20;
  const shades = (rate: number) => ramp(Math.min(1, Math.max(0, rate / high)));
  const text = (rate: number) =>
    written ? show(rate, 'percent', locale) : dense ? String(Math.round(rate * 100)) : '';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const every = Math.ceil(30 / step);
  const top = 26;
  const summaryHeight = 34;
  svg.append(
    node(
      'text',
      { x: left - sizeWidth, y: 13, 'text-anchor': 'end', fill: palette.faint },
      t('charts.cohort.cohort', {}, locale),
    ),
    node('text', { x: left - 12, y: 13, 'text-anchor': 'end', fill: palette.faint }, sizeHead),
  );
  const tile = (
    x: number,
    y: number,
    rate: number,
    title: string,
    tall: number,
    options2: { bold?: boolean; outlined?: boolean; plain?: boolean },
  ) => {
    const fill = options2.plain ? palette.sunken : shades(rate);
    const rect = node('rect', {
      x: x + 1,
      y: y + 1,
      width: Math.max(1, step - 2),
      height: tall - 2,
      rx: 3,
      fill,
      ...(options2.outlined
        ? { stroke: palette.warn, 'stroke-dasharray': '3 2', 'stroke-width': 1.25 }
        : {}),
    });
    const group = node('g', {}, node('title', {}, title), rect);
    const content = text(rate);
    if (content)
      group.append(
        node(
          'text',
          {
            x: x + step / 2,
            y: y + tall / 2 + 4,
            'text-anchor': 'middle',
            fill: options2.plain ? palette.faint : inkOn(fill, theme),
            'font-weight': options2.bold ? 600 : 400,
            'font-size': written ? 12 : 11,
          },
          content,
        ),
      );
    return group;
  };
  svg.append(
    node(
      'text',
      { x: 0, y: top + summaryHeight / 2 + 2, fill: palette.text, 'font-weight': 600 },
      truncate(t('charts.cohort.all', {}, locale), left - 8),
    ),
  );
  periods.forEach((period, index) => {
    const x = left + index * step;
    if (index % every === 0)
      svg.append(
        node(
          'text',
          { x: x + step / 2, y: 13, 'text-anchor': 'middle', fill: palette.faint },
          periodLabel(period, unit),
        ),
      );
    const rate = summary.get(period) ?? 0;
    svg.append(
      tile(
        x,
        top,
        rate,
        `${periodLabel(period, unit)} · ${t('charts.cohort.all', {}, locale)}: ${show(rate, 'percent', locale)}`,
        summaryHeight - 6,
        { bold: true, plain: period === 0 },
      ),
    );
  });
  const cut = unit === 'day' ? cutDay(options.context) : null;
  let outlined = false;
  cohorts.forEach((one, line) => {
    const y = top + summaryHeight + line * height;
    if (height >= 20 || line % 2 === 0) {
      svg.append(
        node(
          'text',
          { x: left - sizeWidth, y: y + height / 2 + 4, 'text-anchor': 'end', fill: palette.text },
          labels[line] ?? one,
        ),
        node(
          'text',
          { x: left - 12, y: y + height / 2 + 4, 'text-anchor': 'end', fill: palette.faint },
          sizeText(sizes.get(one), narrow, locale),
        ),
      );
    }
    for (const cell of cells.filter((other) => other.cohort === one)) {
      const isCut = cut !== null && cell.period > 0 && addDays(one, cell.period) === cut;
      outlined ||= isCut;
      const group = tile(
        left + periods.indexOf(cell.period) * step,
        y,
        cell.rate,
        describe(cell, unit, isCut, locale),
        height,
        { plain: cell.period === 0, outlined: isCut },
      );
      if (options.onPick) {
        group.style.cursor = 'pointer';
        group.addEventListener('click', () => options.onPick?.('cohort', cell.cohort, cell.row));
      }
      svg.append(group);
    }
  });
  let bottom = top + summaryHeight + cohorts.length * height;
  if (outlined) {
    bottom += 20;
    svg.append(
      node(
        'text',
        { x: 0, y: bottom - 2, fill: palette.faint },
        truncate(t('charts.cohort.cut', {}, locale), width),
      ),
    );
  }
  return figure(sized(svg, width, bottom + 4), label(summary, unit, cohorts.length, locale), {
    columns: ['cohort', 'period', 'users', 'size', 'rate'].map((name) => ({
      name,
      label: columnLabel(name, locale),
    })),
    rows: rows.map((row) => ({ ...row, cohort: iso(row.cohort) })),
  });
};

function label(
  summary: ReadonlyMap<number, number>,
  unit: string,
  cohorts: number,
  locale: Locale,
): string {
  const told = [1, 3, 7, 14, 30]
    .filter((period) => summary.has(period))
    .map((period) => `${periodLabel(period, unit)} ${show(summary.get(period), 'percent', locale)}`)
    .join(t('charts.comma', {}, locale));
  return t('charts.cohort.label', { cohorts, told }, locale);
}

function describe(cell: CohortCell, unit: string, cut: boolean, locale: Locale): string {
  const line = t(
    'charts.cohort.tip',
    {
      cohort: cohortLabel(cell.cohort, unit, locale),
      period: periodLabel(cell.period, unit),
      users: cell.users,
      size: cell.size,
      rate: show(cell.rate, 'percent', locale),
    },
    locale,
  );
  return cut ? `${line}\n${t('charts.cohort.cut', {}, locale)}` : line;
}

/** D1, W1, M1: read in every language. */
export const periodLabel = (period: number, unit: string) =>
  `${unit === 'week' ? 'W' : unit === 'month' ? 'M' : 'D'}${period}`;

const cohortLabel = (day: string, unit: string, locale: Locale) =>
  format.day(
    day,
    unit === 'month' ? { year: 'numeric', month: 'short' } : { month: 'short', day: 'numeric' },
    locale,
  );

const sizeText = (size: number | undefined, narrow: boolean, locale: ChartOptions['locale']) =>
  size === undefined
    ? ''
    : narrow || size >= 1e6
      ? format.compact(size, locale)
      : format.integer(size, locale);

const addDays = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
