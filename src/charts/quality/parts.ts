import { t } from '../../i18n/index.ts';
import { figure, node, sized } from '../frame.ts';
import { longBar } from '../marks/long-bar.ts';
import { PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { num, show, textWidth, truncate } from '../values.ts';

const TALL = 30;
const GAP = 10;

/** The score of each part as a bar out of a hundred, the whole above them; a part's weight stands beside it. */
export const qualityParts: Chart = (rows, _facts, options) => {
  const { theme, locale, width } = options;
  const palette = PALETTES[theme];
  const total = rows.find(({ part }) => part === 'total');
  const parts = rows.filter(({ figure: name, score }) => name === 'part' && score !== null);
  if (parts.length === 0) return null;
  const lines = [...(total ? [total] : []), ...parts];
  const labelled = lines.map(({ label }) => String(label ?? ''));
  const names = Math.min(
    width * 0.4,
    Math.max(...labelled.map((label) => textWidth(label, 13))) + 12,
  );
  const right = 56;
  const length = Math.max(40, width - names - right);
  const colour = (score: number) =>
    score >= 90 ? palette.good : score >= 60 ? palette.warn : palette.bad;
  const svg = node('svg');
  lines.forEach((line, index) => {
    const score = num(line.score);
    const y = index * TALL + (index > 0 && total ? GAP : 0);
    const bold = { 'font-weight': line.part === 'total' ? 650 : 400 };
    const middle = y + TALL / 2 + 4;
    const bar = longBar(
      names,
      y + 6,
      Math.max(1, (length * Math.min(100, Math.max(0, score))) / 100),
      TALL - 14,
      colour(Math.round(score)),
    );
    bar.append(
      node(
        'title',
        {},
        `${labelled[index]}: ${show(score, 'number', locale)}\n${weightText(line.weight)}`,
      ),
    );
    svg.append(
      node(
        'text',
        { x: 0, y: middle, fill: palette.text, 'font-size': 13, ...bold },
        truncate(labelled[index] ?? '', names - 8, 13),
      ),
      node('rect', {
        x: names,
        y: y + 6,
        width: length,
        height: TALL - 14,
        rx: 3,
        fill: palette.sunken,
      }),
      bar,
      node(
        'text',
        { x: names + length + 8, y: middle, fill: palette.text, 'font-size': 13, ...bold },
        String(Math.round(score)),
      ),
    );
  });

  function weightText(weight: unknown): string {
    const share = (100 * num(weight)) / (num(total?.weight) || 100);
    return t('quality.chart.weight', { weight: Math.round(share) }, locale);
  }

  const weakest = parts.reduce((a, b) => (num(a.score) <= num(b.score) ? a : b));
  return figure(
    sized(svg, width, lines.length * TALL + (total ? GAP : 0)),
    t(
      'quality.chart',
      {
        score: Math.round(num(total?.score)),
        part: String(weakest.label ?? ''),
        points: Math.round(num(weakest.score)),
      },
      locale,
    ),
    {
      columns: (['label', 'score', 'weight'] as const).map((name) => ({
        name,
        label: t(`quality.column.${name}`, {}, locale),
      })),
      rows: lines.map(({ label, score, weight }) => ({ label, score, weight })),
    },
  );
};
