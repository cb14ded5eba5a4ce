import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { axisX, axisY, draw, figure, gridY, stack, tipStyle } from '../frame.ts';
import { legend } from '../legend.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart } from '../types.ts';
import { columnLabel, num, show } from '../values.ts';
import { firstSeries } from './times.ts';

/** Errors of the backtest by periods ahead, beside those of the naive forecast. */
export const forecastErrors: Chart = (_rows, facts, options) => {
  const all = Array.isArray(facts.backtest) ? (facts.backtest as readonly Row[]) : [];
  const { own } = firstSeries(all);
  if (own.length === 0) return null;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const measures = [
    { name: 'mase', colour: categorical(theme, 0) },
    { name: 'naive_mase', colour: categorical(theme, 1) },
  ];
  const write = (value: unknown) => show(value, 'number', locale);
  const plot = draw(options, {
    width,
    height: 220,
    marginTop: 8,
    marginLeft: 44,
    marginRight: 16,
    marginBottom: 28,
    x: { type: 'linear', domain: own.length === 1 ? [0, 2] : undefined },
    y: { zero: true, nice: 3 },
    marks: [
      gridY(options, { ticks: 4 }),
      ...measures.flatMap(({ name, colour }) => [
        Plot.lineY(own, { x: 'step', y: name, stroke: colour, strokeWidth: 2 }),
        own.length <= 31 ? Plot.dot(own, { x: 'step', y: name, r: 2.5, fill: colour }) : null,
      ]),
      axisY(options, { ticks: 4 }),
      axisX(options, {
        ticks: Math.min(own.length, Math.floor(width / 50)),
        tickFormat: (step: number) => (Number.isInteger(step) ? String(step) : ''),
      }),
      Plot.ruleX(own, Plot.pointerX({ x: 'step', stroke: palette.strong, strokeDasharray: '2 3' })),
      Plot.tip(
        own,
        Plot.pointerX({
          x: 'step',
          y: 'mase',
          title: (row: Row) =>
            [
              `${t('charts.series.step', {}, locale)}  ${write(row.step)}`,
              ...[...measures.map(({ name }) => name), 'smape', 'naive_smape'].map(
                (name) =>
                  `${columnLabel(name, locale)}  ${/smape/.test(name) ? show(row[name], 'percent', locale) : write(row[name])}`,
              ),
            ].join('\n'),
          ...tipStyle(options),
        }),
      ),
    ],
  });
  const keys = legend(
    options,
    measures.map(({ name, colour }) => ({ label: columnLabel(name, locale), colour, line: true })),
  );
  const mean = (name: string) =>
    write(own.reduce((sum, row) => sum + num(row[name]), 0) / own.length);
  return figure(
    stack([keys, plot], width),
    t('charts.forecast.backtest', { mase: mean('mase'), naive: mean('naive_mase') }, locale),
    {
      columns: [
        { name: 'step', label: t('charts.series.step', {}, locale) },
        ...['mase', 'naive_mase', 'smape', 'naive_smape'].map((name) => ({
          name,
          label: columnLabel(name, locale),
        })),
        { name: 'coverage', label: t('charts.series.coverage', {}, locale) },
      ],
      rows: own.map((row) => ({
        ...row,
        ...Object.fromEntries(
          ['smape', 'naive_smape', 'coverage'].map((name) => [
            name,
            show(row[name], 'percent', locale),
          ]),
        ),
      })),
    },
  );
};
