import { TabhouseError } from '../../engine/errors.ts';

/** Bytes that are asked of a file at a time. */
export const BLOCK = 4 << 20;
/** Bytes behind the data in which loops may look without harm. */
const SLACK = 64;
const LF = 10;
const CR = 13;

/**
 * A window over a stream of bytes that always ends at a line end (as far as lines end at all).
 * What was not consumed stays when the next block comes in.
 */
export class LineWindow {
  bytes = new Uint8Array(1 << 16);
  /** Where the next record begins. */
  start = 0;
  /** Behind the last line end at hand. */
  to = 0;
  /** True when nothing more will come. */
  final = false;
  private filled = 0;
  private ending = LF;
  private decided = false;
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Bytes at hand that no line end closes yet. */
  get pending(): number {
    return this.filled - this.to;
  }

  /** Takes about a block more in; false where there was nothing. What lies from `start` on moves to the front. */
  async next(): Promise<boolean> {
    if (this.final) return false;
    const before = this.filled - this.start;
    do {
      const { done, value } = await this.source.next();
      if (done) {
        this.close();
        return true;
      }
      this.append(value);
    } while (this.filled - before < BLOCK / 2);
    if (!this.decided) this.decide();
    const last = this.bytes.subarray(before, this.filled).lastIndexOf(this.ending);
    if (last >= 0) this.to = before + last + 1;
    return true;
  }

  private close(): void {
    this.final = true;
    if (this.filled > this.start && !isEnd(this.bytes[this.filled - 1])) {
      this.bytes[this.filled++] = LF;
    }
    this.to = this.filled;
  }

  /** Ends the source early. */
  async cancel(): Promise<void> {
    await this.source.return?.();
  }

  /** Forgets everything before the next line end of a line that is too long to be kept. */
  dropPending(): void {
    this.start = this.filled;
    this.to = this.filled;
  }

  private append(block: Uint8Array): void {
    const kept = this.filled - this.start;
    const need = kept + block.length + SLACK;
    if (need > this.bytes.length) {
      const wider = new Uint8Array(need * 2);
      wider.set(this.bytes.subarray(this.start, this.filled));
      this.bytes = wider;
    } else if (this.start > 0) {
      this.bytes.copyWithin(0, this.start, this.filled);
    }
    this.to -= this.start;
    this.start = 0;
    this.bytes.set(block, kept);
    this.filled = kept + block.length;
  }

  /** Files of old Macs end their lines with CR alone. */
  private decide(): void {
    this.decided = true;
    const head = this.bytes.subarray(0, this.filled);
    if (!head.includes(LF) && head.includes(CR)) this.ending = CR;
  }
}

function isEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

/** Throws `cancelled` where the signal says so. */
export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TabhouseError('cancelled', { cause: signal.reason });
}
