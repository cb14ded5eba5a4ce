import { TabhouseError } from '../../engine/errors.ts';
import { zipEntries } from '../read/archive.ts';
import { unpackedBlocks } from '../read/bytes.ts';
import type { FileShape } from '../types.ts';
import { detectEncoding } from './encoding.ts';
import { readRange, takeHead, textSample } from './head.ts';
import { jsonKind, jsonShape } from './json.ts';
import { isParquet } from './parquet.ts';
import { type Container, delimitedShape } from './text.ts';
import type { InspectOverrides } from './types.ts';

/** The shape of text that is not packed; `head` is its first megabyte. */
export function plainShape(file: File, head: Uint8Array, overrides: InspectOverrides): FileShape {
  const container = { ...identity(file), compression: 'none' } as const;
  return shapeOf(container, head, file.size <= head.length, file.size, overrides);
}

/** The shape of text in a gzip file, or in the entry `overrides.member` of an archive. */
export async function packedShape(
  file: File,
  compression: 'gzip' | 'zip',
  overrides: InspectOverrides,
): Promise<FileShape> {
  const { member } = overrides;
  let read = 0;
  const onBytes = (bytes: number) => {
    read += bytes;
  };
  const packed = { compression, ...(member !== undefined && { member }) };
  const blocks = unpackedBlocks(file, packed, undefined, { onBytes, block: 1 << 16 });
  const { bytes, complete } = await takeHead(blocks);
  const container = { ...identity(file), ...packed };
  const inner = { file: member ?? file.name };
  if (bytes.length === 0) throw new TabhouseError('file-empty', { parameters: inner });
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3;
  if (isParquet(bytes) || isArchive) {
    const feature = isArchive ? 'zip in zip' : 'packed Parquet';
    throw new TabhouseError('file-unsupported', { parameters: { ...inner, feature } });
  }
  const total =
    compression === 'zip' ? await entrySize(file, member) : await gzipSize(file, bytes, read);
  return shapeOf(container, bytes, complete, Math.max(total, bytes.length), overrides);
}

function identity({ name, size, lastModified }: File) {
  return { name, size, lastModified };
}

/** `total`: bytes of the whole text, as far as one can tell. */
function shapeOf(
  container: Omit<Container, 'encoding' | 'bom'>,
  head: Uint8Array,
  complete: boolean,
  total: number,
  overrides: InspectOverrides,
): FileShape {
  const name = container.member ?? container.name;
  const found = { ...container, ...detectEncoding(head, name, overrides.encoding) };
  const kind = overrides.dialect ? null : jsonKind(head);
  const sample = textSample(head, complete, total, found.encoding, name, kind === 'json');
  return kind ? jsonShape(found, kind, sample) : delimitedShape(found, sample, overrides);
}

async function entrySize(file: File, member: string | undefined): Promise<number> {
  const entries = await zipEntries(file);
  return entries.find(({ filename }) => filename === member)?.uncompressedSize ?? 0;
}

/**
 * Bytes that a gzip file unpacks to. Its last four bytes say so, modulo 2³², of its last member; the ratio of the
 * head says about how much it is, and so which multiple.
 */
async function gzipSize(file: File, head: Uint8Array, packed: number): Promise<number> {
  const foot = await readRange(file, Math.max(0, file.size - 4), file.size);
  const length = new DataView(foot.buffer, foot.byteOffset, foot.length).getUint32(0, true);
  if (packed >= file.size) return Math.max(length, head.length);
  const guess = (file.size / Math.max(1, packed)) * head.length;
  const exact = length + Math.max(0, Math.round((guess - length) / 2 ** 32)) * 2 ** 32;
  return Math.abs(exact - guess) < guess / 4 ? exact : Math.round(guess);
}
