import type { Row } from '../../metrics/types.ts';
import type { ChannelName, Interval, MarkName, Reducer, ScaleName } from './vocabulary.ts';

export type Scalar = string | number | boolean;
export type Path = readonly (string | number)[];

/** What a mark's channel shows; exactly one of `column` (with what is made of it), `value` and a bare `reduce`. */
export interface Channel {
  /** A column of the relation, or a word that may be a colour where no column is called so. */
  readonly column?: string;
  /** A constant. */
  readonly value?: Scalar;
  readonly reduce?: Reducer;
  /** Cuts the column's values into about so many steps. */
  readonly bin?: number;
  readonly interval?: Interval;
  readonly label?: string;
}

export interface Sort {
  /** A column, a channel's name or what a reducer gives. */
  readonly by: string;
  readonly descending: boolean;
}

export interface Where {
  readonly column: string;
  readonly is?: readonly (Scalar | null)[];
  readonly not?: readonly (Scalar | null)[];
  readonly min?: number | string;
  readonly max?: number | string;
}

export interface Transforms {
  readonly stack?: {
    readonly offset?: string;
    readonly order?: string;
    readonly reverse?: boolean;
  };
  readonly normalize?: string;
  readonly window?: { readonly k: number; readonly reduce: string; readonly anchor: string };
  readonly map?: string;
  readonly only?: string;
  readonly dodge?: { readonly axis: 'x' | 'y'; readonly anchor: string; readonly padding: number };
}

/** One mark of a chart. */
export interface Layer {
  readonly mark: MarkName;
  readonly channels: Readonly<Partial<Record<ChannelName, Channel>>>;
  readonly options: Readonly<Record<string, Scalar>>;
  readonly transforms: Transforms;
  readonly where: readonly Where[];
  readonly sort: Sort | null;
  readonly limit: number | null;
  /** Where it stands in the YAML. */
  readonly path: Path;
}

export interface ScaleSpec {
  readonly type?: string;
  readonly domain?: readonly Scalar[];
  readonly range?: readonly Scalar[];
  readonly scheme?: string;
  readonly label?: string;
  readonly format?: string;
  readonly ticks?: number;
  readonly axis?: string | false;
  readonly grid?: boolean;
  readonly zero?: boolean;
  readonly nice?: boolean;
  readonly reverse?: boolean;
  readonly percent?: boolean;
  readonly clamp?: boolean;
  readonly padding?: number;
  readonly interval?: Interval;
  readonly legend?: boolean;
  readonly pivot?: number;
  readonly rotate?: number;
}

export interface Projection {
  readonly type: string;
  /** Degrees to turn the globe by. */
  readonly rotate?: readonly number[];
  /** A box `[west, south, east, north]` in degrees that fills the frame. */
  readonly box?: readonly number[];
}

/** A `chart` block as it was meant. */
export interface Declared {
  readonly from: string;
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly caption: string | null;
  /** Empty where the block names no mark: one is proposed. */
  readonly layers: readonly Layer[];
  readonly scales: Readonly<Partial<Record<ScaleName, ScaleSpec>>>;
  readonly projection: Projection | null;
  readonly legend: boolean;
  readonly grid: boolean;
  readonly tip: boolean;
  readonly brush: 'x' | 'y' | 'xy' | null | undefined;
  readonly height: number | null;
  readonly aspectRatio: number | null;
  readonly margins: Readonly<Partial<Record<'left' | 'right' | 'top' | 'bottom', number>>>;
}

/** What is wrong with a block, and at which of its keys. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
}

export type ColumnType = 'number' | 'time' | 'day' | 'text' | 'flag';

/** What is known of a column of the relation behind a chart. */
export interface ColumnFacts {
  readonly name: string;
  readonly type: ColumnType;
  /** About how many different values it has, where somebody counted. */
  readonly distinct?: number;
  readonly nulls?: number;
  readonly min?: unknown;
  readonly max?: unknown;
}

/** The rows that a mark draws. */
export interface LayerRows {
  readonly rows: readonly Row[];
  /** How many rows there are where not all of them are drawn; else the number of `rows`. */
  readonly total: number;
  /** True where `rows` are a sample of the relation's, or stand for the others. */
  readonly thinned: 'sample' | 'extremes' | 'first' | null;
}
