import type { Database } from '../../engine/types.ts';
import { csvField, harmless } from '../../sources/csv.ts';

const COLUMNS = ['file', 'line', 'reason', 'text'] as const;

/** The kept rejects of the mounted data set as CSV (RFC 4180) with a header, in UTF-8 with BOM, as spreadsheets want it. */
export async function rejectsCsv(database: Database, signal?: AbortSignal): Promise<string> {
  const table = await database.query(
    'SELECT file, CAST(line AS VARCHAR) AS line, reason, text FROM dwd_rejects ORDER BY file, dwd_rejects.line',
    [],
    signal ? { signal } : {},
  );
  const columns = COLUMNS.map((name) => table.getChild(name));
  const lines = [COLUMNS.join(',')];
  for (let row = 0; row < table.numRows; row++)
    lines.push(columns.map((column) => field(column?.get(row))).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function field(value: unknown): string {
  return value === null || value === undefined ? '' : csvField(harmless(String(value)));
}
