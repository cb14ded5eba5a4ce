import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized } from '../frame.ts';
import { Marks } from '../marks/hover.ts';
import { PALETTES } from '../palette.ts';
import { sequential } from '../ramps.ts';
import type { Chart } from '../types.ts';
import { num, textWidth, truncate } from '../values.ts';
import { isRules, leftOf, measure, pickOf, rulesTwin, ruleTip } from './rules.ts';

const [MOST_ROWS, MOST_COLUMNS] = [20, 14];

/** Antecedents by consequents: the size of a dot is the support, its colour the lift. */
export const matrix: Chart = (rows, facts, options) => {
  if (!isRules(rows)) return null;
  const { theme, locale, width } = options;
  const palette = PALETTES[theme];
  const columns = namesOf(rows, ({ consequent }) => String(consequent), MOST_COLUMNS);
  const shownRows = rows.filter((row) => columns.includes(String(row.consequent)));
  const lines = namesOf(shownRows, (row) => leftOf(row, options), MOST_ROWS);
  const shown = shownRows.filter((row) => lines.includes(leftOf(row, options)));
  const left = Math.min(width * 0.42, Math.max(60, ...lines.map((name) => textWidth(name) + 16)));
  const longest = Math.min(
    width < 480 ? 84 : 128,
    Math.max(...columns.map((name) => textWidth(name, 11))),
  );
  // As far as the slanting names reach up, the last of them reaches to the right.
  const slant = longest * 0.72;
  const cell = Math.max(12, Math.min(34, (width - left - slant) / columns.length));
  const top = slant + 14;
  const [high, low] = [
    Math.max(...shown.map(({ lift }) => num(lift))),
    Math.min(...shown.map(({ lift }) => num(lift))),
  ];
  const largest = Math.max(...shown.map(({ support }) => num(support)));
  const colour = sequential(theme);
  const svg = node('svg', { 'font-size': 11 }) as SVGSVGElement;
  const marks = new Marks(svg, options);
  for (const [at, name] of lines.entries()) {
    const y = top + (at + 0.5) * cell;
    svg.append(
      node('line', {
        x1: left,
        x2: left + columns.length * cell,
        y1: y,
        y2: y,
        stroke: palette.border,
      }),
      node(
        'text',
        { x: left - 8, y: y + 4, 'text-anchor': 'end', fill: palette.text },
        truncate(name, left - 14),
      ),
    );
  }
  for (const [at, name] of columns.entries()) {
    const x = left + (at + 0.5) * cell;
    svg.append(
      node('line', {
        x1: x,
        x2: x,
        y1: top,
        y2: top + lines.length * cell,
        stroke: palette.border,
      }),
      node(
        'text',
        { x: 0, y: 0, transform: `translate(${x},${top - 6}) rotate(-45)`, fill: palette.text },
        truncate(name, longest, 11),
      ),
    );
  }
  for (const row of shown) {
    const [x, y] = [
      left + (columns.indexOf(String(row.consequent)) + 0.5) * cell,
      top + (lines.indexOf(leftOf(row, options)) + 0.5) * cell,
    ];
    const dot = node('circle', {
      cx: x,
      cy: y,
      r: Math.max(3, (cell / 2 - 1) * Math.sqrt(num(row.support) / largest)),
      fill: colour(high > low ? 0.25 + (0.75 * (num(row.lift) - low)) / (high - low) : 0.75),
      stroke: palette.strong,
      'stroke-width': 0.5,
    });
    marks.add(dot, ruleTip(row, options), pickOf(row, 'consequent', options));
    svg.append(dot);
  }
  const height = top + lines.length * cell;
  svg.append(
    node(
      'text',
      { x: 0, y: height + 18, fill: palette.faint },
      t('basket.chart.legend', {}, locale),
    ),
  );
  const label = t(
    'basket.chart.matrix',
    { rows: lines.length, columns: columns.length, lift: measure(high, 'lift', options) },
    locale,
  );
  const total = typeof facts.rules === 'number' ? facts.rules : rows.length;
  return {
    ...figure(sized(svg, width, height + 26), label, rulesTwin(shown, options)),
    marks: marks.all,
    ...(total > shown.length
      ? { notes: [t('basket.chart.first', { n: shown.length, total }, locale)] }
      : {}),
  };
};

/** The first names, as the rows come. */
function namesOf(rows: readonly Row[], name: (row: Row) => string, most: number): string[] {
  const names = new Set<string>();
  for (const row of rows) {
    if (names.size >= most) break;
    names.add(name(row));
  }
  return [...names];
}
