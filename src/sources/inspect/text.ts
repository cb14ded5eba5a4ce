import { TabhouseError } from '../../engine/errors.ts';
import type { FileShape, Note } from '../types.ts';
import { detectDialect, isRagged, type Sample } from './dialect.ts';
import { columnNames, hasHeader } from './header.ts';
import type { InspectOverrides } from './types.ts';
import { columnType } from './values.ts';

export const PREVIEW_ROWS = 50;

/** A sample of a file's text. */
export interface TextSample {
  /** UTF-8 without mark; ends at a line end unless the whole text is here. */
  readonly bytes: Uint8Array;
  /** True where this is all of it. */
  readonly complete: boolean;
  /** Bytes of the whole text in UTF-8, as far as one can tell. */
  readonly totalBytes: number;
}

/** What is known of a file before its text is looked at. */
export type Container = Pick<
  FileShape,
  'name' | 'size' | 'lastModified' | 'compression' | 'member' | 'encoding' | 'bom'
>;

/** The shape of delimited text. Throws `file-empty`, `file-header-only`. */
export function delimitedShape(
  container: Container,
  text: TextSample,
  overrides: InspectOverrides,
): FileShape {
  const parameters = { file: container.name };
  const sample = detectDialect(text.bytes, text.complete, overrides.dialect);
  if (sample.count === 0) throw new TabhouseError('file-empty', { parameters });
  const ragged = isRagged(sample);
  const header = overrides.dialect?.header ?? hasHeader(sample.records, ragged);
  if (header && sample.count === 1 && text.complete) {
    throw new TabhouseError('file-header-only', { parameters });
  }
  const width = ragged ? sample.longest : sample.usual;
  const data = header ? sample.records.slice(1) : sample.records;
  const columns = columnNames(header ? (sample.records[0] ?? null) : null, width);
  const preview = data.slice(0, PREVIEW_ROWS).map((fields) => {
    return columns.map((_, i) => fields[i] || null);
  });
  return {
    ...container,
    format: 'delimited',
    dialect: { ...sample.dialect, header },
    columns,
    types: columns.map((_, i) => columnType(data.map((fields) => fields[i] ?? null)) ?? 'text'),
    preview,
    estimatedRows: estimate(sample, text, header ? 1 : 0),
    exactRows: text.complete,
    notes: [...notesOf(container, sample, ragged, width)],
  };
}

function estimate(sample: Sample, text: TextSample, headers: number): number {
  const records = sample.count - headers;
  if (text.complete || sample.bytes === 0) return records;
  return Math.max(records, Math.round((text.totalBytes / sample.bytes) * sample.count) - headers);
}

function* notesOf(
  { encoding }: Container,
  { longest, usual, agreement, records, broken }: Sample,
  ragged: boolean,
  width: number,
): Generator<Note> {
  if (encoding !== 'utf-8') yield { key: 'source.note.encoding', parameters: { encoding } };
  if (broken > 0) yield { key: 'source.note.broken', parameters: { n: broken } };
  if (ragged) yield { key: 'source.note.ragged', parameters: { n: longest } };
  else if (width === 1) yield { key: 'source.note.one-column' };
  else if (agreement < 1) {
    const other = records.filter((fields) => fields.length !== usual).length;
    if (other > 0) yield { key: 'source.note.uneven', parameters: { n: other, fields: usual } };
  }
}
