import type { Locale } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import type { ThemeName } from './palette.ts';

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
  readonly onPick?: (column: string, value: unknown, row: Row) => void;
}

/** A column of the table twin; `kind` says how its values are written. */
export interface TwinColumn {
  readonly name: string;
  readonly label: string;
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
}

/** Rows and facts of a result in, drawing out; null where there is nothing to draw. */
export type Chart = (rows: readonly Row[], facts: Facts, options: ChartOptions) => Figure | null;
