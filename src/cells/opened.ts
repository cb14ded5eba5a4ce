import { signal } from '@preact/signals-core';

/** Ids of the cells that the notebook on screen had when it was opened; all others were added since. */
export const openedCells = signal<ReadonlySet<string>>(new Set());
