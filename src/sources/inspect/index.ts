import { TabhouseError } from '../../engine/errors.ts';
import { zipEntries } from '../read/archive.ts';
import { isOle } from '../read/excel/rows.ts';
import type { FileShape, LookProgress } from '../types.ts';
import { excelShapes } from './excel.ts';
import { HEAD_BYTES, readRange } from './head.ts';
import { isParquet, parquetShape } from './parquet.ts';
import { packedShape, plainShape } from './plain.ts';
import type { InspectOverrides } from './types.ts';

export type { InspectOverrides } from './types.ts';

/** First bytes of formats that are known and cannot be read. */
const UNSUPPORTED: readonly (readonly [string, readonly number[]])[] = [
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['ORC', [0x4f, 0x52, 0x43]],
  ['Avro', [0x4f, 0x62, 0x6a, 0x01]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
];

/**
 * Says what a picked file is, from its head (and foot, for Parquet) only.
 * A `.zip` or a workbook gives one shape per member, a workbook telling how many of its sheets it has looked at, as a
 * share of its bytes. Throws `file-empty`, `file-header-only`, `file-binary`,
 * `file-line-too-long`, `file-broken`, `file-encrypted`, `file-unsupported`, `encoding-mixed`, `file-missing`.
 */
export async function inspectFile(
  file: File,
  overrides: InspectOverrides = {},
  onProgress?: (progress: LookProgress) => void,
): Promise<FileShape[]> {
  const parameters = { file: file.name };
  const head = await readRange(file, 0, HEAD_BYTES);
  if (file.size === 0) throw new TabhouseError('file-empty', { parameters });
  if (isParquet(head)) return [await parquetShape(file)];
  if (head[0] === 0x1f && head[1] === 0x8b) return [await packedShape(file, 'gzip', overrides)];
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3)
    return zipShapes(file, overrides, onProgress);
  if (isOle(head)) return excelShapes(file, overrides.member, onProgress);
  for (const [feature, magic] of UNSUPPORTED) {
    if (magic.every((byte, i) => head[i] === byte) && !looksLikeText(head)) {
      throw new TabhouseError('file-unsupported', { parameters: { ...parameters, feature } });
    }
  }
  return [plainShape(file, head, overrides)];
}

/** `BZh` and `ORC` may begin a header; a binary file soon has a zero or another strange byte. */
function looksLikeText(head: Uint8Array): boolean {
  return head.subarray(0, 512).every((byte) => byte >= 9 && byte !== 0xff);
}

/** The data files of an archive, or the sheets of a workbook, which is one too. */
async function zipShapes(
  file: File,
  overrides: InspectOverrides,
  onProgress: ((progress: LookProgress) => void) | undefined,
): Promise<FileShape[]> {
  const entries = await zipEntries(file);
  if (entries.some(({ filename }) => /^xl\/workbook\.(?:xml|bin)$/.test(filename))) {
    return excelShapes(file, overrides.member, onProgress);
  }
  const shapes: FileShape[] = [];
  let problem: unknown = new TabhouseError('file-empty', { parameters: { file: file.name } });
  for (const { filename } of entries) {
    if (overrides.member !== undefined && filename !== overrides.member) continue;
    try {
      shapes.push(await packedShape(file, 'zip', { ...overrides, member: filename }));
    } catch (error) {
      problem = error;
    }
  }
  if (shapes.length === 0) throw problem;
  return shapes;
}
