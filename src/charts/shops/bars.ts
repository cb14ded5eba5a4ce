import { max } from 'd3';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { beforeLabel, beforeOf } from '../compare/twin.ts';
import { figure, node, sized } from '../frame.ts';
import { earlierMark } from '../marks/earlier.ts';
import { Marks } from '../marks/hover.ts';
import { longBar } from '../marks/long-bar.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart, ChartOptions } from '../types.ts';
import { columnLabel, kindOf, num, show, textWidth, truncate } from '../values.ts';
import { crumbs } from './crumbs.ts';
import { entityOf, FIGURES, nameOf, pickEntity, RATES, shortName, twinOf } from './entities.ts';

const LINE = 26;
const MOST = 100;
/** Rates beside the bars, where there is room. */
const BESIDE = ['conversion', 'loss_interest', 'loss_purchase'] as const;
const COLUMN = 96;

/**
 * A bar for each competitor, the chosen in strong colours; a bar of a category with levels below opens them, and a
 * name chooses. Rows of `brands`.
 */
export const entityBars: Chart = (rows, facts, options) => {
  const { locale, theme, width, currency, parameters = {} } = options;
  const palette = PALETTES[theme];
  const measure = String(facts.measure ?? parameters.measure ?? 'purchases');
  const parent = typeof facts.parent === 'string' ? facts.parent : null;
  const shown = rows.slice(0, MOST);
  if (shown.length === 0) return null;
  const kind = kindOf(measure, 1);
  const svg = node('svg');
  const marks = new Marks(svg, options);
  const top = crumbs(svg, marks, parent, options);
  const beside = BESIDE.filter(
    (name) =>
      name !== measure && shown.some((row) => Number.isFinite(num(row[name] ?? Number.NaN))),
  ).slice(0, width < 560 ? 0 : width < 760 ? 1 : 3);
  const names = shown.map((row) => shortName(row, options));
  const left = Math.min(width * 0.34, Math.max(60, ...names.map((name) => textWidth(name) + 22)));
  const values = shown.map((row) => show(row[measure], kind, locale, currency));
  const room = Math.max(...values.map((value) => textWidth(`${value} ›`))) + 12;
  const wide =
    width < 900 ? 0 : max(beside, (name) => textWidth(columnLabel(name, locale), 11)) || 0;
  const column = Math.max(COLUMN, wide + 20);
  const span = Math.max(40, width - left - room - beside.length * column);
  const earlier = beforeOf(measure);
  const most = max(shown, (row) => Math.max(num(row[measure]) || 0, num(row[earlier]) || 0)) || 1;
  const long = (value: number) => Math.max(1.5, (Math.max(0, value) / most) * span);
  const chosen = shown.filter((row) => row.chosen === true);
  let y = top;
  if (beside.length > 0) {
    beside.forEach((name, at) => {
      svg.append(
        node(
          'text',
          {
            x: width - (beside.length - 1 - at) * column,
            y: y + 12,
            'text-anchor': 'end',
            'font-size': 11,
            fill: palette.faint,
          },
          truncate(columnLabel(name, locale), column - 8, 11),
        ),
      );
    });
    y += 20;
  }
  shown.forEach((row, at) => {
    const place = chosen.indexOf(row);
    const colour =
      place >= 0
        ? categorical(theme, place)
        : chosen.length > 0
          ? palette.strong
          : categorical(theme, 0);
    const value = num(row[measure]) || 0;
    const tip = tipOf(row, options);
    const name = node(
      'text',
      {
        x: left - 10,
        y: y + 17,
        'text-anchor': 'end',
        fill: palette.text,
        'font-weight': place >= 0 ? 700 : 400,
        class: 'th-entity-name',
      },
      truncate(names[at] ?? '', left - 14, place >= 0 ? 13.5 : 12),
    );
    marks.add(name, t('charts.shops.choose', { name: names[at] ?? '' }, locale), () =>
      pickEntity(row, options, true),
    );
    const bar = longBar(left, y + 4, long(value), LINE - 8, colour);
    marks.add(bar, tip, () => pickEntity(row, options));
    const before = num(row[earlier]);
    const told = Number.isFinite(before);
    svg.append(
      name,
      bar,
      ...(told ? [earlierMark(left + long(before), y + 2, LINE - 4, palette.muted)] : []),
      node(
        'text',
        {
          x: left + (told ? Math.max(long(value), long(before)) : long(value)) + 8,
          y: y + 17,
          fill: palette.muted,
          'pointer-events': 'none',
        },
        `${values[at]}${row.deeper === true ? ' ›' : ''}`,
      ),
    );
    beside.forEach((name, order) => {
      svg.append(
        node(
          'text',
          {
            x: width - (beside.length - 1 - order) * column,
            y: y + 17,
            'text-anchor': 'end',
            fill: place >= 0 ? palette.text : palette.muted,
          },
          rateText(row, name, options),
        ),
      );
    });
    y += LINE;
  });
  const label = t(
    'charts.shops.bars',
    {
      measure: columnLabel(measure, locale),
      entity: columnLabel(entityOf(options), locale),
      first: nameOf(shown[0]?.[entityOf(options)], options),
      value: values[0] ?? '',
    },
    locale,
  );
  return {
    ...figure(sized(svg, width, y + 2), label, twinOf(rows, options)),
    marks: marks.all,
    ...(rows.length > shown.length
      ? { notes: [t('declared.note.first', { n: shown.length, total: rows.length }, locale)] }
      : {}),
  };
};

/** A rate, or the gain where a step outnumbers the one before. */
export function rateText(row: Row, column: string, { locale }: ChartOptions): string {
  const value = row[column];
  if (value !== null && value !== undefined) return show(value, 'percent', locale);
  const gain = row[column.replace('loss_', 'gain_')];
  return gain === null || gain === undefined ? '—' : `+${show(gain, 'percent', locale)}`;
}

const TIP = [...FIGURES, ...RATES];

export function tipOf(row: Row, options: ChartOptions): string {
  const { locale, currency } = options;
  const lines = TIP.filter((name) => row[name] !== undefined && row[name] !== null).map((name) => {
    const value = (of: string) => show(row[of], kindOf(name, 1), locale, currency);
    const before = row[beforeOf(name)];
    const earlier =
      before === null || before === undefined
        ? ''
        : `  (${beforeLabel(name, locale)}  ${value(beforeOf(name))})`;
    return `${columnLabel(name, locale)}  ${value(name)}${earlier}`;
  });
  return [nameOf(row[entityOf(options)], options), ...lines].join('\n');
}
