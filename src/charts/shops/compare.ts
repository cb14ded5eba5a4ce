import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, node, sized, stack } from '../frame.ts';
import { legend } from '../legend.ts';
import { Marks } from '../marks/hover.ts';
import { radar } from '../marks/radar.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart, ChartOptions } from '../types.ts';
import { brief, columnLabel, kindOf, num, show, textWidth, truncate } from '../values.ts';
import {
  comparedOf,
  entityOf,
  FIGURES,
  nameOf,
  RATES,
  ratesOf,
  shortName,
  wholeOf,
} from './entities.ts';
import { viewOf } from './view.ts';

const MEASURES = [...FIGURES, 'share', ...RATES, 'loss'];
const LINE = 28;
/** Room for a figure at the end of its bar. */
const FIGURE = 74;

/** Two beside each other on every measure: bars from the middle, each pair on its own scale. */
export const entityPair: Chart = (rows, _facts, options) => {
  const [a, b] = comparedOf(rows);
  if (!a || !b) return null;
  const { locale, theme, width, currency } = options;
  const palette = PALETTES[theme];
  const names = [shortName(a, options), shortName(b, options)] as const;
  const measures = MEASURES.filter((name) =>
    [a, b].some((row) => Number.isFinite(num(row[name] ?? Number.NaN))),
  );
  const svg = node('svg');
  const marks = new Marks(svg, options);
  const middle = Math.min(150, width * 0.3);
  const half = (width - middle) / 2;
  const text = (name: string, row: Row) => show(row[name], kindOf(name, 1), locale, currency);
  const told = (name: string, row: Row) => {
    const exact = text(name, row);
    return textWidth(exact, 13) <= FIGURE - 6
      ? exact
      : brief(num(row[name]), kindOf(name, 1), locale, currency);
  };
  measures.forEach((name, at) => {
    const y = at * LINE;
    const pair = [num(a[name] ?? Number.NaN), num(b[name] ?? Number.NaN)].map((value) =>
      Number.isFinite(value) ? Math.max(0, value) : 0,
    );
    const most = Math.max(...pair) || 1;
    const said = `${columnLabel(name, locale)}\n${names[0]}  ${text(name, a)}\n${names[1]}  ${text(name, b)}`;
    [a, b].forEach((row, side) => {
      const long = ((pair[side] ?? 0) / most) * (half - FIGURE);
      const edge = side === 0 ? half : half + middle;
      const bar = node('rect', {
        x: side === 0 ? edge - long : edge,
        y: y + 5,
        width: Math.max(1, long),
        height: LINE - 11,
        rx: 3,
        fill: categorical(theme, side),
      });
      marks.add(bar, said, null);
      svg.append(
        bar,
        node(
          'text',
          {
            x: side === 0 ? edge - long - 6 : edge + long + 6,
            y: y + 18,
            'text-anchor': side === 0 ? 'end' : 'start',
            fill: palette.text,
            'font-weight': (pair[side] ?? 0) === most && pair[0] !== pair[1] ? 600 : 400,
          },
          told(name, row),
        ),
      );
    });
    svg.append(
      node(
        'text',
        { x: half + middle / 2, y: y + 18, 'text-anchor': 'middle', fill: palette.muted },
        truncate(columnLabel(name, locale), middle - 8),
      ),
    );
  });
  const key = legend(
    options,
    names.map((label, at) => ({ label, colour: categorical(theme, at) })),
  );
  const drawn = sized(svg, width, measures.length * LINE);
  return figure(
    stack([key, drawn], width, 6),
    t('charts.shops.pair', { a: names[0], b: names[1] }, locale),
    {
      columns: [
        { name: 'measure', label: t('charts.shops.measure', {}, locale) },
        { name: 'a', label: names[0] },
        { name: 'b', label: names[1] },
      ],
      rows: measures.map((name) => ({
        measure: columnLabel(name, locale),
        a: text(name, a),
        b: text(name, b),
      })),
    },
  );
};

/** How the two convert, each rate over that of all of them together: 1 is as all do. */
export const entityRadar: Chart = (rows, facts, options) => {
  const { locale } = options;
  const whole = ratesOf(wholeOf(facts));
  const two = comparedOf(rows);
  const points = two.flatMap((row) => {
    const own = ratesOf(row);
    return Object.entries(own).flatMap(([rate, value]) => {
      const all = whole[rate] ?? Number.NaN;
      return Number.isFinite(value) && all > 0
        ? [
            {
              rate: t(`charts.shops.rate.${rate}` as 'charts.shops.rate.to_interest', {}, locale),
              index: value / all,
              entity: nameOf(row[entityOf(options)], options),
            },
          ]
        : [];
    });
  });
  if (points.length === 0) return null;
  const found = radar(
    viewOf({
      rows: points,
      title: t('charts.shops.radar', { names: namesOf(two, options) }, locale),
      channels: { label: 'rate', value: 'index', series: 'entity' },
      labels: {
        label: t('charts.shops.rate', {}, locale),
        value: t('charts.shops.index', {}, locale),
      },
      columns: [
        { name: 'entity', label: columnLabel(entityOf(options), locale) },
        { name: 'rate', label: t('charts.shops.rate', {}, locale) },
        { name: 'index', label: t('charts.shops.index', {}, locale) },
      ],
      kind: 'number',
      height: 380,
    }),
    options,
  );
  return (
    found && { ...found, notes: [...(found.notes ?? []), t('charts.shops.radar.note', {}, locale)] }
  );
};

const namesOf = (rows: readonly Row[], options: ChartOptions) =>
  rows.map((row) => shortName(row, options)).join(t('charts.comma', {}, options.locale));
