import type { FileShape } from '../types.ts';
import { fileBlocks, unreadable } from './bytes.ts';
import type { Slice } from './types.ts';

export interface SliceOptions {
  /** Find the record ends by counting quotes: right also where quoted fields hold line breaks. */
  readonly quoted?: boolean;
  readonly signal?: AbortSignal;
}

/** A slice below this is not worth a worker's start. */
const LEAST_BYTES = 1 << 20;
const PROBE = 1 << 16;
const LF = 10;

/** Cuts plain text at line ends, near equal shares of the file. */
export async function planLines(
  file: File,
  shape: FileShape,
  count: number,
  options: SliceOptions,
): Promise<Slice[]> {
  const { size } = file;
  const pieces = Math.max(1, Math.min(count, Math.floor(size / LEAST_BYTES)));
  const targets = Array.from({ length: pieces - 1 }, (_, i) =>
    Math.floor((size * (i + 1)) / pieces),
  );
  const cuts =
    options.quoted && shape.dialect?.quote
      ? await quoteCuts(file, targets, shape.dialect.quote.charCodeAt(0), options)
      : await lineCuts(file, targets);
  const starts = [...new Set([0, ...cuts.filter((cut) => cut < size)])];
  return starts.map((start, index) => {
    return { index, start, end: starts[index + 1] ?? size, quoted: options.quoted ?? false };
  });
}

/** Behind the first line end at or after each target. */
async function lineCuts(file: File, targets: readonly number[]): Promise<number[]> {
  const cuts: number[] = [];
  for (const target of targets) {
    for (let at = target; at < file.size; at += PROBE) {
      const probe = await file
        .slice(at, at + PROBE)
        .arrayBuffer()
        .catch((cause: unknown) => {
          throw unreadable(file, cause);
        });
      const end = new Uint8Array(probe).indexOf(LF);
      if (end >= 0) {
        cuts.push(at + end + 1);
        break;
      }
    }
  }
  return cuts;
}

/** Behind the first line end at or after each target that has an even number of quotes before it. */
async function quoteCuts(
  file: File,
  targets: readonly number[],
  quote: number,
  { signal }: SliceOptions,
): Promise<number[]> {
  const cuts: number[] = [];
  let inside = false;
  let base = 0;
  let target = targets[0] ?? Number.POSITIVE_INFINITY;
  for await (const bytes of fileBlocks(file, { start: 0, end: file.size }, { signal })) {
    for (let i = 0; i < bytes.length; i++) {
      const c = bytes[i];
      if (c === quote) inside = !inside;
      else if (c === LF && !inside && base + i >= target) {
        cuts.push(base + i + 1);
        target = targets.find((later) => later > base + i) ?? Number.POSITIVE_INFINITY;
      }
    }
    if (target === Number.POSITIVE_INFINITY) break;
    base += bytes.length;
  }
  return cuts;
}
