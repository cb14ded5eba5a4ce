import { TabhouseError } from '../../engine/errors.ts';
import { flatten, parseRecord } from '../read/json/flatten.ts';
import { JsonSplitter } from '../read/json/split.ts';
import type { FileShape } from '../types.ts';
import { type Container, PREVIEW_ROWS, type TextSample } from './text.ts';
import { columnType } from './values.ts';

const decoder = new TextDecoder();
const SAMPLE_RECORDS = 500;

/** `ndjson` where each line is a value, `json` for any other JSON, null for what is none. */
export function jsonKind(bytes: Uint8Array): 'json' | 'ndjson' | null {
  const text = decoder.decode(bytes.subarray(0, 1 << 16)).trimStart();
  if (!/^(?:\{\s*(?:"|\}|$)|\[\s*(?:[{[\]"]|$))/.test(text)) return null;
  const [line = '', next = ''] = text.split('\n', 2);
  if (!text.startsWith('{') || !isJson(line)) return 'json';
  return next.trim() === '' && listKey(bytes) !== undefined ? 'json' : 'ndjson';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The shape of JSON text. Throws `file-header-only` for an empty list, `file-broken` where nothing can be read. */
export function jsonShape(
  container: Container,
  format: 'json' | 'ndjson',
  sample: TextSample,
): FileShape {
  const key = format === 'json' ? listKey(sample.bytes) : undefined;
  const { records, bytes, count, broken } = take(sample.bytes, format, key);
  const parameters = { file: container.name };
  if (records.length === 0) {
    throw new TabhouseError(broken ? 'file-broken' : 'file-header-only', { parameters });
  }
  const columns = [...new Set(records.flatMap((record) => [...record.keys()]))];
  const rows = records.map((record) => columns.map((name) => record.get(name) ?? null));
  const estimated = Math.max(count, Math.round((sample.totalBytes / Math.max(1, bytes)) * count));
  return {
    ...container,
    ...(key !== undefined && container.compression !== 'zip' && { member: key }),
    format,
    columns,
    types: columns.map((_, i) => columnType(rows.map((row) => row[i] ?? null)) ?? 'text'),
    preview: rows.slice(0, PREVIEW_ROWS),
    estimatedRows: sample.complete ? count : estimated,
    exactRows: sample.complete,
    notes: [],
  };
}

/** The key of the list that an object wraps around its records: `{"data": [{…}, …]}`. */
function listKey(bytes: Uint8Array): string | undefined {
  const text = decoder.decode(bytes.subarray(0, 1 << 14));
  if (!text.trimStart().startsWith('{')) return undefined;
  const found = /^[^[]*"((?:[^"\\]|\\.)*)"\s*:\s*\[\s*\{/.exec(text);
  if (!found) return undefined;
  const braces = found[0].replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/[^{}]/g, '');
  const open = braces.split('{').length - braces.split('}').length;
  return open === 2 ? found[1] : undefined;
}

function take(bytes: Uint8Array, format: 'json' | 'ndjson', key: string | undefined) {
  const records: Map<string, string | null>[] = [];
  let count = 0;
  let end = 0;
  let broken = false;
  for (const span of format === 'ndjson'
    ? lines(bytes)
    : new JsonSplitter(key).take(bytes, bytes.length)) {
    const text = decoder.decode(bytes.subarray(span.start, span.end));
    end = span.end;
    if (text.trim() === '') continue;
    count++;
    if (records.length >= SAMPLE_RECORDS) continue;
    try {
      records.push(flatten(parseRecord(text)));
    } catch {
      broken = true;
    }
  }
  return { records, bytes: end, count, broken: broken || bytes.length > end + 16 };
}

function* lines(bytes: Uint8Array): Generator<{ start: number; end: number }> {
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    yield { start, end };
    start = end + 1;
  }
}
