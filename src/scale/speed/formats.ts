import { inspectFile } from '../../sources/inspect/index.ts';
import { readEvents } from '../../sources/read/index.ts';
import type { DecodePlan } from '../../sources/types.ts';
import { toParquet } from './parquet-file.ts';
import { scanned } from './scans.ts';
import { inTurn } from './times.ts';
import { type FormatFigures, SCANS, type Scan, type ScanFigures } from './types.ts';

/** `subject` is `write` or a scan; `rows` are those written so far. */
export interface FormatProgress {
  readonly subject: 'write' | Scan;
  readonly fraction: number;
  readonly rows: number | null;
}

/**
 * Writes the CSV file's events as Parquet and reads both formats with the product's own readers, on one thread:
 * one column, the rows of one category, all columns.
 */
export async function measureFormats(
  csv: File,
  plan: DecodePlan,
  runs: number,
  onProgress: (progress: FormatProgress) => void,
): Promise<FormatFigures> {
  const slice = { index: 0, start: 0, end: csv.size, quoted: false };
  const since = performance.now();
  const expected = Math.max(1, plan.shape.estimatedRows);
  const parquet = await toParquet(readEvents(csv, plan, slice), `${csv.name}.parquet`, (rows) =>
    onProgress({
      subject: 'write',
      fraction: Math.min(1, rows / expected) / (SCANS.length + 1),
      rows,
    }),
  );
  const write = performance.now() - since;
  const [shape] = await inspectFile(parquet);
  if (!shape) throw new RangeError('no shape');
  const readable = [
    { file: csv, plan },
    { file: parquet, plan: { ...plan, shape } },
  ] as const;
  const category = await commonCategory(csv, plan);
  const scans: Partial<Record<Scan, ScanFigures>> = {};
  let rows = 0;
  for (const [index, scan] of SCANS.entries()) {
    const [fromCsv, fromParquet] = await inTurn(
      () => scanned(readable[0], scan, category),
      () => scanned(readable[1], scan, category),
      {
        runs,
        onRun: (done, all) => {
          const fraction = (index + 1 + done / all) / (SCANS.length + 1);
          onProgress({ subject: scan, fraction, rows: null });
        },
      },
    );
    const { answer } = fromCsv;
    if (scan === 'whole') rows = answer.rows;
    scans[scan] = {
      csv: fromCsv.times,
      parquet: fromParquet.times,
      answer,
      agrees:
        answer.rows === fromParquet.answer.rows && answer.figure === fromParquet.answer.figure,
    };
  }
  return {
    rows,
    csvBytes: csv.size,
    parquetBytes: parquet.size,
    write,
    scans: scans as Record<Scan, ScanFigures>,
  };
}

/** The category of the most rows at the file's beginning. */
async function commonCategory(file: File, plan: DecodePlan): Promise<number> {
  const slice = { index: 0, start: 0, end: file.size, quoted: false };
  const counts = new Map<number, number>();
  for await (const { chunk } of readEvents(file, plan, slice)) {
    const { category_id: vector } = chunk.ids;
    if (vector?.kind !== 'integer') throw new RangeError('category_id is no integer');
    for (const key of vector.low) counts.set(key, (counts.get(key) ?? 0) + 1);
    break;
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0] as const)[0];
}
