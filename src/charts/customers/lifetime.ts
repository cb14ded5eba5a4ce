import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { axisX, axisY, draw, figure, gridY, heading, headline, stack, tipStyle } from '../frame.ts';
import { legend } from '../legend.ts';
import { categorical, PALETTES } from '../palette.ts';
import { ticksOf } from '../ticks.ts';
import type { Chart, ChartOptions } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';
import { listed } from './names.ts';

const key = (options: ChartOptions, line: boolean) =>
  legend(options, [
    {
      label: t('lifetime.observed', {}, options.locale),
      colour: PALETTES[options.theme].faint,
      line,
    },
    {
      label: t('lifetime.expected', {}, options.locale),
      colour: categorical(options.theme, 0),
      line,
    },
  ]);

const fixed = (value: unknown) => (Number.isFinite(num(value)) ? num(value).toFixed(2) : '—');

const PADDING = 0.18;

/** Customers by repeat purchases: observed and expected beside each other. Facts: `frequencies`. */
export const lifetimeFrequencies: Chart = (_rows, facts, options) => {
  const classes = listed(facts, 'frequencies');
  if (classes.length === 0) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const last = num(classes.at(-1)?.purchases);
  const named = (n: number) => (n === last ? `${n}+` : String(n));
  const bars = classes.flatMap((row) =>
    (['observed', 'expected'] as const).map((side) => ({
      n: num(row.purchases),
      side,
      value: num(row[side]),
      row,
    })),
  );
  type Bar = (typeof bars)[number];
  // Half of what lies between two groups: the lines of the grid run through.
  const apart = (((width - 60) / (classes.length + PADDING)) * PADDING) / 2 + 2;
  const svg = draw(options, {
    width,
    height: 250,
    marginTop: 12,
    marginLeft: 52,
    marginRight: 8,
    marginBottom: 44,
    fx: { domain: classes.map((row) => num(row.purchases)), padding: PADDING, axis: null },
    x: { type: 'band', domain: ['observed', 'expected'], axis: null, padding: 0.06 },
    y: { zero: true, ticks: 4 },
    marks: [
      gridY(options, { ticks: 4, insetLeft: -apart, insetRight: -apart }),
      Plot.barY(bars, {
        fx: 'n',
        x: 'side',
        y: 'value',
        fill: ({ side }: Bar) => (side === 'observed' ? palette.faint : categorical(theme, 0)),
        ry2: 2,
        className: 'th-grow',
        title: ({ n, side, value }: Bar) =>
          `${named(n)}: ${t(`lifetime.${side}`, {}, locale)} ${show(Math.round(value * 10) / 10, 'number', locale)}`,
      }),
      Plot.axisFx({
        color: palette.faint,
        tickSize: 0,
        tickFormat: named,
        anchor: 'bottom',
        label: t('lifetime.frequencies.axis', {}, locale),
      }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('integer', locale) }),
    ],
  });
  return figure(
    stack(
      [heading(t('lifetime.frequencies.head', {}, locale), options), key(options, false), svg],
      width,
      4,
    ),
    t(
      'lifetime.frequencies.label',
      { chi: fixed(facts.chi_square), p: fixed(facts.chi_square_p) },
      locale,
    ),
    {
      columns: [
        { name: 'purchases', label: t('lifetime.frequencies.axis', {}, locale) },
        { name: 'observed', label: t('lifetime.observed', {}, locale) },
        { name: 'expected', label: t('lifetime.expected', {}, locale) },
      ],
      rows: classes.map((row) => ({ ...row, purchases: named(num(row.purchases)) })),
    },
  );
};

/** All repeat purchases up to each week, observed and expected. Facts: `tracking`, `step`. */
export const lifetimeTracking: Chart = (_rows, facts, options) => {
  const steps = listed(facts, 'tracking');
  if (steps.length < 2) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const unit = num(facts.step) < 1 ? 'days' : 'weeks';
  const end = steps.at(-1) as Row;
  const line = (side: 'observed' | 'expected', stroke: string, dashed: boolean) =>
    Plot.line(steps, {
      x: (row: Row) => num(row.step),
      y: (row: Row) => num(row[side]),
      stroke,
      strokeWidth: 2.25,
      ...(dashed && { strokeDasharray: '6 4' }),
    });
  const svg = draw(options, {
    width,
    height: 250,
    marginTop: 12,
    marginLeft: 56,
    marginRight: 16,
    marginBottom: 40,
    y: { zero: true, ticks: 4 },
    marks: [
      gridY(options, { ticks: 4 }),
      line('observed', palette.faint, false),
      line('expected', categorical(theme, 0), true),
      axisX(options, {
        ticks: Math.min(8, Math.floor(width / 60)),
        label: t(`lifetime.tracking.${unit}`, {}, locale),
      }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('integer', locale) }),
      Plot.tip(
        steps,
        Plot.pointerX({
          x: (row: Row) => num(row.step),
          y: (row: Row) => num(row.expected),
          ...tipStyle(options),
          title: (row: Row) =>
            [
              `${show(row.step, 'integer', locale)} ${t(`lifetime.tracking.${unit}`, {}, locale)}`,
              ...(['observed', 'expected'] as const).map(
                (side) =>
                  `${t(`lifetime.${side}`, {}, locale)}  ${show(Math.round(num(row[side])), 'integer', locale)}`,
              ),
            ].join('\n'),
        }),
      ),
    ],
  });
  return figure(
    stack(
      [heading(t('lifetime.tracking.head', {}, locale), options), key(options, true), svg],
      width,
      4,
    ),
    t(
      'lifetime.tracking.label',
      {
        observed: show(num(end.observed), 'integer', locale),
        expected: show(Math.round(num(end.expected)), 'integer', locale),
      },
      locale,
    ),
    {
      columns: [
        { name: 'step', label: t(`lifetime.tracking.${unit}`, {}, locale) },
        { name: 'observed', label: t('lifetime.observed', {}, locale) },
        { name: 'expected', label: t('lifetime.expected', {}, locale) },
      ],
      rows: steps,
    },
  );
};

/** What each tenth of the customers is expected to bring. Facts: `tenths`. */
export const lifetimeTenths: Chart = (rows, facts, options) => {
  const tenths = listed(facts, 'tenths').filter((row) => Number.isFinite(num(row.share)));
  if (tenths.length === 0) return null;
  const { locale, currency, theme, width } = options;
  const palette = PALETTES[theme];
  const money = rows[0]?.expected_value !== undefined;
  const svg = draw(options, {
    width,
    height: 246,
    marginTop: 34,
    marginLeft: 48,
    marginRight: 8,
    marginBottom: 44,
    x: { type: 'band', domain: tenths.map((row) => num(row.tenth)), padding: 0.18 },
    y: { zero: true, ticks: 4 },
    marks: [
      gridY(options, { ticks: 4 }),
      Plot.barY(tenths, {
        x: (row: Row) => num(row.tenth),
        y: (row: Row) => num(row.share),
        fill: categorical(theme, 1),
        ry2: 3,
        className: 'th-grow',
        title: (row: Row) =>
          t(
            'lifetime.tenths.tip',
            {
              n: num(row.tenth),
              customers: num(row.customers),
              share: show(row.share, 'percent', locale),
              purchases: show(Math.round(num(row.expected_purchases)), 'integer', locale),
              alive: show(row.p_alive, 'percent', locale),
            },
            locale,
          ),
      }),
      axisX(options, {
        label: t('lifetime.tenths.axis', {}, locale),
        labelAnchor: 'center',
        labelArrow: 'none',
      }),
      axisY(options, { ticks: 4, tickFormat: ticksOf('percent', locale) }),
    ],
  });
  const total = money ? num(facts.total_value) : num(facts.total_purchases);
  headline(
    svg,
    `${columnLabel(money ? 'expected_value' : 'expected_purchases', locale)}: ${
      money ? show(total, 'money', locale, currency) : show(Math.round(total), 'integer', locale)
    }${money && Number.isFinite(num(facts.total_value_sd)) ? ` ± ${show(num(facts.total_value_sd), 'money', locale, currency)}` : ''}`,
    { fill: palette.text },
  );
  const label = t(
    money ? 'lifetime.tenths.value' : 'lifetime.tenths.purchases',
    { share: show(tenths[0]?.share, 'percent', locale) },
    locale,
  );
  const columns = Object.keys(tenths[0] ?? {});
  return figure(svg, label, {
    columns: columns.map((name) => ({ name, label: columnLabel(name, locale) })),
    rows: tenths,
  });
};
