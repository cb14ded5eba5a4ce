import type { Locale } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import type { ThemeName } from './palette.ts';
import type { ValueKind } from './values.ts';

export type Facts = Readonly<Record<string, unknown>>;

/** What a drawing depends on besides its data. */
export interface ChartOptions {
  /** Pixels that the drawing may be wide. */
  readonly width: number;
  readonly theme: ThemeName;
  readonly locale: Locale;
  /** ISO 4217, only where the data says so. */
  readonly currency?: string;
  readonly context?: DatasetContext | null;
  /** Takes pieces of the drawing that are made one by one before it is shown; without it they are made at once. */
  readonly later?: (piece: () => void) => void;
  /** Parameters of the metric behind the rows, as it ran. */
  readonly parameters?: Facts;
  /** Called when a mark is clicked that stands for `column` = `value`. */
  readonly onPick?: (column: string, value: unknown, row: Row, more?: PickedMore) => void;
  /** Called while an interval is brushed, at most once a frame. */
  readonly onBrush?: (change: BrushChange) => void;
  /** Keeps what is brushed from one drawing to the next. */
  readonly brushed?: Brushed;
}

/** What a mark stands for besides `column` = `value`. */
export interface PickedMore {
  /** Last day, `YYYY-MM-DD`, of a period whose first day is the value. */
  readonly to?: string;
  /** Values of further columns that ask together with the first: another mark replaces them all. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** An interval along an axis: figures, `YYYY-MM-DD` days (both included) or ISO moments; null once it is cleared. */
export interface BrushChange {
  readonly column: string;
  readonly from: number | string | null;
  readonly to: number | string | null;
  /** False while the pointer still moves, or a key is held. */
  readonly done: boolean;
}

/** The brushed extent of a drawing in its scales' own values. */
export interface Brushed {
  x?: readonly [number, number];
  y?: readonly [number, number];
}

/** The brush of a drawing, for the keyboard. */
export interface BrushHandle {
  /** True where the key meant the brush, which moves by it until `rest`. */
  key(event: KeyboardEvent): boolean;
  /** The keys have been let go: tells what they brushed. */
  rest(): void;
  /** What is brushed, in words. */
  describe(): string;
  clear(): void;
  /** Takes the brush away without saying so: what it asked is gone already. */
  reset?(): void;
}

/** A mark that can be reached and picked without a pointer. */
export interface PickableMark {
  readonly element: SVGElement;
  readonly label: string;
  readonly pick: () => void;
}

/** A column of the table twin; `kind` says how its values are written. */
export interface TwinColumn {
  readonly name: string;
  readonly label: string;
  readonly kind?: ValueKind;
}

/** The same figures as a table: for screen readers, and for "show as table". */
export interface Twin {
  readonly columns: readonly TwinColumn[];
  readonly rows: readonly Row[];
}

/** A finished drawing. */
export interface Figure {
  readonly svg: SVGSVGElement;
  /** One sentence that says what the drawing shows: its accessible name. */
  readonly label: string;
  readonly twin: Twin;
  /** What is to be known about the picture: rows that are not in it, and why. */
  readonly notes?: readonly string[];
  readonly marks?: readonly PickableMark[];
  readonly brush?: BrushHandle;
  /** Shown in place of the picture where it can be moved; `svg` is what it shows at that moment. */
  readonly live?: HTMLElement;
}

/** Rows and facts of a result in, drawing out; null where there is nothing to draw. */
export type Chart = (rows: readonly Row[], facts: Facts, options: ChartOptions) => Figure | null;
