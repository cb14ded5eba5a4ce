import * as Plot from '@observablehq/plot';
import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { figure, stack } from '../frame.ts';
import { legend } from '../legend.ts';
import { categorical, PALETTES } from '../palette.ts';
import type { Chart, PickableMark } from '../types.ts';
import { columnLabel, num } from '../values.ts';
import { overTime } from './over-time.ts';
import { alertLabel, pickAlert, segmentLabel } from './pick.ts';
import { pointedAt } from './pointed.ts';
import { dateOf, firstSeries, measureLabel, measureText, timeLabel } from './times.ts';

const MOST_MARKS = 300;

/** The series in its band; what is outside is marked, and so are gaps at the foot. */
export const anomalyLine: Chart = (rows, facts, options) => {
  const all = Array.isArray(facts.line) ? (facts.line as readonly Row[]) : [];
  const { own, many } = firstSeries(all);
  if (own.length === 0) return null;
  const alerts = many > 1 ? rows.filter(({ series }) => series === own[0]?.series) : rows;
  const { locale, theme, width } = options;
  const palette = PALETTES[theme];
  const [line, band] = [palette.text, categorical(theme, 0)];
  const x = (row: Row) => dateOf(row.time);
  const at = (name: string) => (row: Row) => num(row[name]);
  const shown = [...alerts].sort((a, b) => size(b) - size(a)).slice(0, MOST_MARKS);
  const outside = shown.filter(({ kind: what }) => what !== 'missing');
  const gaps = shown.filter(({ kind: what }) => what === 'missing');
  const said = new Map(shown.map((row) => [row.time, row]));
  const write = measureText(facts, options);
  const marked: Plot.Markish[] = [
    Plot.areaY(own, { x, y1: at('lower'), y2: at('upper'), fill: band, fillOpacity: 0.16 }),
    Plot.lineY(own, {
      x,
      y: at('expected'),
      stroke: band,
      strokeWidth: 1,
      strokeDasharray: '3 3',
    }),
    Plot.areaY(own, { x, y1: at('low'), y2: at('high'), fill: line, fillOpacity: 0.3 }),
    Plot.lineY(own, { x, y: at('high'), stroke: line, strokeWidth: 1.3 }),
    Plot.dot(outside, {
      x,
      y: at('observed'),
      r: 4.5,
      fill: palette.bad,
      stroke: palette.surface,
      strokeWidth: 1.5,
      symbol: 'triangle',
      rotate: ({ kind: what }: Row) => (what === 'high' ? 0 : 180),
      className: 'th-alerts',
    }),
    Plot.tickX(gaps, {
      x,
      stroke: palette.warn,
      strokeWidth: 3,
      insetTop: 200,
      className: 'th-gaps',
    }),
  ];
  const plot = overTime(facts, options, marked, pointedAt(own, options, heightOf, told));
  const marks: PickableMark[] = [
    ...marksOf(plot, '.th-alerts', outside),
    ...marksOf(plot, '.th-gaps', gaps),
  ];
  const keys = legend(options, [
    { label: measureLabel(facts, locale), colour: line, line: true },
    { label: t('charts.anomalies.band', {}, locale), colour: `${band}55` },
    { label: t('charts.anomalies.alert', {}, locale), colour: palette.bad },
    ...(gaps.length > 0 ? [{ label: t('anomaly.missing', {}, locale), colour: palette.warn }] : []),
  ]);
  const made = figure(
    stack([keys, plot], width),
    t(
      'charts.anomalies.label',
      {
        n: alerts.length,
        measure: measureLabel(facts, locale),
        from: timeLabel(own[0]?.time, locale),
        to: timeLabel(own.at(-1)?.time, locale),
      },
      locale,
    ),
    {
      columns: ['time', 'low', 'high', 'expected', 'lower', 'upper'].map((name) => ({
        name,
        label: columnLabel(name, locale),
      })),
      rows: own,
    },
  );
  const notes = many > 1 ? [t('charts.anomalies.first', { n: many }, locale)] : [];
  return { ...made, marks, notes };

  function heightOf(row: Row): number {
    return num(row.high ?? row.expected ?? row.upper);
  }

  /** What was seen, what was expected and, of an alert, what stands behind it. */
  function told(row: Row): string {
    const { low, high, expected, lower, upper, time } = row;
    const alert = said.get(time);
    const span = low === high ? write(high) : `${write(low)} – ${write(high)}`;
    const value = high === null || high === undefined ? t('anomaly.missing', {}, locale) : span;
    const usual =
      expected === null || expected === undefined
        ? []
        : [
            `${columnLabel('expected', locale)}  ${write(expected)} (${write(lower)} – ${write(upper)})`,
          ];
    return [
      timeLabel(time, locale),
      `${measureLabel(facts, locale)}  ${value}`,
      ...usual,
      ...(alert ? [segmentLabel(alert, options)].filter(Boolean) : []),
    ].join('\n');
  }

  function marksOf(svg: SVGSVGElement, group: string, list: readonly Row[]): PickableMark[] {
    const shapes = [...svg.querySelectorAll<SVGElement>(`${group} path, ${group} line`)];
    return shapes.flatMap((element, index) => {
      const row = list[index];
      if (!row) return [];
      const label = alertLabel(row, facts, options);
      element.style.cursor = 'pointer';
      element.addEventListener('click', () => pickAlert(row, options));
      return [{ element, label, pick: () => pickAlert(row, options) }];
    });
  }
};

const size = ({ score }: Row) =>
  score === null || score === undefined ? Number.POSITIVE_INFINITY : Math.abs(num(score));
