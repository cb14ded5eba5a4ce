import type { Figure, ThemeName } from '../charts/index.ts';
import type { ValueKind } from '../charts/values.ts';
import type { Locale } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';

export interface ReportColumn {
  readonly name: string;
  readonly label: string;
  readonly kind: ValueKind;
  /** A figure that is written with all of its digits, as text. */
  readonly exact?: boolean;
}

export interface ReportTile {
  readonly label: string;
  readonly kind: ValueKind;
  readonly value: number | null;
  readonly previous: number | null;
  readonly series: readonly number[];
  /** Colour slot of the curve. */
  readonly slot: number;
  /** True where a rise is bad news. */
  readonly inverse: boolean;
}

/** How a drawing is made for one place of the file. */
export type Draw = (options: {
  readonly width: number;
  readonly theme: ThemeName;
  readonly locale: Locale;
  /** Takes pieces of the drawing that are made one by one. */
  readonly later?: (piece: () => void) => void;
}) => Figure | null;

/** What a cell shows, piece by piece. */
export type ReportPart =
  /** `html`: prose that has been made safe. */
  | { readonly kind: 'prose'; readonly html: string }
  /** `span`: its share of the width, in twelfths. */
  | { readonly kind: 'figure'; readonly draw: Draw; readonly span: number }
  | { readonly kind: 'tiles'; readonly tiles: readonly ReportTile[] }
  | {
      readonly kind: 'table';
      readonly label: string;
      readonly columns: readonly ReportColumn[];
      readonly rows: readonly Row[];
      /** Rows that there are, of which `rows` are the first. */
      readonly total: number;
      readonly span: number;
    }
  | { readonly kind: 'words'; readonly text: string; readonly tone: 'plain' | 'bad' };

/** What stands behind a cell's figures. */
export interface ReportBehind {
  readonly definition: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly sql: string;
}

/** A cell with its result as it stands. */
export interface ReportCell {
  readonly id: string;
  readonly heading: string;
  /** Prose stands on the page without a card. */
  readonly plain: boolean;
  readonly parts: readonly ReportPart[];
  readonly behind: ReportBehind | null;
}

export interface ReportChoice {
  readonly key: string;
  readonly label: string;
}

/** An input of the notebook: with choices it works in the file, without it says what it was set to. */
export interface ReportInput {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** What it was set to, in words. */
  readonly value: string;
  readonly choices: readonly ReportChoice[];
  /** Key of the choice that the file opens with. */
  readonly chosen: string;
}

/** A notebook's cells in order; inputs stand where they stood. */
export type ReportItem =
  | { readonly kind: 'cell'; readonly cell: ReportCell }
  | { readonly kind: 'input'; readonly input: ReportInput };

/** A cell as it is with other choices made. */
export interface ReportVariant {
  readonly id: string;
  /** Keys of the choices of the cell's inputs, in the order of `inputs`. */
  readonly keys: readonly string[];
  readonly parts: readonly ReportPart[];
  readonly behind: ReportBehind | null;
}

export interface ReportContent {
  readonly title: string;
  readonly locale: Locale;
  /** Name of the data set; empty where none is open. */
  readonly data: string;
  /** First and last day of the data, in words; empty where it has none. */
  readonly period: string;
  readonly made: Date;
  readonly currency: string | undefined;
  readonly items: readonly ReportItem[];
  /** Cell id → names of the working inputs that it follows. */
  readonly follows: ReadonlyMap<string, readonly string[]>;
  readonly variants: readonly ReportVariant[];
}
