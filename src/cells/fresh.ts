import { signal } from '@preact/signals-core';

/** Ids of the cells that the reader has added to the notebook on screen since it was opened. */
export const freshCells = signal<ReadonlySet<string>>(new Set());
