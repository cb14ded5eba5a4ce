import { TabhouseError } from '../../engine/errors.ts';
import type { DecodePlan } from '../types.ts';
import { checkSignal, LineWindow } from './blocks.ts';
import { openByteStream } from './bytes.ts';
import { ChunkBuilder } from './chunks.ts';
import { type Cursor, readPlain } from './fast.ts';
import { type Layout, layoutOf } from './layout.ts';
import { readRecord } from './records.ts';
import { RejectCounter, recordText } from './rejects.ts';
import { Reread } from './reread.ts';
import { RecordScanner, SCAN, separatorOf } from './scan.ts';
import type {
  Dictionaries,
  EventReader,
  Location,
  ReadOptions,
  ReadProgress,
  ReadResult,
  Slice,
} from './types.ts';

/** A record longer than this is not one. */
const LONGEST_RECORD = 1 << 20;
const MOST_ROWS = 1 << 17;

/** Reads the events of a slice of a delimited file. */
export class DelimitedReader implements EventReader {
  readonly rejects: RejectCounter;
  private bytesRead = 0;
  private blank = 0;
  private readonly cursor: Cursor;
  private readonly layout: Layout;
  private readonly builder: ChunkBuilder;
  private readonly scanner: RecordScanner;
  private readonly window: LineWindow;
  private readonly plain: boolean;
  private readonly delimiter: number;
  private readonly quote: number;
  private capacity: number;
  private readonly file: File;
  private readonly plan: DecodePlan;
  private readonly slice: Slice;
  private readonly options: ReadOptions;

  constructor(file: File, plan: DecodePlan, slice: Slice, options: ReadOptions) {
    const { dialect } = plan.shape;
    if (!dialect) throw new TabhouseError('internal');
    this.file = file;
    this.plan = plan;
    this.slice = slice;
    this.options = options;
    this.layout = layoutOf(plan, options.dictionaries);
    this.builder = new ChunkBuilder(this.layout, plan);
    this.rejects = new RejectCounter(plan.shape.name);
    const separator = separatorOf(dialect.delimiter, dialect.quote);
    this.scanner = new RecordScanner(separator);
    this.plain = separator.second < 0 && !separator.runs;
    this.delimiter = separator.first;
    this.quote = separator.quote;
    this.capacity = 1 << 14;
    const none = new Uint32Array(0);
    this.cursor = { p: 0, row: 0, lines: 0, records: 0, starts: none, rest: none };
    this.window = new LineWindow(
      openByteStream(file, plan.shape, slice, {
        signal: options.signal,
        onBytes: (bytes) => {
          this.bytesRead += bytes;
        },
      }),
    );
  }

  get dictionaries(): Dictionaries {
    return this.layout.dictionaries;
  }

  get progress(): ReadProgress {
    const { records, lines } = this.cursor;
    return { bytes: this.bytesRead, records, blank: this.blank, lines };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ReadResult> {
    const { window, cursor } = this;
    let header = this.plan.shape.dialect?.header === true && this.slice.start === 0;
    try {
      while (await window.next()) {
        checkSignal(this.options.signal);
        if (window.pending > LONGEST_RECORD) await this.skipLongLine();
        while (window.start < window.to) {
          cursor.p = window.start;
          if (header) {
            header = !this.skipHeader();
            if (window.start === cursor.p) break;
            window.start = cursor.p;
            continue;
          }
          const result = this.fill();
          const more = cursor.p > window.start;
          if (result) yield result;
          window.start = cursor.p;
          if (!more) break;
        }
      }
    } finally {
      await window.cancel();
    }
  }

  /** One chunk out of the window; null where its records came to nothing. */
  private fill(): ReadResult | null {
    const { cursor, builder, window, layout } = this;
    const { bytes, to, start } = window;
    const capacity = this.capacity;
    const line = cursor.lines;
    builder.begin(capacity);
    cursor.row = 0;
    cursor.starts = new Uint32Array(capacity);
    cursor.rest = builder.rest;
    const { kinds, columns, last } = layout.program;
    while (cursor.p < to && cursor.row < capacity) {
      if (this.plain) {
        readPlain(
          bytes,
          to,
          capacity,
          this.delimiter,
          this.quote,
          layout.hasRest,
          kinds,
          columns,
          last,
          cursor,
        );
        if (cursor.row === capacity || cursor.p >= to) break;
      }
      if (!this.readNext()) break;
    }
    const rows = cursor.row;
    const passed = cursor.p - start;
    if (rows > 0) this.capacity = rowsOf(passed / rows, to - start);
    if (rows === 0) return null;
    return {
      chunk: builder.chunk(rows),
      progress: this.progress,
      locate: locator(bytes, start, cursor.starts, to, line),
    };
  }

  /** The record at the cursor, whatever it looks like; false where it goes on behind the window. */
  private readNext(): boolean {
    const { cursor, scanner, window, slice } = this;
    const { bytes, to } = window;
    let state = scanner.scan(bytes, cursor.p, to);
    if (state === SCAN.open) {
      if (!window.final && to - cursor.p < LONGEST_RECORD) return false;
      if (window.final && slice.end < this.file.size && !slice.quoted) {
        throw new Reread({ quoted: true });
      }
      state = scanner.givenUp(bytes, cursor.p, to);
    }
    if (state === SCAN.blank) this.blank++;
    else {
      cursor.records++;
      const reason =
        state === SCAN.malformed
          ? 'parse'
          : readRecord(this.layout, this.builder, cursor.row, scanner, bytes);
      if (reason === null) {
        cursor.starts[cursor.row] = cursor.p;
        cursor.row++;
      } else {
        const { p, lines } = cursor;
        this.rejects.add(reason, lines + 1, () => recordText(bytes, p, scanner.next));
      }
    }
    cursor.p = scanner.next;
    cursor.lines += scanner.lines;
    return true;
  }

  /** Passes the header and the empty lines before it; true when it is passed. */
  private skipHeader(): boolean {
    const { cursor, scanner, window } = this;
    const state = scanner.scan(window.bytes, cursor.p, window.to);
    if (state === SCAN.open) {
      if (!window.final) return false;
      scanner.givenUp(window.bytes, cursor.p, window.to);
    }
    if (state === SCAN.blank) this.blank++;
    cursor.p = scanner.next;
    cursor.lines += scanner.lines;
    return state !== SCAN.blank;
  }

  /** A line of megabytes is no record: it is rejected, and its end looked for without keeping it. */
  private async skipLongLine(): Promise<void> {
    const { window, cursor, rejects } = this;
    if (window.start < window.to) return;
    const text = recordText(window.bytes, window.start, window.start + LONGEST_RECORD);
    rejects.add('parse', cursor.lines + 1, () => text);
    cursor.records++;
    cursor.lines++;
    do {
      window.dropPending();
      if (!(await window.next())) return;
      checkSignal(this.options.signal);
    } while (window.to === window.start);
    while (window.bytes[window.start] !== 10 && window.bytes[window.start] !== 13) window.start++;
    window.start++;
  }
}

/** Rows to make room for, where records have `length` bytes and `bytes` of them are at hand. */
function rowsOf(length: number, bytes: number): number {
  const rows = Math.ceil((bytes / length) * 1.05);
  return Math.min(MOST_ROWS, Math.max(1 << 10, rows));
}

/** Counts line ends up to a row, going on from the row asked for last. */
function locator(
  bytes: Uint8Array,
  start: number,
  starts: Uint32Array,
  to: number,
  linesBefore: number,
): (row: number) => Location {
  let at = start;
  let line = linesBefore;
  return (row) => {
    const target = starts[row] as number;
    if (target < at) {
      at = start;
      line = linesBefore;
    }
    for (; at < target; at++) {
      if (bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] !== 10)) line++;
    }
    let end = target;
    while (end < to && bytes[end] !== 10 && bytes[end] !== 13) end++;
    return { line: line + 1, text: recordText(bytes, target, end) };
  };
}
