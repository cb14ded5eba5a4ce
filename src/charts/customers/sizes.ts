import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeOf, isCompared, pairedRows } from '../compare/twin.ts';
import { figure, node, sized } from '../frame.ts';
import { nameColours } from '../marks/colours.ts';
import { earlierMark } from '../marks/earlier.ts';
import { Marks } from '../marks/hover.ts';
import { longBar } from '../marks/long-bar.ts';
import { PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, kindOf, num, show, textWidth, truncate } from '../values.ts';
import { clusterLabel, listed } from './names.ts';

const COLUMNS = [
  'users',
  'user_share',
  'mean_recency',
  'mean_frequency',
  'mean_monetary',
  'orders',
  'order_share',
  'gmv_share',
  'value_score',
];
const ROW = 34;
const HEAD = 40;

/** The clusters as a table with a bar for their share of buyers. Facts: `clusters`. */
export const clusterSizes: Chart = (_rows, facts, options) => {
  const compared = isCompared(facts);
  const found = listed(facts, 'clusters');
  if (found.length === 0) return null;
  const clusters = compared
    ? pairedRows(found, listed(facts, 'before_clusters'), 'cluster')
    : found;
  const { locale, currency, theme, width, onPick } = options;
  const palette = PALETTES[theme];
  const names = clusters.map((row) => clusterLabel(row, locale));
  const colour = nameColours(names, theme);
  const columns = COLUMNS.filter((name) => clusters.some((row) => row[name] !== undefined));
  const cell = (row: Row, name: string) =>
    show(row[name], kindOf(name, row[name]), locale, currency);
  const widths = columns.map(
    (name) =>
      18 +
      Math.min(
        110,
        Math.max(
          textWidth(columnLabel(name, locale)),
          ...clusters.map((row) => textWidth(cell(row, name))),
        ),
      ),
  );
  const left = Math.min(Math.max(...names.map((name) => textWidth(name))) + 34, width * 0.5);
  // What has no room beside the bars is in the tip and in the table.
  const bar = 90;
  let shown = 0;
  let taken = left + bar;
  while (shown < columns.length && taken + (widths[shown] as number) <= width)
    taken += widths[shown++] as number;
  const then = (row: Row) => num(row[beforeOf('user_share')] ?? 0);
  const most = Math.max(
    ...clusters.map((row) => Math.max(num(row.user_share), compared ? then(row) : 0)),
    1e-9,
  );
  const svg = node('svg');
  const marks = new Marks(svg, options);
  const room = Math.max(40, bar + width - taken - 12);
  for (const [at, name] of columns.slice(0, shown).entries())
    svg.append(
      node(
        'text',
        { x: edge(at), y: 16, 'text-anchor': 'end', fill: palette.faint },
        truncate(columnLabel(name, locale), widths[at] as number),
      ),
    );
  function edge(at: number) {
    return left + room + 12 + widths.slice(0, at + 1).reduce((sum, one) => sum + one, 0) - 4;
  }
  clusters.forEach((row, index) => {
    const y = HEAD + index * ROW;
    const name = names[index] as string;
    const ink = colour(name);
    const line = node('g');
    line.append(
      node('rect', { x: 0, y: y - 18, width, height: ROW, fill: 'transparent' }),
      node('rect', { x: 0, y: y - 6, width: 10, height: 10, rx: 2.5, fill: ink }),
      node('text', { x: 18, y: y + 4, fill: palette.text }, truncate(name, left - 26)),
      longBar(left, y - 8, Math.max(2, (room * num(row.user_share)) / most), 14, ink),
      ...(compared
        ? [earlierMark(left + (room * then(row)) / most, y - 11, 20, palette.muted)]
        : []),
      ...columns
        .slice(0, shown)
        .map((column, at) =>
          node(
            'text',
            { x: edge(at), y: y + 4, 'text-anchor': 'end', fill: palette.text },
            truncate(cell(row, column), widths[at] as number),
          ),
        ),
    );
    const told = columns.map((column) => {
      const earlier = beforeOf(column);
      const before =
        row[earlier] === undefined
          ? ''
          : `  (${t('compare.moves.then', {}, locale)} ${show(row[earlier], kindOf(column, row[earlier]), locale, currency)})`;
      return `${columnLabel(column, locale)}  ${cell(row, column)}${before}`;
    });
    marks.add(
      line,
      [name, ...told].join('\n'),
      onPick ? () => onPick('cluster', row.cluster, row) : null,
    );
    svg.append(line);
  });
  const total = clusters.reduce((sum, row) => sum + num(row.users), 0);
  const told = clusters
    .map((row, index) => `${names[index]} ${show(row.user_share, 'percent', locale)}`)
    .join(t('charts.comma', {}, locale));
  const label = t('clusters.sizes.label', { k: clusters.length, n: total, told }, locale);
  return {
    ...figure(sized(svg, width, HEAD + clusters.length * ROW), label, {
      columns: ['cluster', ...columns].map((name) => ({ name, label: columnLabel(name, locale) })),
      rows: clusters.map((row, index) => ({ ...row, cluster: names[index] })),
    }),
    marks: marks.all,
    ...(clusters.length === 1 ? { notes: [t('clusters.text.one', {}, locale)] } : {}),
  };
};
