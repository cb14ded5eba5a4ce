import type { FileShape } from '../../types.ts';
import { checkSignal } from '../blocks.ts';
import { checkIdentity } from '../bytes.ts';
import type { RawRecord } from '../raw.ts';
import type { ByteOptions } from '../types.ts';
import { sheetRows } from './rows.ts';

/** Rows of a sheet as records; the bytes of the file count as read when the last row is. */
export async function* excelRecords(
  file: File,
  shape: FileShape,
  { signal, onBytes }: ByteOptions,
): AsyncGenerator<RawRecord> {
  checkIdentity(file, shape);
  const width = shape.columns.length;
  const perRow = shape.size / Math.max(1, shape.estimatedRows);
  let header = shape.dialect?.header ?? false;
  for await (const { index, cells } of sheetRows(file, shape.member ?? '')) {
    if (index % 1024 === 0) checkSignal(signal);
    onBytes?.(perRow);
    const line = index + 1;
    const isBlank = cells.every((cell) => cell === null || cell.trim() === '');
    const text = () => JSON.stringify(cells).slice(0, 2000);
    if (isBlank) yield { fields: null, reason: 'blank', line, text };
    else if (header) header = false;
    else {
      const fields = Array.from({ length: width }, (_, i) => cells[i] ?? null);
      yield { fields, reason: null, line, text };
    }
  }
}
