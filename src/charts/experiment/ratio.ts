import { t } from '../../i18n/index.ts';
import { figure, node, sized } from '../frame.ts';
import { longBar } from '../marks/long-bar.ts';
import { PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, num, show, textWidth, truncate } from '../values.ts';
import { armColour, pText } from './intervals.ts';

const MOST = 12;

/** Before anything else: units of every variant, with a mark where the planned split would put them. */
export const ratio: Chart = (rows, facts, options) => {
  const drawn = rows.slice(0, MOST);
  if (drawn.length === 0) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const p = facts.ratio_p === null ? Number.NaN : num(facts.ratio_p);
  const off = p < num(facts.ratio_alpha);
  const sentence = Number.isFinite(p)
    ? t(
        off ? 'charts.experiment.ratio.off' : 'charts.experiment.ratio.fine',
        { p: pText(p) },
        locale,
      )
    : t('charts.experiment.ratio.unknown', {}, locale);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.append(
    node(
      'text',
      { x: 0, y: 14, 'font-weight': 600, fill: off ? palette.bad : palette.text },
      sentence,
    ),
  );
  const told = drawn.map(
    (row) => `${show(row.units, 'integer', locale)} · ${show(row.share, 'percent', locale)}`,
  );
  const names = Math.min(
    width * 0.3,
    Math.max(...drawn.map((row) => textWidth(String(row.variant)))),
  );
  const figures = Math.max(...told.map((text) => textWidth(text)));
  const from = names + 12;
  const room = Math.max(40, width - from - figures - 14);
  const most = Math.max(...drawn.flatMap((row) => [num(row.share), num(row.planned) || 0]));
  for (const [index, row] of drawn.entries()) {
    const y = 28 + index * 30;
    const length = (num(row.share) / most) * room;
    const planned = num(row.planned);
    svg.append(
      node(
        'text',
        { x: 0, y: y + 15, fill: palette.text },
        truncate(String(row.variant), names + 4),
      ),
      longBar(from, y + 2, Math.max(1, length), 18, armColour(row, rows, options)),
      node(
        'text',
        { x: width, y: y + 15, 'text-anchor': 'end', fill: palette.muted },
        told[index] ?? '',
      ),
    );
    if (Number.isFinite(planned) && row.planned !== null) {
      const at = from + (planned / most) * room;
      svg.append(
        node('line', {
          x1: at,
          x2: at,
          y1: y - 2,
          y2: y + 24,
          stroke: palette.text,
          'stroke-width': 2,
        }),
      );
    }
  }
  return figure(sized(svg, width, 28 + drawn.length * 30), sentence, {
    columns: ['variant', 'units', 'share', 'planned'].map((name) => ({
      name,
      label: columnLabel(name, locale),
      ...(name === 'planned' && ({ kind: 'percent' } as const)),
    })),
    rows,
  });
};
