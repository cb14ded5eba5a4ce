import { TabhouseError } from '../../engine/errors.ts';
import type { Dialect, Encoding, FileShape } from '../types.ts';

/** What the reader of the page corrected by hand. */
export interface InspectOverrides {
  readonly encoding?: Encoding;
  readonly dialect?: Partial<Dialect>;
  /** Only this entry of the archive or sheet of the workbook. */
  readonly member?: string;
}

/**
 * Says what a picked file is, from its head (and foot, for Parquet) only.
 * A `.zip` or a workbook gives one shape per member. Throws `file-empty`, `file-header-only`, `file-binary`,
 * `file-line-too-long`, `file-broken`, `file-encrypted`, `file-unsupported`, `encoding-mixed`, `file-missing`.
 */
export function inspectFile(_file: File, _overrides: InspectOverrides = {}): Promise<FileShape[]> {
  return Promise.reject(new TabhouseError('internal'));
}
