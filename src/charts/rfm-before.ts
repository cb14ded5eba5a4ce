import { max } from 'd3';
import { t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { movesBetween } from './compare/moves.ts';
import { beforeLabel, beforeOf, isCompared } from './compare/twin.ts';
import { figure, node, sized } from './frame.ts';
import { earlierMark } from './marks/earlier.ts';
import { Marks } from './marks/hover.ts';
import { PALETTES } from './palette.ts';
import { SEGMENT_COLUMNS, segmentColour, segmentColumnLabel, segments } from './rfm.ts';
import type { Chart } from './types.ts';
import { kindOf, num, segmentLabel, show, textWidth, truncate } from './values.ts';

const LINE = 26;

/** A bar for the share of each segment, with a mark where it ended in the earlier period; null where there is none. */
export const rfmBefore: Chart = (rows, facts, options) => {
  if (!isCompared(facts)) return null;
  const shown = segments(rows, facts);
  if (shown.length === 0) return null;
  const { locale, theme, width, currency, onPick } = options;
  const palette = PALETTES[theme];
  const share = (row: Row, column = 'users_share') => num(row[column] ?? 0) || 0;
  const earlier = beforeOf('users_share');
  const names = shown.map((row) => segmentLabel(String(row.segment), locale));
  const values = shown.map(
    (row) =>
      `${show(share(row), 'percent', locale)} (${show(share(row, earlier), 'percent', locale)})`,
  );
  const left = Math.min(width * 0.36, Math.max(60, ...names.map((name) => textWidth(name) + 22)));
  const room = Math.max(...values.map((value) => textWidth(value))) + 14;
  const span = Math.max(40, width - left - room);
  const most = max(shown, (row) => Math.max(share(row), share(row, earlier))) || 1;
  const long = (value: number) => Math.max(1.5, (value / most) * span);
  const columns = SEGMENT_COLUMNS.filter((name) => shown.some((row) => row[name] !== undefined));
  const svg = node('svg');
  const marks = new Marks(svg, options);
  for (const [at, row] of shown.entries()) {
    const y = at * LINE;
    const bar = node('rect', {
      x: left,
      y: y + 4,
      width: long(share(row)),
      height: LINE - 8,
      rx: 3,
      fill: segmentColour(theme, String(row.segment)),
      class: 'th-grow-x',
    });
    const told = columns.slice(1).flatMap((name) => {
      const write = (of: string) => show(row[of], kindOf(name, row[of]), locale, currency);
      const label = segmentColumnLabel(name, locale);
      return [
        `${label}  ${write(name)}  (${t('compare.moves.then', {}, locale)} ${write(beforeOf(name))})`,
      ];
    });
    marks.add(bar, [names[at], ...told].join('\n'), () => onPick?.('segment', row.segment, row));
    const ends = Math.max(long(share(row)), long(share(row, earlier)));
    const label = { y: y + LINE / 2 + 4, 'pointer-events': 'none' };
    svg.append(
      node(
        'text',
        { ...label, x: left - 10, 'text-anchor': 'end', fill: palette.text },
        truncate(names[at] ?? '', left - 14),
      ),
      bar,
      earlierMark(left + long(share(row, earlier)), y + 2, LINE - 4, palette.muted),
      node('text', { ...label, x: left + ends + 8, fill: palette.muted }, values[at] ?? ''),
    );
  }
  const told = shown
    .map((_, at) => `${names[at]} ${values[at]}`)
    .join(t('charts.comma', {}, locale));
  return {
    ...figure(
      sized(svg, width, shown.length * LINE + 2),
      t('charts.rfm.before', { column: beforeLabel('users_share', locale), told }, locale),
      {
        columns: columns.map((name) => ({ name, label: segmentColumnLabel(name, locale) })),
        rows: shown.map((row, at) => ({ ...row, segment: names[at] })),
      },
    ),
    marks: marks.all,
  };
};

/** Where buyers of the earlier period are now. */
export const rfmMoves: Chart = (_rows, facts, options) =>
  movesBetween(
    facts,
    {
      column: 'segment',
      name: (value) => segmentLabel(String(value), options.locale),
      colour: (value) => segmentColour(options.theme, String(value)),
    },
    options,
  );
