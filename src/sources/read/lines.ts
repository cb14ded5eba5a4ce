import { TabhouseError } from '../../engine/errors.ts';
import type { FileShape } from '../types.ts';
import { checkSignal, LineWindow } from './blocks.ts';
import { openByteStream } from './bytes.ts';
import { RecordBuffer } from './record-buffer.ts';
import { RecordScanner, SCAN, separatorOf } from './scan.ts';
import type { RecordBatch, Slice } from './types.ts';

const decoder = new TextDecoder();

/**
 * Records of delimited text as text. A record with fewer fields than the shape ends in NULLs; what a longer one has
 * more stands in its last column, as written; a line whose quotes do not fit is a record with one field.
 */
export async function* delimitedRecords(
  file: File,
  shape: FileShape,
  slice: Slice | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<RecordBatch> {
  const { dialect } = shape;
  if (!dialect) throw new TabhouseError('internal');
  const scanner = new RecordScanner(separatorOf(dialect.delimiter, dialect.quote));
  const buffer = new RecordBuffer(shape.columns.length, dialect.delimiter);
  const onBytes = (bytes: number) => {
    buffer.bytes += bytes;
  };
  const window = new LineWindow(openByteStream(file, shape, slice, { signal, onBytes }));
  let header = dialect.header && (slice?.start ?? 0) === 0;
  try {
    while (await window.next()) {
      checkSignal(signal);
      const { bytes, to } = window;
      while (window.start < to) {
        const { start } = window;
        let state = scanner.scan(bytes, start, to);
        if (state === SCAN.open) {
          if (!window.final) break;
          state = scanner.givenUp(bytes, start, to);
        }
        buffer.lines += scanner.lines;
        if (state === SCAN.blank) buffer.blank++;
        else if (header) header = false;
        else if (state === SCAN.record) buffer.add(fieldsOf(scanner, bytes));
        else buffer.add([decoder.decode(bytes.subarray(start, scanner.next)).trimEnd()]);
        window.start = scanner.next;
        if (buffer.full) yield buffer.take();
      }
    }
    if (!buffer.empty) yield buffer.take();
  } finally {
    await window.cancel();
  }
}

function fieldsOf(scanner: RecordScanner, bytes: Uint8Array): string[] {
  const fields: string[] = [];
  for (let i = 0; i < scanner.fields; i++) {
    const from = scanner.bytesOf(i, bytes);
    fields.push(text(from, scanner.starts[i] ?? 0, scanner.ends[i] ?? 0));
  }
  return fields;
}

/** Short ASCII without the decoder's fixed cost. */
function text(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 24) return decoder.decode(bytes.subarray(start, end));
  let made = '';
  for (let i = start; i < end; i++) {
    const c = bytes[i] as number;
    if (c > 127) return decoder.decode(bytes.subarray(start, end));
    made += String.fromCharCode(c);
  }
  return made;
}
