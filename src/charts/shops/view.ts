import type { Row } from '../../metrics/types.ts';
import type { MarkView } from '../marks/types.ts';
import type { TwinColumn } from '../types.ts';
import { kindOf, type ValueKind } from '../values.ts';

interface Shown {
  readonly rows: readonly Row[];
  readonly title: string;
  readonly columns: readonly TwinColumn[];
  /** Column that each channel shows. */
  readonly channels: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly kind?: ValueKind;
  readonly height?: number;
  readonly options?: MarkView['options'];
  readonly tip?: (row: Row) => string;
  readonly own?: MarkView['own'];
  readonly pick?: (row: Row) => void;
}

/** What a drawing of its own (`marks/`) needs, for rows that no notebook declared. */
export const viewOf = ({
  rows,
  title,
  columns,
  channels,
  labels = {},
  kind,
  height,
  options = {},
  tip = () => '',
  own,
  pick = () => undefined,
}: Shown): MarkView => ({
  rows,
  title,
  height: height ?? null,
  options,
  legend: true,
  scales: {} as MarkView['scales'],
  column: (channel) => channels[channel] ?? null,
  type: () => null,
  label: (channel) => labels[channel] ?? '',
  text: (channel, row) => String(row[channels[channel] ?? ''] ?? ''),
  kind: (channel, sample) => kind ?? kindOf(channels[channel] ?? '', sample),
  colour: () => null,
  tip,
  ...(own && { own }),
  pick,
  columns,
});
