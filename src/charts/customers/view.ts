import type { Row } from '../../metrics/types.ts';
import type { ChannelName } from '../declared/vocabulary.ts';
import type { MarkView } from '../marks/types.ts';
import type { ChartOptions, TwinColumn } from '../types.ts';
import { kindOf, show, type ValueKind } from '../values.ts';

/** What a channel of a drawing shows: a column, its name for readers and how its values are written. */
export interface Shown {
  readonly column: string;
  readonly label: string;
  readonly kind?: ValueKind;
  readonly text?: (row: Row) => string;
  /** A value of the column as an axis writes it. */
  readonly tick?: (value: number) => string;
}

/** The view of a drawing of its own over rows whose columns are known. */
export function viewOf(
  rows: readonly Row[],
  channels: Readonly<Partial<Record<ChannelName, Shown>>>,
  { locale, currency, onPick }: ChartOptions,
  {
    title,
    columns,
    pick,
    tip,
    height = null,
  }: {
    readonly title: string;
    readonly columns: readonly TwinColumn[];
    /** The column that a mark stands for. */
    readonly pick: string;
    readonly tip: (row: Row) => string;
    readonly height?: number | null;
  },
): MarkView {
  const shown = (channel: ChannelName) => channels[channel];
  const kind = (channel: ChannelName, sample: unknown) =>
    shown(channel)?.kind ?? kindOf(shown(channel)?.column ?? '', sample);
  return {
    rows,
    title,
    height,
    options: {},
    legend: true,
    scales: {},
    column: (channel) => shown(channel)?.column ?? null,
    type: (channel) => {
      const one = shown(channel);
      if (!one) return null;
      return typeof rows[0]?.[one.column] === 'number' && !one.text ? 'number' : 'text';
    },
    label: (channel) => shown(channel)?.label ?? '',
    text: (channel, row) => {
      const one = shown(channel);
      if (!one) return '';
      const value = row[one.column];
      return one.text?.(row) ?? show(value, kind(channel, value), locale, currency);
    },
    kind,
    tick: (channel, value) => shown(channel)?.tick?.(value) ?? null,
    colour: () => null,
    tip,
    pick: (row) => onPick?.(pick, row[pick], row),
    columns,
  };
}
