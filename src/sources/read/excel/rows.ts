import type { CellValue, Workbook } from 'hucre';
import { TabhouseError } from '../../../engine/errors.ts';
import { unzip, zipEntries } from '../archive.ts';
import { unreadable } from '../bytes.ts';
import { partsInOrder } from './parts.ts';

/** A row of a sheet; `index` counts from 0 and passes over empty rows. */
export interface SheetRow {
  readonly index: number;
  readonly cells: readonly (string | null)[];
}

/** Old workbooks, and encrypted ones of any age, are OLE containers. */
export function isOle(head: Uint8Array): boolean {
  return head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0;
}

/** Names of a workbook's sheets, in order. Throws `file-broken`, `file-encrypted`. */
export async function sheetNames(file: File): Promise<string[]> {
  const entries = await zipEntries(file).catch(() => []);
  if (!entries.some(({ filename }) => filename === 'xl/workbook.xml')) {
    return (await wholeWorkbook(file)).sheets.map(({ name }) => name);
  }
  let xml = '';
  const decoder = new TextDecoder();
  for await (const block of unzip(file, 'xl/workbook.xml'))
    xml += decoder.decode(block, { stream: true });
  return [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/g)].map(([, name = '']) =>
    unescapeXml(name),
  );
}

/** Rows of one sheet as text, as they are unpacked; a workbook that is not built as usual is held in memory. */
export async function* sheetRows(file: File, sheet: string): AsyncGenerator<SheetRow> {
  const parts = await partsInOrder(file);
  let begun = false;
  if (parts)
    try {
      for await (const row of streamed(file, parts, sheet)) {
        begun = true;
        yield row;
      }
      return;
    } catch (error) {
      if (begun) throw error;
    }
  yield* heldRows(file, sheet);
}

async function* heldRows(file: File, sheet: string): AsyncGenerator<SheetRow> {
  const bytes = await contents(file);
  if (!isZip(bytes)) {
    const workbook = await wholeWorkbook(file, bytes);
    const rows = workbook.sheets.find(({ name }) => name === sheet)?.rows ?? [];
    for (const [index, cells] of rows.entries()) yield { index, cells: cells.map(cellText) };
    return;
  }
  yield* streamed(file, bytes, sheet);
}

async function* streamed(
  file: File,
  input: Uint8Array | ReadableStream<Uint8Array>,
  sheet: string,
): AsyncGenerator<SheetRow> {
  const { streamXlsxRows } = await import('hucre');
  try {
    for await (const { index, values } of streamXlsxRows(input, { sheet })) {
      yield { index, cells: values.map(cellText) };
    }
  } catch (cause) {
    if (cause instanceof TabhouseError) throw cause;
    throw new TabhouseError('file-broken', { parameters: { file: file.name }, cause });
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

async function contents(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

async function wholeWorkbook(
  file: File,
  known?: Uint8Array<ArrayBuffer>,
): Promise<Pick<Workbook, 'sheets'>> {
  const bytes = known ?? (await contents(file));
  const parameters = { file: file.name };
  const { readXls, readXlsb } = await import('hucre');
  try {
    return await (isZip(bytes) ? readXlsb(bytes) : readXls(bytes));
  } catch (cause) {
    const encrypted = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1));
    const code = encrypted.includes('EncryptedPackage') ? 'file-encrypted' : 'file-broken';
    throw new TabhouseError(code, { parameters, cause });
  }
}

/** Numbers as a sheet shows them, to 15 digits; dates as `YYYY-MM-DD HH:MM:SS` of the clock they were typed from. */
function cellText(value: CellValue): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return null;
  const text = value
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$/, '')
    .replace('Z', '');
  return text.replace(/ 00:00:00$/, '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescapeXml(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const isHex = name[1] === 'x' || name[1] === 'X';
    return String.fromCodePoint(Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10));
  });
}
