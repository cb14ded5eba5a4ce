import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized } from '../frame.ts';
import { PALETTES } from '../palette.ts';
import { nameOf } from '../shops/entities.ts';
import type { Chart } from '../types.ts';
import { columnLabel, show, truncate } from '../values.ts';

const LINE = 24;
const MOST = 20;

/** The names that are not on the map, with their figures; null where all were found. */
export const unlocatedTable: Chart = (_rows, facts, options) => {
  const all = Array.isArray(facts.unlocated) ? (facts.unlocated as readonly Row[]) : [];
  if (all.length === 0 || facts.map === 'file') return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const by = String(facts.by);
  const columns = ['events', 'users', 'purchases'].filter((name) => name in (all[0] ?? {}));
  const each = Math.min(110, width / (columns.length + 2));
  const svg = node('svg');
  const cell = (text: string, x: number, y: number, more: Record<string, string | number>) =>
    svg.append(node('text', { x, y, fill: palette.muted, ...more }, text));
  cell(t('charts.places.unlocated', {}, locale), 0, 14, {
    'font-weight': 600,
    fill: palette.text,
  });
  columns.forEach((name, at) => {
    cell(columnLabel(name, locale), width - (columns.length - 1 - at) * each, 14, {
      'text-anchor': 'end',
      'font-size': 11,
      fill: palette.faint,
    });
  });
  all.slice(0, MOST).forEach((row, at) => {
    const y = 20 + (at + 1) * LINE - 8;
    cell(truncate(nameOf(row[by], options), width - columns.length * each - 12), 0, y, {
      fill: palette.text,
    });
    columns.forEach((name, order) => {
      cell(show(row[name], 'integer', locale), width - (columns.length - 1 - order) * each, y, {
        'text-anchor': 'end',
      });
    });
  });
  const height = 24 + Math.min(all.length, MOST) * LINE;
  return {
    ...figure(sized(svg, width, height), t('charts.places.unlocated', {}, locale), {
      columns: [by, ...columns].map((name) => ({ name, label: columnLabel(name, locale) })),
      rows: all,
    }),
    ...(all.length > MOST
      ? {
          notes: [
            t('declared.note.first', { n: MOST, total: Number(facts.unlocated_places) }, locale),
          ],
        }
      : {}),
  };
};
