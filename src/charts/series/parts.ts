import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import { stepWord } from '../../metrics/series/words.ts';
import type { Row } from '../../metrics/types.ts';
import { axisY, draw, figure, gridY, node, stack } from '../frame.ts';
import { categorical, PALETTES } from '../palette.ts';
import { ticksOf } from '../ticks.ts';
import { together } from '../together.ts';
import type { Chart, ChartOptions, Facts } from '../types.ts';
import { columnLabel, num, percent } from '../values.ts';
import { timeAxis } from './over-time.ts';
import { pointedAt } from './pointed.ts';
import { dateOf, firstSeries, measureText, timeLabel } from './times.ts';

const MOST = 700;

/** Trend, seasons and remainder over one time axis, each on its own scale. */
export const forecastParts: Chart = (rows, facts, options) => {
  const { own } = firstSeries(rows);
  const known = own.filter(({ trend }) => trend !== null && trend !== undefined).slice(-MOST);
  if (known.length < 2) return null;
  const { locale, width } = options;
  const lengths = String(facts.seasons ?? '')
    .split(', ')
    .filter(Boolean);
  const parts = [
    { name: 'trend', label: columnLabel('trend', locale) },
    ...lengths.map((length, k) => ({
      name: `season_${k + 1}`,
      label: t('charts.forecast.season', { length: stepWord(facts, Number(length)) }, locale),
    })),
    { name: 'remainder', label: columnLabel('remainder', locale) },
  ];
  const log = facts.transform === 'log';
  const share = together();
  const panels = parts.map(({ name, label }, index) =>
    share(panel(known, name, label, index, index === parts.length - 1, log, facts, options)),
  );
  return figure(
    stack(panels, width, 2),
    t(
      'charts.forecast.parts',
      {
        parts: parts.map(({ label }) => label).join(t('charts.comma', {}, locale)),
        how: t(log ? 'charts.forecast.multiplied' : 'charts.forecast.added', {}, locale),
      },
      locale,
    ),
    {
      columns: [
        { name: 'time', label: columnLabel('time', locale) },
        { name: 'value', label: columnLabel('value', locale) },
        ...parts,
      ],
      rows: known,
    },
  );
};

function panel(
  rows: readonly Row[],
  name: string,
  label: string,
  index: number,
  last: boolean,
  log: boolean,
  facts: Facts,
  options: ChartOptions,
): SVGSVGElement {
  const { theme, locale, width, currency } = options;
  const palette = PALETTES[theme];
  const colour = categorical(theme, index);
  // A factor is a share around 1, the trend is in the measure's own unit.
  const factor = log && name !== 'trend';
  const kind = factor ? 'percent' : facts.measure === 'gmv' ? 'money' : 'number';
  const write = measureText(facts, options);
  const x = (row: Row) => dateOf(row.time);
  const y = (row: Row) => num(row[name]);
  const svg = draw(options, {
    width,
    height: 94 + (last ? 22 : 0),
    marginTop: 24,
    marginLeft: 60,
    marginRight: 16,
    marginBottom: last ? 28 : 6,
    x: { type: 'utc' },
    y: { nice: 2, ticks: 3 },
    marks: [
      gridY(options, { ticks: 3 }),
      name === 'trend' ? null : Plot.ruleY([factor ? 1 : 0], { stroke: palette.strong }),
      Plot.lineY(rows, { x, y, stroke: colour, strokeWidth: 1.3 }),
      axisY(options, {
        ticks: 3,
        tickFormat: ticksOf(kind, locale, currency),
      }),
      last ? timeAxis(facts, options) : null,
      ...pointedAt(rows, options, y, (row) => {
        const value = factor ? percent(num(row[name]), locale) : write(row[name]);
        return `${timeLabel(row.time, locale)}\n${label}  ${value}`;
      }),
    ],
  });
  svg.append(
    node(
      'text',
      { x: 0, y: 13, 'text-anchor': 'start', fill: palette.text, 'font-weight': 600 },
      label,
    ),
  );
  return svg;
}
