import type { LookProgress } from '../../sources/types.ts';
import type { LoadOptions } from '../types.ts';

/** The look at the files as the beginning of their load. */
export const looking =
  (onProgress: LoadOptions['onProgress']) =>
  ({ subject, rows, bytes, totalBytes }: LookProgress): void =>
    onProgress?.({
      stage: 'read',
      subject,
      rows,
      estimatedRows: rows,
      bytes,
      totalBytes,
      rowsPerSecond: 0,
      fraction: 0,
      secondsLeft: null,
    });
