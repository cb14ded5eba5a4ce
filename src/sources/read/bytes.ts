import { TabhouseError } from '../../engine/errors.ts';
import type { Encoding, FileShape } from '../types.ts';
import { unzip } from './archive.ts';
import { BLOCK, checkSignal } from './blocks.ts';
import { gunzip } from './gzip.ts';
import type { ByteOptions, ByteRange } from './types.ts';

/**
 * The bytes of a file (or of a range of it, where it is plain) as UTF-8 text without byte order mark,
 * block by block: unpacked and recoded on the way, never held as a whole.
 * Throws `file-missing`, `file-changed`, `file-broken`, `file-encrypted`, `file-unsupported`, `cancelled`.
 */
export async function* openByteStream(
  file: File,
  shape: FileShape,
  range?: ByteRange,
  options: ByteOptions = {},
): AsyncGenerator<Uint8Array> {
  checkIdentity(file, shape);
  const unpacked = unpackedBlocks(file, shape, range, options);
  if (shape.encoding !== 'utf-8') yield* recoded(unpacked, shape.encoding);
  else if (shape.bom && (range?.start ?? 0) === 0) yield* withoutMark(unpacked);
  else yield* unpacked;
}

/** The bytes of a file as its compression holds them. */
export async function* unpackedBlocks(
  file: File,
  { compression, member }: Pick<FileShape, 'compression' | 'member'>,
  range: ByteRange = { start: 0, end: file.size },
  options: ByteOptions = {},
): AsyncGenerator<Uint8Array> {
  if (compression === 'zip') yield* unzip(file, member, options);
  else if (compression === 'none') yield* fileBlocks(file, range, options);
  else {
    try {
      yield* gunzip(fileBlocks(file, range, options));
    } catch (cause) {
      if (cause instanceof TabhouseError) throw cause;
      throw new TabhouseError('file-broken', { parameters: { file: file.name }, cause });
    }
  }
}

/** Text of another encoding as UTF-8; what does not decode becomes U+FFFD. */
async function* recoded(
  blocks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const block of blocks) {
    const bytes = encoder.encode(decoder.decode(block, { stream: true }));
    if (bytes.length > 0) yield bytes;
  }
  const last = encoder.encode(decoder.decode());
  if (last.length > 0) yield last;
}

/** Throws `file-changed` where the file is no longer the one that was looked at. */
export function checkIdentity(file: File, shape: FileShape): void {
  if (file.size !== shape.size || file.lastModified !== shape.lastModified) {
    throw new TabhouseError('file-changed', { parameters: { file: file.name } });
  }
}

/** Blocks of a plain range; the next one is under way while the last is worked on. */
export async function* fileBlocks(
  file: File,
  { start, end }: ByteRange,
  { signal, onBytes, block: size = BLOCK }: ByteOptions = {},
): AsyncGenerator<Uint8Array> {
  const read = (from: number) =>
    from < end ? file.slice(from, Math.min(end, from + size)).arrayBuffer() : null;
  let ahead = read(start);
  for (let at = start; ahead; at += size) {
    checkSignal(signal);
    const block = await ahead.catch((cause: unknown) => {
      throw unreadable(file, cause);
    });
    ahead = read(at + size);
    ahead?.catch(() => undefined);
    onBytes?.(block.byteLength);
    yield new Uint8Array(block);
  }
}

/** What a browser's complaint about a picked file means. */
export function unreadable(file: File, cause: unknown): TabhouseError {
  const name = cause instanceof Error ? cause.name : '';
  const code = name === 'NotFoundError' ? 'file-missing' : 'file-changed';
  return new TabhouseError(code, { parameters: { file: file.name }, cause });
}

async function* withoutMark(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const block of blocks) {
    const marked = first && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf;
    first = false;
    yield marked ? block.subarray(3) : block;
  }
}
