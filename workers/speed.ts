/** One worker of the speed measurements: see `src/scale/speed`. */
import * as Comlink from 'comlink';
import { transferErrors } from '../src/engine/transfer.ts';
import { type FormatProgress, measureFormats } from '../src/scale/speed/formats.ts';
import {
  grouped,
  merged,
  type Partials,
  routed,
  type Share,
  type SkewedRows,
  type Spreading,
  shareOf,
} from '../src/scale/speed/skew.ts';
import type { FormatFigures } from '../src/scale/speed/types.ts';
import type { DecodePlan } from '../src/sources/types.ts';

transferErrors();

const shares = new Map<number, Share>();

const buffersOf = (parts: readonly Partials[]) =>
  parts.flatMap(({ keys, counts, sums }) => [keys.buffer, counts.buffer, sums.buffer]);

const face = {
  formats(
    csv: File,
    plan: DecodePlan,
    runs: number,
    onProgress: (progress: FormatProgress) => void,
  ): Promise<FormatFigures> {
    return measureFormats(csv, plan, runs, onProgress);
  },

  /** Makes this worker's rows and keeps them; gives their number. */
  take(source: SkewedRows, spreading: Spreading, index: number): number {
    const share = shareOf(source, spreading, index);
    shares.set(spreading.salts, share);
    return share.keys.length;
  },

  /** The first stage: its groups by the worker that goes on with them, and the milliseconds of grouping. */
  group({ workers, salts }: Spreading): { parts: Partials[]; milliseconds: number } {
    const share = shares.get(salts);
    if (!share) throw new RangeError(`no rows for ${salts} salts`);
    const since = performance.now();
    const groups = grouped(share);
    const parts = salts === 1 ? [groups] : routed(groups, salts, workers);
    const milliseconds = performance.now() - since;
    return Comlink.transfer({ parts, milliseconds }, buffersOf(parts));
  },

  /** The second stage: one group a key. */
  merge(parts: Partials[], salts: number): { groups: Partials; milliseconds: number } {
    const since = performance.now();
    const groups = merged(parts, salts);
    const milliseconds = performance.now() - since;
    return Comlink.transfer({ groups, milliseconds }, buffersOf([groups]));
  },
};

export type SpeedFace = typeof face;

Comlink.expose(face);
