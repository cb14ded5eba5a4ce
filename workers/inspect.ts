import * as Comlink from 'comlink';
import { transferErrors } from '../src/engine/transfer.ts';
import { inspectorHere } from '../src/sources/inspect/here.ts';
import type { InspectOverrides } from '../src/sources/inspect/index.ts';
import type { Slice, SliceOptions } from '../src/sources/read/index.ts';
import type { FileShape, LookProgress, PickedFile, SourceId } from '../src/sources/types.ts';

transferErrors();

type Tell = (progress: LookProgress) => void;

/** Milliseconds between two figures. */
const EVERY = 100;

/** `tell`, ten times a second at most. */
function seldom(tell: Tell): Tell {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (now - last < EVERY) return;
    last = now;
    tell(progress);
  };
}

const face = {
  inspect: (file: File, overrides: InspectOverrides, tell: Tell): Promise<FileShape[]> =>
    inspectorHere(seldom(tell)).inspect(file, overrides),
  join: (source: SourceId, files: readonly PickedFile[], tell: Tell): Promise<PickedFile | null> =>
    inspectorHere(seldom(tell)).join(source, files),
  slices: (file: File, shape: FileShape, count: number, options: SliceOptions): Promise<Slice[]> =>
    inspectorHere().slices(file, shape, count, options),
};

export type InspectFace = typeof face;

Comlink.expose(face);
