import { TabhouseError } from '../../engine/errors.ts';
import type { Encoding } from '../types.ts';

export interface EncodingFinding {
  readonly encoding: Encoding;
  readonly bom: boolean;
}

/** Control characters that text does not have; \u0001 separates the fields of Hive's files. */
function isStrange(byte: number): boolean {
  return byte < 32 && byte !== 1 && byte !== 27 && !(byte >= 8 && byte <= 13);
}

/** What the first bytes of a file say about its text. Throws `file-binary`, `encoding-mixed`. */
export function detectEncoding(head: Uint8Array, file: string, chosen?: Encoding): EncodingFinding {
  const marked = markOf(head);
  if (chosen) return { encoding: chosen, bom: marked === chosen };
  if (marked) return { encoding: marked, bom: true };
  const wide = zeroPattern(head);
  if (wide) return { encoding: wide, bom: false };
  const parameters = { file };
  let strange = 0;
  for (const byte of head) if (isStrange(byte)) strange++;
  if (strange > 0 && (head.includes(0) || strange > head.length / 200)) {
    throw new TabhouseError('file-binary', { parameters });
  }
  return { encoding: narrow(head, file), bom: false };
}

function markOf(head: Uint8Array): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: most characters of a data file are ASCII, so every other byte is zero. */
function zeroPattern(head: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  const length = Math.min(head.length, 4096) & ~1;
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (length < 4) return null;
  if (odd > length / 8 && even < odd / 20) return 'utf-16le';
  if (even > length / 8 && odd < even / 20) return 'utf-16be';
  return null;
}

/** UTF-8, else GB18030 where that fits, else the code page of western Windows. */
function narrow(head: Uint8Array, file: string): Encoding {
  let valid = 0;
  let invalidLine = 0;
  let line = 0;
  const foreign: Uint8Array[] = [];
  for (const text of lines(head)) {
    line++;
    if (text.every((byte) => byte < 128)) continue;
    if (decodes(text, 'utf-8')) valid++;
    else {
      invalidLine ||= line;
      foreign.push(text);
    }
  }
  if (foreign.length === 0) return 'utf-8';
  if (valid > 0 && valid >= foreign.length / 20) {
    throw new TabhouseError('encoding-mixed', { parameters: { file, line: invalidLine } });
  }
  return foreign.every((text) => decodes(text, 'gb18030')) ? 'gb18030' : 'windows-1252';
}

/** Whole lines; a last one without an end may be cut inside a character and is left out. */
function* lines(head: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  for (let end = head.indexOf(10); end >= 0; end = head.indexOf(10, start)) {
    yield head.subarray(start, end);
    start = end + 1;
  }
  if (start === 0) yield head.subarray(0, Math.max(0, head.length - 4));
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
