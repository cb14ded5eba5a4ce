import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import type { ChartOptions, Facts } from '../types.ts';
import { columnLabel, hour as hourText, percent } from '../values.ts';
import { measureText, timeLabel } from './times.ts';

/** Asks the other cells for the day of an alert, and where periods are hours for its hour. */
export function pickAlert(row: Row, { onPick }: ChartOptions): void {
  if (row.day === undefined) {
    onPick?.('time', row.time, row);
    return;
  }
  const hour = row.hour === undefined || row.hour === null ? {} : { hour: row.hour };
  onPick?.('day', row.day, row, { beside: hour });
}

/** An alert in words: when, what was seen and what was to be expected. */
export function alertLabel(row: Row, facts: Facts, options: ChartOptions): string {
  const time = timeLabel(row.time, options.locale);
  if (row.kind === 'missing') return t('charts.anomalies.gap', { time }, options.locale);
  const write = measureText(facts, options);
  return t(
    'charts.anomalies.mark',
    { time, observed: write(row.observed), expected: write(row.expected) },
    options.locale,
  );
}

/** A segment with less of the difference is behind nothing. */
const STANDS_OUT = 0.05;

/** The segment that stands behind an alert, in words; empty where there is none. */
export function segmentLabel(
  { dimension, segment, explains, usual_share }: Row,
  { locale }: ChartOptions,
): string {
  if (typeof segment !== 'string' || typeof explains !== 'number') return '';
  return t(
    explains < STANDS_OUT ? 'charts.anomalies.spread' : 'charts.anomalies.because',
    {
      dimension: columnLabel(String(dimension), locale),
      segment: dimension === 'hour' ? hourText(segment) : segment,
      explains: percent(explains, locale),
      usual: percent(Number(usual_share ?? 0), locale),
    },
    locale,
  );
}
