import { joinTables } from '../known/join.ts';
import { planSlices } from '../read/index.ts';
import type { LookProgress } from '../types.ts';
import type { Inspector } from './apart.ts';
import { inspectFile } from './index.ts';

/** An inspector that works on the thread that asks. */
export const inspectorHere = (onProgress?: (progress: LookProgress) => void): Inspector => ({
  inspect: (file, overrides) => inspectFile(file, overrides, onProgress),
  join: (source, files) => joinTables(source, files, onProgress),
  slices: planSlices,
});
