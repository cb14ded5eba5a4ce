import type { FileShape } from '../../types.ts';
import { BLOCK, checkSignal, LineWindow } from '../blocks.ts';
import { openByteStream } from '../bytes.ts';
import type { RawRecord } from '../raw.ts';
import { recordText } from '../rejects.ts';
import type { ByteOptions, ByteRange } from '../types.ts';
import { flatten, parseRecord } from './flatten.ts';
import { JsonSplitter } from './split.ts';

const decoder = new TextDecoder();
/** A record longer than this is not one. */
const LONGEST_RECORD = 16 << 20;

/** The records of a JSON or NDJSON file, as fields in the order of the shape's columns. */
export function jsonRecords(
  file: File,
  shape: FileShape,
  range: ByteRange | undefined,
  options: ByteOptions,
): AsyncGenerator<RawRecord> {
  const bytes = openByteStream(file, shape, range, options);
  return shape.format === 'ndjson'
    ? lineRecords(bytes, shape.columns, options)
    : splitRecords(bytes, shape, options);
}

async function* lineRecords(
  source: AsyncIterable<Uint8Array>,
  columns: readonly string[],
  { signal }: ByteOptions,
): AsyncGenerator<RawRecord> {
  const window = new LineWindow(source);
  let line = 0;
  try {
    while (await window.next()) {
      checkSignal(signal);
      const { bytes, to } = window;
      while (window.start < to) {
        const { start } = window;
        let end = start;
        while (bytes[end] !== 10 && bytes[end] !== 13) end++;
        window.start = bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
        line++;
        yield rawRecord(bytes, start, end, line, columns);
      }
    }
  } finally {
    await window.cancel();
  }
}

async function* splitRecords(
  source: AsyncIterable<Uint8Array>,
  { columns, member, compression }: FileShape,
  { signal }: ByteOptions,
): AsyncGenerator<RawRecord> {
  const splitter = new JsonSplitter(compression === 'zip' ? undefined : member);
  let buffer: Uint8Array<ArrayBuffer> = new Uint8Array(BLOCK);
  let filled = 0;
  let record = 0;
  for await (const block of source) {
    checkSignal(signal);
    const drop = Math.max(0, Math.min(filled, splitter.needed));
    const kept = filled - drop;
    const next =
      kept + block.length > buffer.length ? new Uint8Array((kept + block.length) * 2) : buffer;
    next.set(buffer.subarray(drop, filled));
    next.set(block, kept);
    buffer = next;
    filled = kept + block.length;
    splitter.shift(drop);
    for (const { start, end } of splitter.take(buffer, filled)) {
      yield rawRecord(buffer, start, end, ++record, columns);
    }
    if (kept > LONGEST_RECORD) break;
  }
  if (splitter.isOpen) {
    const text = recordText(buffer, splitter.needed, filled);
    yield { fields: null, reason: 'cut', line: record + 1, text: () => text };
  }
}

function rawRecord(
  bytes: Uint8Array,
  start: number,
  end: number,
  line: number,
  columns: readonly string[],
): RawRecord {
  const source = decoder.decode(bytes.subarray(start, end));
  if (source.trim() === '') return { fields: null, reason: 'blank', line, text: () => '' };
  const text = () => source.slice(0, 2000);
  try {
    const found = flatten(parseRecord(source));
    return { fields: columns.map((name) => found.get(name) ?? null), reason: null, line, text };
  } catch {
    return { fields: null, reason: 'parse', line, text };
  }
}
