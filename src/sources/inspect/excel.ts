import { TabhouseError } from '../../engine/errors.ts';
import { unzip, zipEntries } from '../read/archive.ts';
import { sheetNames, sheetRows } from '../read/excel/rows.ts';
import type { FileShape, LookProgress } from '../types.ts';
import { columnNames, hasHeader } from './header.ts';
import { PREVIEW_ROWS } from './text.ts';
import { columnType } from './values.ts';

const SAMPLE_ROWS = 200;
const BEGINNING_BYTES = 64 << 10;

/** The shapes of a workbook's sheets that hold data. Throws `file-empty`, `file-header-only`, `file-broken`, `file-encrypted`. */
export async function excelShapes(
  file: File,
  member?: string,
  onProgress: (progress: LookProgress) => void = () => {},
): Promise<FileShape[]> {
  const names = await sheetNames(file);
  const shapes: FileShape[] = [];
  let isHeaderOnly = false;
  for (const [i, name] of names.entries()) {
    if (member !== undefined && name !== member) continue;
    const bytes = Math.round((file.size * i) / names.length);
    onProgress({ subject: name, rows: 0, bytes, totalBytes: file.size });
    const shape = await sheetShape(file, name, i);
    if (shape === 'header-only') isHeaderOnly = true;
    else if (shape !== 'empty') shapes.push(shape);
  }
  if (shapes.length > 0) return shapes;
  const parameters = { file: file.name };
  throw new TabhouseError(isHeaderOnly ? 'file-header-only' : 'file-empty', { parameters });
}

async function sheetShape(
  file: File,
  member: string,
  position: number,
): Promise<FileShape | 'empty' | 'header-only'> {
  const sample: string[][] = [];
  let complete = true;
  for await (const { cells } of sheetRows(file, member)) {
    if (cells.every((cell) => cell === null || cell.trim() === '')) continue;
    sample.push(cells.map((cell) => cell ?? ''));
    complete = sample.length < SAMPLE_ROWS;
    if (!complete) break;
  }
  if (sample.length === 0) return 'empty';
  const header = hasHeader(sample, false);
  const data = header ? sample.slice(1) : sample;
  if (data.length === 0) return 'header-only';
  const width = Math.max(...sample.map((cells) => cells.length));
  const rows = complete ? sample.length : await lastRow(file, position);
  const columns = columnNames(header ? (sample[0] ?? null) : null, width);
  return {
    name: file.name,
    size: file.size,
    lastModified: file.lastModified,
    format: 'excel',
    compression: 'none',
    member,
    encoding: 'utf-8',
    bom: false,
    dialect: { delimiter: '\t', quote: null, header },
    columns,
    types: columns.map((_, i) => columnType(data.map((cells) => cells[i] ?? null)) ?? 'text'),
    preview: data.slice(0, PREVIEW_ROWS).map((cells) => columns.map((_, i) => cells[i] || null)),
    estimatedRows: Math.max(data.length, rows - (header ? 1 : 0)),
    exactRows: complete,
    notes: [],
  };
}

/** The last row by the dimension that the sheet states, else by how many rows its beginning holds; 0 where neither tells. */
async function lastRow(file: File, position: number): Promise<number> {
  const name = `xl/worksheets/sheet${position + 1}.xml`;
  const entries = await zipEntries(file).catch(() => []);
  const entry = entries.find(({ filename }) => filename === name);
  if (!entry) return 0;
  let text = '';
  let bytes = 0;
  const decoder = new TextDecoder();
  for await (const block of unzip(file, name)) {
    text += decoder.decode(block, { stream: true });
    bytes += block.length;
    const stated = Number(/<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"/.exec(text)?.[1] ?? 0);
    if (stated > 0) return stated;
    if (bytes >= BEGINNING_BYTES) break;
  }
  return Math.round(((text.match(/<row[ >]/g)?.length ?? 0) / bytes) * entry.uncompressedSize) || 0;
}
