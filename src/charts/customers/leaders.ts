import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { draw, figure, heading, stack } from '../frame.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, compactMoney, kindOf, num, show, textWidth, truncate } from '../values.ts';

const SHOWN = 10;

/** The first customers: purchases expected with their interval, and what they are worth. Rows, best first. */
export const lifetimeLeaders: Chart = (rows, _facts, options) => {
  const { locale, currency, theme, width, onPick } = options;
  const palette = PALETTES[theme];
  const first = rows.slice(0, SHOWN).filter((row) => Number.isFinite(num(row.expected_purchases)));
  if (first.length === 0) return null;
  const key = 'user_id' in (first[0] as Row) ? 'user_id' : 'customer';
  const money = first[0]?.expected_value !== undefined;
  const name = (row: Row) => String(row[key]);
  const left = Math.min(
    width * 0.35,
    Math.max(70, ...first.map((row) => textWidth(name(row)) + 18)),
  );
  const figures = (row: Row, worth: (value: unknown) => string) =>
    `${show(row.expected_purchases, 'number', locale)} (${row.purchases_low}–${row.purchases_high})${
      money ? ` · ${worth(row.expected_value)}` : ''
    }`;
  const written = (column: string, row: Row) =>
    show(row[column], kindOf(column, row[column]), locale, currency);
  const exact = (row: Row) => figures(row, (value) => show(value, 'money', locale, currency));
  const short = (row: Row) => figures(row, (value) => compactMoney(num(value), locale, currency));
  const wide = (of: (row: Row) => string) =>
    Math.max(...first.map((row) => textWidth(of(row)))) + 16;
  const told = wide(exact) <= width * 0.45 ? exact : short;
  const right = Math.min(width * 0.45, wide(told));
  const most = Math.max(...first.map((row) => num(row.purchases_high)), 1);
  const at = (row: Row) => first.indexOf(row);
  const svg = draw(options, {
    width,
    height: first.length * 27 + 4,
    marginTop: 2,
    marginBottom: 2,
    marginLeft: left,
    marginRight: right,
    x: { axis: null, domain: [0, most] },
    y: { type: 'band', domain: first.map((_, index) => index), padding: 0.3, axis: null },
    marks: [
      Plot.barX(first, {
        x: (row: Row) => num(row.expected_purchases),
        y: at,
        fill: categorical(theme, 0),
        rx2: 3,
        className: 'th-grow-x',
        title: (row: Row) =>
          [
            name(row),
            ...['x', 't_x', 'T', 'p_alive', 'expected_purchases', 'expected_value', 'value_sd']
              .filter((column) => row[column] !== undefined)
              .map((column) => `${columnLabel(column, locale)}  ${written(column, row)}`),
          ].join('\n'),
      }),
      Plot.ruleY(first, {
        x1: (row: Row) => num(row.purchases_low),
        x2: (row: Row) => num(row.purchases_high),
        y: at,
        stroke: palette.muted,
        strokeWidth: 1.5,
      }),
      Plot.text(first, {
        x: 0,
        y: at,
        text: (row: Row) => truncate(name(row), left - 16),
        dx: -10,
        textAnchor: 'end',
        fill: palette.text,
      }),
      Plot.text(first, {
        x: () => most,
        y: at,
        text: told,
        dx: 8,
        textAnchor: 'start',
        fill: palette.muted,
      }),
    ],
  });
  const head = heading(
    truncate(t(`lifetime.customers.head.${money ? 'value' : 'purchases'}`, {}, locale), width),
    options,
  );
  // Bars whose corners differ are paths, others rectangles.
  const marks = [...svg.querySelectorAll<SVGElement>('.th-grow-x > *')].flatMap(
    (element, index) => {
      const row = first[index];
      if (!row || !onPick || key !== 'user_id') return [];
      const pick = () => onPick(key, row[key], row);
      element.style.cursor = 'pointer';
      element.addEventListener('click', pick);
      return [{ element, label: `${name(row)} ${exact(row)}`, pick }];
    },
  );
  return {
    ...figure(stack([head, svg], width, 4), t('lifetime.customers.label', {}, locale), {
      columns: Object.keys(first[0] as Row).map((column) => ({
        name: column,
        label: columnLabel(column, locale),
      })),
      rows: rows.slice(0, 100),
    }),
    marks,
  };
};
