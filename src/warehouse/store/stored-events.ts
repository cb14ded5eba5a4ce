import type { Table } from 'apache-arrow';
import { TabhouseError } from '../../engine/errors.ts';
import type { Engine } from '../../engine/types.ts';
import {
  CANONICAL_COLUMNS,
  type CanonicalColumn,
  type DecodePlan,
  EVENT_TYPES,
  ID_COLUMNS,
  type IdColumn,
  type Mapping,
  type PickedFile,
  type Reject,
  TEXT_COLUMNS,
} from '../../sources/types.ts';
import { seenRows } from '../catalog/index.ts';
import { keyOf } from '../tables/columns.ts';
import { DICTIONARY } from '../tables/dim-ids.ts';
import type { DatasetContext } from '../types.ts';
import type { DatasetRecord } from './records.ts';

/** The events of a data set as a file again, for when the files that they came from are gone. */
export interface StoredEvents {
  readonly picked: PickedFile;
  readonly plan: DecodePlan;
  /** The rejected records that were kept. */
  readonly rejects: readonly Reject[];
}

const ROWS = 250_000;

/**
 * True where a stored event is all that its record was: every column of the files is in some canonical one. Only then
 * can a duplicate be told without the files.
 */
export const isWhole = (plans: readonly DecodePlan[]): boolean =>
  plans.every(({ shape, mapping }) => {
    const used = new Set(
      Object.values(mapping.columns).map((origin) =>
        'position' in origin
          ? origin.position
          : 'column' in origin
            ? shape.columns.indexOf(origin.column)
            : -1,
      ),
    );
    return shape.columns.every((_, position) => used.has(position));
  });

/** Reads the events of the mounted data set, in the order in which they lie there. */
export async function storedEvents(
  engine: Engine,
  { context, places, plans, name, rules, written = rules }: DatasetRecord,
  signal?: AbortSignal,
): Promise<StoredEvents> {
  const options = signal ? { signal } : {};
  const columns = CANONICAL_COLUMNS.filter(
    (column) => column === 'event_type' || context.columns.includes(column),
  );
  const parts: Blob[] = [];
  const seen = (alias: string, from: number, to: number) =>
    `SELECT * FROM (SELECT * FROM ${alias}.dwd WHERE rowid >= ${from} AND rowid < ${to})${seenRows({ rules, written })}`;
  let rows = 0;
  for (const place of places.filter(({ table }) => table === 'dwd'))
    for (let from = 0; from < place.rows; from += ROWS) {
      const sql = linesSql(columns, context, seen(place.alias, from, from + ROWS));
      const lines = await engine.query(sql, [], options);
      parts.push(new Blob([bytesOf(lines)]));
      rows += lines.numRows;
    }
  const file = new File(parts, name, { lastModified: 0 });
  const shape = {
    name,
    size: file.size,
    lastModified: 0,
    format: 'delimited',
    compression: 'none',
    encoding: 'utf-8',
    bom: false,
    dialect: { delimiter: ',', quote: '"', header: false },
    columns,
    types: columns.map(() => 'text'),
    preview: [],
    estimatedRows: rows,
    exactRows: true,
    notes: [],
  } as const;
  const textual = ID_COLUMNS.filter((id) => columns.includes(id) && context.textual.includes(id));
  const plan: DecodePlan = {
    shape,
    mapping: mappingOf(columns),
    source: context.source,
    timezone: plans[0]?.timezone ?? context.dataTimezone,
    textual,
  };
  return { picked: { file, shape }, plan, rejects: await storedRejects(engine, options) };
}

function mappingOf(columns: readonly CanonicalColumn[]): Mapping {
  return {
    columns: Object.fromEntries(columns.map((column, position) => [column, { position }])),
    time: { kind: 'epoch', unit: 'us' },
    words: Object.fromEntries(EVENT_TYPES.map((type) => [type, type])),
  };
}

function linesSql(
  columns: readonly CanonicalColumn[],
  context: DatasetContext,
  rows: string,
): string {
  const textual = ID_COLUMNS.filter((id) => columns.includes(id) && context.textual.includes(id));
  const fields = columns.map((column) => fieldSql(column, textual));
  const joins = textual.map((id) => {
    const name = DICTIONARY[id];
    return `LEFT JOIN ${name} ON d.${keyOf(id)} = ${name}.${keyOf(id)}`;
  });
  return `SELECT ${fields.join(" || ',' || ")} || chr(10) AS line
    FROM (${rows}) d ${joins.join(' ')}`;
}

function fieldSql(column: CanonicalColumn, textual: readonly IdColumn[]): string {
  const id = ID_COLUMNS.find((one) => one === column);
  if (column === 'event_time')
    return "coalesce(CAST(epoch_us(CAST(d.event_time AS TIMESTAMP)) AS VARCHAR), '')";
  if (id && textual.includes(id)) return quotedSql(`${DICTIONARY[id]}.${id}`);
  if (TEXT_COLUMNS.some((one) => one === column)) return quotedSql(`d.${column}`);
  return `coalesce(CAST(d.${id ? keyOf(id) : column} AS VARCHAR), '')`;
}

const quotedSql = (text: string) => `coalesce('"' || replace(${text}, '"', '""') || '"', '')`;

/** The texts of the only column, one behind the other, as UTF-8. */
function bytesOf(table: Table): Uint8Array<ArrayBuffer> {
  const chunks = table.getChildAt(0)?.data ?? [];
  const pieces = chunks.map(({ values, valueOffsets, length }) =>
    (values as Uint8Array).subarray(valueOffsets[0] ?? 0, valueOffsets[length] ?? 0),
  );
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** The rejected records of the mounted data set that were kept. */
export async function storedRejects(
  engine: Engine,
  options: { readonly signal?: AbortSignal },
): Promise<readonly Reject[]> {
  const sql = 'SELECT file, CAST(line AS DOUBLE) AS line, reason, text FROM dwd_rejects';
  const table = await engine.query(sql, [], options);
  const [file, line, reason, text] = [0, 1, 2, 3].map((at) => table.getChildAt(at));
  if (!file || !line || !reason || !text) throw new TabhouseError('internal');
  return Array.from({ length: table.numRows }, (_, row) => ({
    file: String(file.get(row) ?? ''),
    line: Number(line.get(row) ?? 0),
    reason: String(reason.get(row) ?? ''),
    text: String(text.get(row) ?? ''),
  }));
}
