import type { DecodePlan } from '../types.ts';
import { ChunkBuilder } from './chunks.ts';
import { type Layout, layoutOf } from './layout.ts';
import { RecordBuffer } from './record-buffer.ts';
import { type Fields, readRecord } from './records.ts';
import { RejectCounter } from './rejects.ts';
import type {
  Dictionaries,
  EventReader,
  ReadOptions,
  ReadProgress,
  ReadResult,
  RecordBatch,
} from './types.ts';

/** A record of a format that is not read byte by byte: its fields as text. */
export interface RawRecord {
  /** In the order of the shape's columns; null where it is no record. */
  readonly fields: readonly (string | null)[] | null;
  /** Why it is none. */
  readonly reason: 'blank' | 'parse' | 'cut' | null;
  /** Line, or ordinal of the record where the format has no lines. */
  readonly line: number;
  readonly text: () => string;
}

const ROWS = 1 << 14;
const encoder = new TextEncoder();

/** The fields of a raw record as bytes. */
class RawFields implements Fields {
  fields = 0;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  private bytes = new Uint8Array(1 << 12);

  constructor(width: number) {
    this.starts = new Int32Array(width);
    this.ends = new Int32Array(width);
  }

  bytesOf(): Uint8Array {
    return this.bytes;
  }

  set(fields: readonly (string | null)[]): Uint8Array {
    const most = fields.reduce((sum, field) => sum + (field?.length ?? 0) * 3, 0);
    if (most > this.bytes.length) this.bytes = new Uint8Array(most * 2);
    let at = 0;
    fields.forEach((field, i) => {
      this.starts[i] = at;
      if (field !== null) at += encoder.encodeInto(field, this.bytes.subarray(at)).written;
      this.ends[i] = at;
    });
    this.fields = fields.length;
    return this.bytes;
  }
}

/** Reads events out of raw records. */
export class RawReader implements EventReader {
  readonly rejects: RejectCounter;
  private records = 0;
  private blank = 0;
  private lines = 0;
  private bytes = 0;
  private readonly layout: Layout;
  private readonly builder: ChunkBuilder;
  private readonly source: (onBytes: (bytes: number) => void) => AsyncIterable<RawRecord>;

  constructor(
    plan: DecodePlan,
    options: ReadOptions,
    source: (onBytes: (bytes: number) => void) => AsyncIterable<RawRecord>,
  ) {
    this.source = source;
    this.layout = layoutOf(plan, options.dictionaries);
    this.builder = new ChunkBuilder(this.layout, plan);
    this.rejects = new RejectCounter(plan.shape.name);
  }

  get dictionaries(): Dictionaries {
    return this.layout.dictionaries;
  }

  get progress(): ReadProgress {
    const { bytes, records, blank, lines } = this;
    return { bytes: Math.round(bytes), records, blank, lines };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ReadResult> {
    const { builder, layout, rejects } = this;
    const fields = new RawFields(layout.width);
    let rows: RawRecord[] = [];
    builder.begin(ROWS);
    for await (const record of this.source((bytes) => {
      this.bytes += bytes;
    })) {
      this.lines = record.line;
      if (record.reason === 'blank') {
        this.blank++;
        continue;
      }
      this.records++;
      const reason = record.fields
        ? readRecord(layout, builder, rows.length, fields, fields.set(record.fields))
        : (record.reason ?? 'parse');
      if (reason === null) rows.push(record);
      else rejects.add(reason, record.line, record.text);
      if (rows.length < ROWS) continue;
      yield this.result(rows);
      rows = [];
      builder.begin(ROWS);
    }
    if (rows.length > 0) yield this.result(rows);
  }

  private result(rows: readonly RawRecord[]): ReadResult {
    return {
      chunk: this.builder.chunk(rows.length),
      progress: this.progress,
      locate: (row) => {
        const record = rows[row];
        return { line: record?.line ?? 0, text: record?.text() ?? '' };
      },
    };
  }
}

/** Raw records as a plain table; what is no record stands in the first column, as it was written. */
export async function* rawTable(
  width: number,
  source: (onBytes: (bytes: number) => void) => AsyncIterable<RawRecord>,
): AsyncGenerator<RecordBatch> {
  const buffer = new RecordBuffer(width);
  const records = source((bytes) => {
    buffer.bytes += bytes;
  });
  for await (const { fields, reason, line, text } of records) {
    buffer.lines = line;
    if (reason === 'blank') buffer.blank++;
    else buffer.add(fields ?? [text()]);
    if (buffer.full) yield buffer.take();
  }
  if (!buffer.empty) yield buffer.take();
}
