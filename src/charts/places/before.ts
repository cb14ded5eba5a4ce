import { max } from 'd3';
import { t } from '../../i18n/index.ts';
import { beforeOf, isCompared } from '../compare/twin.ts';
import { figure, node, sized } from '../frame.ts';
import { earlierMark } from '../marks/earlier.ts';
import { Marks } from '../marks/hover.ts';
import { longBar } from '../marks/long-bar.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, kindOf, num, ownLabel, show, textWidth, truncate } from '../values.ts';
import { placeName, settingOf, tipOf } from './setting.ts';

const LINE = 24;
const MOST = 20;

/** The first places by the measure, each with where it ended in the earlier period; null where there is none. */
export const placesBefore: Chart = (rows, facts, options) => {
  const setting = settingOf(facts, options);
  const { by, measure } = setting;
  const { locale, theme, width, currency, onPick } = options;
  if (!isCompared(facts) || rows.length === 0) return null;
  const shown = rows.slice(0, MOST);
  const palette = PALETTES[theme];
  const kind = kindOf(measure, 1);
  const names = shown.map((row) => placeName(row, setting));
  const values = shown.map((row) => show(row[measure], kind, locale, currency));
  const left = Math.min(width * 0.34, Math.max(60, ...names.map((name) => textWidth(name) + 22)));
  const room = Math.max(...values.map((value) => textWidth(value))) + 12;
  const span = Math.max(40, width - left - room);
  const before = (row: (typeof shown)[number]) => num(row[beforeOf(measure)]);
  const most = max(shown, (row) => Math.max(num(row[measure]) || 0, before(row) || 0)) || 1;
  const long = (value: number) => Math.max(1.5, (Math.max(0, value) / most) * span);
  const svg = node('svg');
  const marks = new Marks(svg, options);
  for (const [at, row] of shown.entries()) {
    const y = at * LINE;
    const [value, earlier] = [num(row[measure]) || 0, before(row)];
    const told = Number.isFinite(earlier);
    const bar = longBar(left, y + 4, long(value), LINE - 8, categorical(theme, 0));
    marks.add(bar, tipOf(row, setting), () => onPick?.(by, row[by], row));
    const label = { y: y + LINE / 2 + 4, fill: palette.muted, 'pointer-events': 'none' };
    svg.append(
      node(
        'text',
        { ...label, x: left - 10, 'text-anchor': 'end', fill: palette.text },
        truncate(names[at] ?? '', left - 14, 12),
      ),
      bar,
      ...(told ? [earlierMark(left + long(earlier), y + 2, LINE - 4, palette.muted)] : []),
      node(
        'text',
        { ...label, x: left + (told ? Math.max(long(value), long(earlier)) : long(value)) + 8 },
        values[at] ?? '',
      ),
    );
  }
  const label = t(
    'charts.places.before',
    { n: shown.length, measure: columnLabel(measure, locale) },
    locale,
  );
  return {
    ...figure(sized(svg, width, shown.length * LINE + 2), label, {
      columns: ['place', measure].map((name) => ({
        name,
        label: ownLabel('places', name, locale),
      })),
      rows: shown.map((row, at) => ({ place: names[at] ?? '', ...row })),
    }),
    marks: marks.all,
  };
};
