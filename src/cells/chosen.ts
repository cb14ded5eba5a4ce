import { signal } from '@preact/signals-core';
import type { Row } from '../metrics/types.ts';

/** What an input over a cell's rows has as its value: texts of `column`, of the rows' first where it is null. */
export interface Chosen {
  readonly column: string | null;
  readonly values: ReadonlySet<string>;
}

/** By the id of the cell whose rows are an input. */
export const chosenRows = signal<ReadonlyMap<string, Chosen>>(new Map());

/** Tells of a row whether it is chosen. */
export const isChosen =
  ({ column, values }: Chosen) =>
  (row: Row): boolean => {
    const own = column ?? Object.keys(row)[0];
    const value = own === undefined ? undefined : row[own];
    return value !== null && value !== undefined && values.has(String(value));
  };
