/** Finds the records of a JSON text while it streams by: no tree of the whole is ever built. */

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** A record's bytes, or the start of one that goes on. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const decoder = new TextDecoder();

/**
 * Splits a sequence of JSON values, an array of them, or the array under one key of an object.
 * Feed it the same growing buffer: each call goes on where the last one stopped.
 */
export class JsonSplitter {
  private depth = 0;
  /** Depth at which records begin: 0 in a sequence, 1 in an array, 2 in an array under a key. */
  private level = -1;
  private inString = false;
  private escaped = false;
  private stringStart = -1;
  private lastKey = '';
  private start = -1;
  private at = 0;
  private readonly key: string | undefined;

  constructor(key?: string) {
    this.key = key;
  }

  /** Records that end in `bytes[…, to)`. */
  *take(bytes: Uint8Array, to: number): Generator<Span> {
    for (; this.at < to; this.at++) {
      const c = bytes[this.at] as number;
      if (this.inString) {
        this.passString(c, bytes);
        continue;
      }
      if (c === QUOTE) {
        this.inString = true;
        this.stringStart = this.at + 1;
      } else if (c === 123 || c === 91) this.open(c === 91);
      else if (c === 125 || c === 93) {
        const span = this.close();
        if (span) yield span;
      } else if (c !== COLON && c > 32 && this.depth === 1 && this.level < 0) this.lastKey = '';
    }
  }

  /** First byte that is still needed; everything before may be dropped. */
  get needed(): number {
    return this.start >= 0 ? this.start : this.inString ? this.stringStart - 1 : this.at;
  }

  /** True inside a record. */
  get isOpen(): boolean {
    return this.start >= 0;
  }

  /** The buffer lost its first `bytes`. */
  shift(bytes: number): void {
    this.at -= bytes;
    this.stringStart -= bytes;
    if (this.start >= 0) this.start -= bytes;
  }

  private passString(c: number, bytes: Uint8Array): void {
    if (this.escaped) this.escaped = false;
    else if (c === BACKSLASH) this.escaped = true;
    else if (c === QUOTE) {
      this.inString = false;
      if (this.depth === 1 && this.level < 0) {
        this.lastKey = decoder.decode(bytes.subarray(this.stringStart, this.at));
      }
    }
  }

  private open(isArray: boolean): void {
    if (this.level < 0) {
      if (this.depth === 0 && isArray) this.level = 1;
      else if (this.depth === 0 && this.key === undefined) this.level = 0;
      else if (this.depth === 1 && isArray && this.lastKey === this.key) {
        this.level = 2;
        this.depth++;
        return;
      }
    }
    if (this.depth === this.level) this.start = this.at;
    this.depth++;
  }

  private close(): Span | null {
    this.depth--;
    if (this.level > 0 && this.depth < this.level) this.level = Number.POSITIVE_INFINITY;
    if (this.depth !== this.level || this.start < 0) return null;
    const span = { start: this.start, end: this.at + 1 };
    this.start = -1;
    return span;
  }
}
