import type { FileEntry } from '@zip.js/zip.js';
import { zipEntries } from '../archive.ts';
import { fileBlocks } from '../bytes.ts';

/** Bytes of a sheet that are unpacked at a time: what they hold is read before more come. */
const BLOCK = 1 << 16;
const LOCAL_HEADER = 30;
const LARGEST = 0xffff_ffff;
const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/i;
const NEEDED = /^(?:\[Content_Types\]\.xml|.*\.rels|xl\/(?:workbook|sharedStrings|styles)\.xml)$/i;

/**
 * The parts of a workbook that its sheets are read with, as a zip of their own: what the sheets need comes before them,
 * and each part says its size in front. A reader can then go through it as it comes, which it cannot where Excel wrote
 * the sheets first. Nothing is packed anew. Null where the file is not such a zip.
 */
export async function partsInOrder(file: File): Promise<ReadableStream<Uint8Array> | null> {
  const entries = await zipEntries(file).catch(() => []);
  const needed = entries.filter(({ filename }) => NEEDED.test(filename));
  const sheets = entries.filter(({ filename }) => SHEET.test(filename));
  const parts = [...needed, ...sheets];
  const isPlain = parts.every(
    ({ encrypted, zip64, compressionMethod: method, uncompressedSize }) =>
      !encrypted && !zip64 && (method === 0 || method === 8) && uncompressedSize < LARGEST,
  );
  if (!isPlain || sheets.length === 0) return null;
  if (!needed.some(({ filename }) => filename === '[Content_Types].xml')) return null;
  const blocks = packed(file, parts);
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await blocks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await blocks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* packed(file: File, parts: readonly FileEntry[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    const header = await file.slice(part.offset, part.offset + LOCAL_HEADER).arrayBuffer();
    const view = new DataView(header);
    const start = part.offset + LOCAL_HEADER + view.getUint16(26, true) + view.getUint16(28, true);
    yield localHeader(part);
    yield* fileBlocks(file, { start, end: start + part.compressedSize }, { block: BLOCK });
  }
}

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7 */
function localHeader(part: FileEntry): Uint8Array {
  const name = new TextEncoder().encode(part.filename);
  const bytes = new Uint8Array(LOCAL_HEADER + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0403_4b50, true);
  view.setUint16(4, 20, true);
  view.setUint16(6, 0x0800, true);
  view.setUint16(8, part.compressionMethod, true);
  view.setUint32(14, part.signature ?? 0, true);
  view.setUint32(18, part.compressedSize, true);
  view.setUint32(22, part.uncompressedSize, true);
  view.setUint16(26, name.length, true);
  bytes.set(name, LOCAL_HEADER);
  return bytes;
}
