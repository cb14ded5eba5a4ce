import type { Row } from '../../metrics/types.ts';
import type { ColumnType, Declared, Scalar } from '../declared/types.ts';
import type { ChannelName } from '../declared/vocabulary.ts';
import type { TwinColumn } from '../types.ts';
import type { ValueKind } from '../values.ts';

/** What a drawing of its own knows of its rows: which column each channel shows, and how it is written. */
export interface MarkView {
  readonly rows: readonly Row[];
  readonly title: string | null;
  readonly height: number | null;
  readonly options: Readonly<Record<string, Scalar>>;
  readonly legend: boolean;
  readonly scales: Declared['scales'];
  /** The column of the rows that a channel shows; null where it shows none. */
  readonly column: (channel: ChannelName) => string | null;
  readonly type: (channel: ChannelName) => ColumnType | null;
  readonly label: (channel: ChannelName) => string;
  /** A row's value as the reader sees it. */
  readonly text: (channel: ChannelName, row: Row) => string;
  readonly kind: (channel: ChannelName, sample: unknown) => ValueKind;
  /** A value on the channel's axis, where it is not written as its rows are. */
  readonly tick?: (channel: ChannelName, value: number) => string | null;
  /** A colour that was written for all of the channel. */
  readonly colour: (channel: ChannelName) => string | null;
  readonly tip: (row: Row) => string;
  /** Lines for the tip of a row in place of those that the drawing makes. */
  readonly own?: (row: Row) => string;
  /** A name in a network by its ties: how large it is, what is said of it and what a click picks; else the sum of their values. */
  readonly member?: {
    readonly size: (name: string, ties: readonly Row[]) => number;
    readonly tip: (name: string, ties: readonly Row[]) => string;
    readonly pick: (name: string, ties: readonly Row[]) => (() => void) | null;
  };
  readonly pick: (row: Row) => void;
  readonly columns: readonly TwinColumn[];
}
