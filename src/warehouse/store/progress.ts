import { TabhouseError } from '../../engine/errors.ts';
import type { LoadOptions, LoadProgress, LoadReport } from '../types.ts';

/** Share of a load that is left for the checks. */
const CHECKS = 0.05;

/** Options whose progress leaves room for the checks. */
export function scaled<T extends LoadOptions>(options: T): T {
  const { onProgress } = options;
  if (!onProgress) return options;
  return {
    ...options,
    onProgress: (progress: LoadProgress) =>
      onProgress({ ...progress, fraction: progress.fraction * (1 - CHECKS) }),
  };
}

/** Tells how far the checks are. */
export function checking(
  { rows, files }: Pick<LoadReport, 'rows' | 'files'>,
  onProgress: LoadOptions['onProgress'],
): (table: string, fraction: number) => void {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return (subject, fraction) =>
    onProgress?.({
      stage: 'check',
      subject,
      rows: rows.read,
      estimatedRows: rows.read,
      bytes,
      totalBytes: bytes,
      rowsPerSecond: 0,
      fraction: 1 - CHECKS * (1 - fraction),
      secondsLeft: null,
    });
}

/** Tells of each step of `steps` before it begins; throws `cancelled` where the reader has given up. */
export function stepper(
  { signal, onProgress }: Pick<LoadOptions, 'signal' | 'onProgress'>,
  steps: number,
): (subject: string) => void {
  let done = 0;
  return (subject) => {
    if (signal?.aborted) throw new TabhouseError('cancelled');
    onProgress?.({
      stage: 'dws',
      subject,
      rows: 0,
      estimatedRows: 0,
      bytes: 0,
      totalBytes: 0,
      rowsPerSecond: 0,
      fraction: (1 - CHECKS) * (done / steps),
      secondsLeft: null,
    });
    done += 1;
  };
}
