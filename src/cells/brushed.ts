import { signal } from '@preact/signals-core';

/** Ids of the cells whose brush filters others; a brush whose filter was taken away elsewhere is gone from its drawing. */
export const brushedCells = signal<ReadonlySet<string>>(new Set());
