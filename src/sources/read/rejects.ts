import type { Reject } from '../types.ts';
import type { RejectLog } from './types.ts';

/** How many records of each reason are kept with their text. */
const KEPT_REJECTS = 10_000;
/** Characters of a record that are kept. */
export const KEPT_CHARACTERS = 2_000;

const decoder = new TextDecoder();

/** Counts every record that did not become a row, and keeps the first of each reason. */
export class RejectCounter implements RejectLog {
  readonly counts: Record<string, number> = {};
  readonly kept: Reject[] = [];
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  add(reason: string, line: number, text: () => string): void {
    const count = (this.counts[reason] ?? 0) + 1;
    this.counts[reason] = count;
    if (count <= KEPT_REJECTS) this.kept.push({ file: this.file, line, reason, text: text() });
  }
}

/** The record in `bytes[start, end)` without its line end, cut to what is kept. */
export function recordText(bytes: Uint8Array, start: number, end: number): string {
  let stop = Math.min(end, start + KEPT_CHARACTERS * 4);
  while (stop > start && (bytes[stop - 1] === 10 || bytes[stop - 1] === 13)) stop--;
  return decoder.decode(bytes.subarray(start, stop)).slice(0, KEPT_CHARACTERS);
}
