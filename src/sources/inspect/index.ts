import { TabhouseError } from '../../engine/errors.ts';
import type { FileShape } from '../types.ts';
import { detectEncoding } from './encoding.ts';
import { HEAD_BYTES, readRange, textSample } from './head.ts';
import { delimitedShape } from './text.ts';
import type { InspectOverrides } from './types.ts';

export type { InspectOverrides } from './types.ts';

/**
 * Says what a picked file is, from its head (and foot, for Parquet) only.
 * A `.zip` or a workbook gives one shape per member. Throws `file-empty`, `file-header-only`, `file-binary`,
 * `file-line-too-long`, `file-broken`, `file-encrypted`, `file-unsupported`, `encoding-mixed`, `file-missing`.
 */
export async function inspectFile(
  file: File,
  overrides: InspectOverrides = {},
): Promise<FileShape[]> {
  const { name, size, lastModified } = file;
  if (size === 0) throw new TabhouseError('file-empty', { parameters: { file: name } });
  const head = await readRange(file, 0, HEAD_BYTES);
  const found = detectEncoding(head, name, overrides.encoding);
  const sample = textSample(head, size <= HEAD_BYTES, size, found.encoding, name);
  const container = { name, size, lastModified, compression: 'none', ...found } as const;
  return [delimitedShape(container, sample, overrides)];
}
