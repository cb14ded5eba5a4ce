import { t } from '../i18n/index.ts';
import type { LoadReport } from '../warehouse/types.ts';
import { figure, node, sized } from './frame.ts';
import { PALETTES } from './palette.ts';
import type { ChartOptions, Figure } from './types.ts';
import { columnLabel, show } from './values.ts';

/** One bar of all records read: what went into DWD, what was a duplicate, what was rejected, whose users are not in the sample. Small parts stay visible. */
export function loadBar(report: LoadReport, options: ChartOptions): Figure | null {
  const { theme, locale, width } = options;
  const palette = PALETTES[theme];
  const { read, dwd, duplicates, rejected, unsampled } = report.rows;
  if (read === 0) return null;
  const parts = [
    { key: 'dwd', rows: dwd, colour: palette.categorical[2] ?? palette.good },
    { key: 'duplicates', rows: duplicates, colour: palette.categorical[4] ?? palette.warn },
    { key: 'rejected', rows: rejected, colour: palette.bad },
    { key: 'unsampled', rows: unsampled, colour: palette.faint },
  ].filter(({ rows }) => rows > 0);
  const least = 6;
  const free = width - least * parts.length;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const clip = `load-${theme}`;
  svg.append(
    node(
      'defs',
      {},
      node('clipPath', { id: clip }, node('rect', { x: 0, y: 0, width, height: 16, rx: 5 })),
    ),
  );
  const bar = node('g', { 'clip-path': `url(#${clip})` });
  let x = 0;
  for (const { key, rows, colour } of parts) {
    const length = least + (rows / read) * free;
    const rect = node('rect', {
      x,
      y: 0,
      width: Math.max(0, length - (x + length < width - 1 ? 2 : 0)),
      height: 16,
      fill: colour,
      class: 'th-grow-x',
    });
    rect.append(
      node(
        'title',
        {},
        `${columnLabel(key, locale)}: ${show(rows, 'integer', locale)} · ${show(rows / read, 'percent', locale)}`,
      ),
    );
    bar.append(rect);
    x += length;
  }
  svg.append(bar);
  return figure(
    sized(svg, width, 16),
    t('charts.load.label', { read, dwd, duplicates, rejected }, locale),
    {
      columns: ['name', 'rows', 'share'].map((name) => ({
        name,
        label: columnLabel(name, locale),
      })),
      rows: [
        ...parts.map(({ key, rows }) => ({
          name: columnLabel(key, locale),
          rows,
          share: rows / read,
        })),
        { name: columnLabel('read', locale), rows: read, share: 1 },
      ],
    },
  );
}
