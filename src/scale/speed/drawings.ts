import type { Figure } from '../../charts/types.ts';
import { format, locale, numberFormat, t } from '../../i18n/index.ts';
import type { DrawOptions } from '../../ui/figure.ts';
import { type Bar, pairBars } from './pair-bars.ts';
import {
  type FormatFigures,
  type LayerFigures,
  type LoadFigures,
  QUESTIONS,
  SCANS,
  type SkewFigures,
  type Times,
} from './types.ts';

export type Draw = (options: DrawOptions) => Figure | null;

const CSV = 0;
const PARQUET = 1;
const PLAIN = 5;
const SALTED = 2;
const DWD = 6;
const DWS = 2;

/** A tenth of a millisecond still says something of short times. */
const milliseconds = (value: number) =>
  value < 10
    ? numberFormat(locale.value, {
        style: 'unit',
        unit: 'millisecond',
        unitDisplay: 'short',
        maximumFractionDigits: 1,
      }).format(value)
    : format.duration(value / 1000);

/** From the quarter to the three quarters of the runs: one that was disturbed does not stretch the drawing. */
function middleHalf(runs: readonly number[]): [number, number] {
  const sorted = [...runs].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(0.25), at(0.75)];
}

const timed = ({ median, runs }: Times): Bar => ({
  value: median,
  text: milliseconds(median),
  range: middleHalf(runs),
});

/** Where the time of a load went; making the file is shown and not counted. */
export const stageBars =
  ({ make, stages, layers, overview }: LoadFigures): Draw =>
  (options) => {
    const bar = (seconds: number): Bar => ({ value: seconds, text: format.duration(seconds) });
    const steps = (['read', 'sort', 'dwd', 'dws', 'check', 'open'] as const).flatMap((stage) => {
      const seconds = stages[stage];
      return seconds ? [{ label: t(`speed.stage.${stage}`), bars: [bar(seconds)] }] : [];
    });
    return pairBars(
      {
        label: t('speed.load.stages'),
        heading: t('speed.column.stage'),
        series: [{ name: t('speed.column.time'), colour: CSV }],
        groups: [
          ...steps,
          { label: t('speed.stage.overview'), bars: [bar(overview - layers)] },
          { label: t('speed.stage.make'), bars: [bar(make)] },
        ],
      },
      options,
    );
  };

export const formatBars =
  ({ scans }: FormatFigures): Draw =>
  (options) =>
    pairBars(
      {
        label: t('speed.formats.label'),
        heading: t('speed.column.stage'),
        series: [
          { name: 'CSV', colour: CSV },
          { name: 'Parquet', colour: PARQUET },
        ],
        groups: SCANS.map((scan) => ({
          label: t(`speed.formats.${scan}`),
          bars: [timed(scans[scan].csv), timed(scans[scan].parquet)],
        })),
      },
      options,
    );

const skewSeries = () => [
  { name: t('speed.skew.plain'), colour: PLAIN },
  { name: t('speed.skew.salted'), colour: SALTED },
];

/** Rows of each worker, the busiest first in sight. */
export const loadBars =
  ({ spread, workers }: SkewFigures): Draw =>
  (options) => {
    const bar = (load: readonly number[], index: number): Bar => {
      const value = load[index] ?? 0;
      const all = load.reduce((sum, rows) => sum + rows, 0);
      return {
        value,
        text: `${format.compact(value)} · ${format.percent(value / Math.max(1, all))}`,
      };
    };
    return pairBars(
      {
        label: t('speed.skew.load'),
        heading: t('speed.skew.load'),
        series: skewSeries(),
        groups: Array.from({ length: workers }, (_, index) => ({
          label: t('speed.skew.worker', { n: index + 1 }),
          bars: [bar(spread.plain.load, index), bar(spread.salted.load, index)],
        })),
      },
      options,
    );
  };

export const skewBars =
  ({ spread, engine, workers }: SkewFigures): Draw =>
  (options) =>
    pairBars(
      {
        label: t('speed.skew.times'),
        heading: t('speed.skew.times'),
        series: skewSeries(),
        groups: [
          {
            label: t('speed.skew.whole', { n: workers }),
            bars: [timed(spread.plain.whole), timed(spread.salted.whole)],
          },
          {
            label: t('speed.skew.busiest'),
            bars: [timed(spread.plain.busiest), timed(spread.salted.busiest)],
          },
          { label: t('speed.skew.engine'), bars: [timed(engine.plain), timed(engine.salted)] },
        ],
      },
      options,
    );

export const layerBars =
  ({ questions }: LayerFigures): Draw =>
  (options) =>
    pairBars(
      {
        label: t('speed.layers.label'),
        heading: t('speed.column.stage'),
        series: [
          { name: t('speed.layers.dwd'), colour: DWD },
          { name: t('speed.layers.dws'), colour: DWS },
        ],
        groups: QUESTIONS.map((question) => ({
          label: t(`speed.layers.${question}`),
          bars: [timed(questions[question].dwd), timed(questions[question].dws)],
        })),
      },
      options,
    );
