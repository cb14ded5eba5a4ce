import { TabhouseError } from '../../engine/errors.ts';
import { unreadable } from '../read/bytes.ts';
import type { Encoding } from '../types.ts';
import type { TextSample } from './text.ts';

/** Bytes of the head that are looked at. */
export const HEAD_BYTES = 1 << 20;

/** The first bytes of a file (or another range of it). Throws `file-missing`, `file-changed`. */
export async function readRange(file: File, start: number, end: number): Promise<Uint8Array> {
  try {
    // A file that is gone has no size, and an empty slice of it reads well: only the whole says that it is not there.
    const bytes = file.size === 0 ? file : file.slice(start, end);
    return new Uint8Array(await bytes.arrayBuffer());
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** At most `limit` bytes of a stream; `complete` where there were no more. */
export async function takeHead(
  blocks: AsyncIterable<Uint8Array>,
  limit = HEAD_BYTES,
): Promise<{ bytes: Uint8Array; complete: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const block of blocks) {
    parts.push(block);
    length += block.length;
    if (length > limit) break;
  }
  const bytes = new Uint8Array(Math.min(length, limit));
  let at = 0;
  for (const part of parts) {
    const fitting = part.subarray(0, bytes.length - at);
    bytes.set(fitting, at);
    at += fitting.length;
  }
  return { bytes, complete: length <= limit };
}

const encoder = new TextEncoder();

/**
 * The head of a file as UTF-8 that ends at a line end.
 * `total` is the number of bytes of the whole text in its own encoding.
 * Throws `file-line-too-long` where no line ends in the head, unless lines do not matter (`anyLength`).
 */
export function textSample(
  head: Uint8Array,
  complete: boolean,
  total: number,
  encoding: Encoding,
  file: string,
  anyLength: boolean,
): TextSample {
  const text = new TextDecoder(encoding).decode(head);
  const all = encoding === 'utf-8' ? withoutMark(head) : encoder.encode(text);
  if (complete) return { bytes: closed(all), complete, totalBytes: all.length };
  const totalBytes = Math.round((total / head.length) * all.length);
  if (anyLength) return { bytes: all, complete, totalBytes };
  const end = Math.max(all.lastIndexOf(10), all.includes(10) ? -1 : all.lastIndexOf(13)) + 1;
  if (end === 0) throw new TabhouseError('file-line-too-long', { parameters: { file } });
  return { bytes: all.subarray(0, end), complete, totalBytes };
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Closes a last line that has no end. */
function closed(bytes: Uint8Array): Uint8Array {
  const last = bytes[bytes.length - 1];
  if (bytes.length === 0 || last === 10 || last === 13) return bytes;
  const made = new Uint8Array(bytes.length + 1);
  made.set(bytes);
  made[bytes.length] = 10;
  return made;
}
