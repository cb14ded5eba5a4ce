/** Finds the fields of one record by RFC 4180, wherever the plain way does not do. */

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

export const SCAN = {
  record: 0,
  /** An empty or delimiter-only line. */
  blank: 1,
  /** The quotes do not fit together; `next` is behind the record's first line. */
  malformed: 2,
  /** A quoted field goes on behind the bytes at hand. */
  open: 3,
} as const;
export type ScanState = (typeof SCAN)[keyof typeof SCAN];

/** What separates fields: one byte or two (`::`), or runs of blanks. */
export interface Separator {
  readonly first: number;
  /** Second byte, or −1. */
  readonly second: number;
  readonly runs: boolean;
  /** The quote, or −1. */
  readonly quote: number;
}

export function separatorOf(delimiter: string, quote: string | null): Separator {
  return {
    first: delimiter.charCodeAt(0),
    second: delimiter.length > 1 ? delimiter.charCodeAt(1) : -1,
    runs: delimiter === ' ',
    quote: quote === null ? -1 : quote.charCodeAt(0),
  };
}

/** The fields of the record scanned last. */
export class RecordScanner {
  fields = 0;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** Where a field's bytes are: 0 in what was scanned, 1 in `scratch` (doubled quotes made single). */
  moved = new Uint8Array(64);
  scratch = new Uint8Array(1 << 12);
  /** Behind the record and its line end. */
  next = 0;
  /** Line ends in the record, its own included. */
  lines = 0;
  private used = 0;
  private readonly separator: Separator;

  constructor(separator: Separator) {
    this.separator = separator;
  }

  /** Scans the record at `bytes[start]`; `bytes[to − 1]` is a line end. */
  scan(bytes: Uint8Array, start: number, to: number): ScanState {
    const { quote, runs } = this.separator;
    this.fields = 0;
    this.lines = 1;
    this.used = 0;
    let p = runs ? skipBlanks(bytes, start) : start;
    for (;;) {
      if (bytes[p] === quote) p = this.quoted(bytes, p, to);
      else p = this.bare(bytes, p);
      if (p === OPEN) return SCAN.open;
      if (p === MALFORMED) return this.givenUp(bytes, start, to);
      const c = bytes[p] as number;
      if (c === LF || c === CR) break;
      p += this.separator.second < 0 ? 1 : 2;
      if (runs) p = skipBlanks(bytes, p);
      if (runs && (bytes[p] === LF || bytes[p] === CR)) break;
    }
    this.next = behind(bytes, p, to);
    return this.isBlank(bytes) ? SCAN.blank : SCAN.record;
  }

  /** Bytes in which field `i` lies between `starts[i]` and `ends[i]`. */
  bytesOf(i: number, scanned: Uint8Array): Uint8Array {
    return this.moved[i] === 1 ? this.scratch : scanned;
  }

  /** Skips to behind the first line of the record. */
  givenUp(bytes: Uint8Array, start: number, to: number): ScanState {
    let p = start;
    while (bytes[p] !== LF && bytes[p] !== CR) p++;
    this.next = behind(bytes, p, to);
    this.lines = 1;
    return SCAN.malformed;
  }

  private bare(bytes: Uint8Array, start: number): number {
    const { first, second } = this.separator;
    let p = start;
    for (;;) {
      const c = bytes[p] as number;
      if (c === LF || c === CR) break;
      if (c === first && (second < 0 || bytes[p + 1] === second)) break;
      p++;
    }
    this.push(start, p, 0);
    return p;
  }

  private quoted(bytes: Uint8Array, start: number, to: number): number {
    const { quote, first, second } = this.separator;
    let p = start + 1;
    let from = p;
    let moved = -1;
    for (;;) {
      if (p >= to) return OPEN;
      const c = bytes[p] as number;
      if (c === quote) {
        if (p + 1 < to && bytes[p + 1] === quote) {
          if (moved < 0) moved = this.used;
          this.keep(bytes, from, p + 1);
          p += 2;
          from = p;
          continue;
        }
        break;
      }
      if (c === LF || (c === CR && bytes[p + 1] !== LF)) this.lines++;
      p++;
    }
    if (moved < 0) this.push(from, p, 0);
    else {
      this.keep(bytes, from, p);
      this.push(moved, this.used, 1);
    }
    p++;
    while ((bytes[p] === SPACE || bytes[p] === TAB) && bytes[p] !== first) p++;
    const c = bytes[p];
    if (c === LF || c === CR) return p;
    return c === first && (second < 0 || bytes[p + 1] === second) ? p : MALFORMED;
  }

  private keep(bytes: Uint8Array, start: number, end: number): void {
    const after = this.used + end - start;
    if (after > this.scratch.length) {
      const wider = new Uint8Array(after * 2);
      wider.set(this.scratch);
      this.scratch = wider;
    }
    this.scratch.set(bytes.subarray(start, end), this.used);
    this.used = after;
  }

  private push(start: number, end: number, moved: 0 | 1): void {
    const i = this.fields++;
    if (i === this.starts.length) {
      const wider = (from: Int32Array) => {
        const to = new Int32Array(from.length * 2);
        to.set(from);
        return to;
      };
      this.starts = wider(this.starts);
      this.ends = wider(this.ends);
      const to = new Uint8Array(this.moved.length * 2);
      to.set(this.moved);
      this.moved = to;
    }
    this.starts[i] = start;
    this.ends[i] = end;
    this.moved[i] = moved;
  }

  private isBlank(bytes: Uint8Array): boolean {
    for (let i = 0; i < this.fields; i++) {
      const from = this.bytesOf(i, bytes);
      const end = this.ends[i] as number;
      for (let p = this.starts[i] as number; p < end; p++)
        if ((from[p] as number) > SPACE) return false;
    }
    return true;
  }
}

const OPEN = -1;
const MALFORMED = -2;

function skipBlanks(bytes: Uint8Array, start: number): number {
  let p = start;
  while (bytes[p] === SPACE || bytes[p] === TAB) p++;
  return p;
}

function behind(bytes: Uint8Array, p: number, to: number): number {
  return bytes[p] === CR && p + 1 < to && bytes[p + 1] === LF ? p + 2 : p + 1;
}
