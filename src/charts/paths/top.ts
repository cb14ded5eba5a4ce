import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeLabel, isCompared } from '../compare/twin.ts';
import { figure, node, sized } from '../frame.ts';
import { earlierMark } from '../marks/earlier.ts';
import { PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, num, show, textWidth, truncate } from '../values.ts';
import { pathLabel } from './links.ts';

const LINE = 46;
const SHOWN = 10;

/** The most frequent whole paths, each over a bar of its sessions. From the fact `paths`: `path, sessions, share`. */
export const topPaths: Chart = (_rows, facts, options) => {
  const all = (Array.isArray(facts.paths) ? facts.paths : []) as readonly Row[];
  if (all.length === 0) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const shown = all.slice(0, SHOWN);
  const compared = isCompared(facts);
  const then = (row: Row) => num(row.sessions_before ?? 0);
  const most = Math.max(
    ...shown.map((row) => Math.max(num(row.sessions), compared ? then(row) : 0)),
    1,
  );
  const svg = node('svg');
  svg.append(node('text', { x: 0, y: 13, fill: palette.faint }, t('paths.chart.top', {}, locale)));
  shown.forEach((row, index) => {
    const y = 28 + index * LINE;
    const figures = `${show(row.sessions, 'integer', locale)} · ${show(row.share, 'percent', locale)}`;
    const path = pathLabel(String(row.path), locale);
    const earlier = compared
      ? `${beforeLabel('sessions', locale)}  ${show(then(row), 'integer', locale)} · ${show(row.share_before, 'percent', locale)}`
      : '';
    svg.append(
      node(
        'g',
        {},
        node('title', {}, [path, figures, ...(earlier ? [earlier] : [])].join('\n')),
        node(
          'text',
          { x: 0, y: y + 13, fill: palette.text },
          truncate(path, width - textWidth(figures) - 24),
        ),
        node('text', { x: width, y: y + 13, fill: palette.muted, 'text-anchor': 'end' }, figures),
        node('rect', {
          x: 0,
          y: y + 22,
          width: Math.max(2, (num(row.sessions) / most) * width),
          height: 6,
          rx: 3,
          fill: palette.accent,
        }),
        ...(compared
          ? [earlierMark(Math.max(1, (then(row) / most) * width - 1), y + 18, 14, palette.muted)]
          : []),
      ),
    );
  });
  const columns = ['path', 'sessions', 'share'].map((name) => ({
    name,
    label: columnLabel(name, locale),
  }));
  const rows = all.map((row) => ({ ...row, path: pathLabel(String(row.path), locale) }));
  const height = 28 + shown.length * LINE;
  return figure(sized(svg, width, height), t('paths.chart.top', {}, locale), { columns, rows });
};
