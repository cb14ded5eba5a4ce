import {
  Bool,
  type Data,
  DateDay,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import { timeOf } from '../read/times.ts';
import { zoneTable } from '../zones.ts';
import { isNothing } from './infer.ts';
import type { TableColumn } from './types.ts';

type Cells = readonly (string | null)[];

const DAY_MICROS = 86_400_000_000;
const UTC = zoneTable('UTC');
const encoder = new TextEncoder();

/** One batch of records as an Arrow IPC stream whose types are those of the columns. */
export function batchIpc(
  columns: readonly TableColumn[],
  cells: readonly Cells[],
  rows: number,
): Uint8Array {
  const children = columns.map((column, index) => dataOf(column, cells[index] ?? [], rows));
  const fields = columns.map((column, index) => {
    const type = children[index]?.type;
    return new Field(column.name, type ?? new Utf8(), true);
  });
  const schema = new Schema(fields);
  const data = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
  return RecordBatchStreamWriter.writeAll([new RecordBatch(schema, data)]).toUint8Array(true);
}

function dataOf(column: TableColumn, cells: Cells, rows: number): Data {
  if (column.type === 'VARCHAR') return textData(cells, rows);
  const valid = new Uint8Array((rows + 7) >> 3);
  const values = new Array<string>(rows).fill('');
  let nullCount = rows;
  for (let row = 0; row < rows; row++) {
    const value = cells[row]?.trim();
    if (!value || isNothing(value)) continue;
    values[row] = value;
    valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
    nullCount--;
  }
  const common = { length: rows, nullCount, nullBitmap: valid };
  switch (column.type) {
    case 'BIGINT': {
      const data = BigInt64Array.from(values, (value) => BigInt(value.replace(/^\+/, '')));
      return makeData({ type: new Int64(), data, ...common });
    }
    case 'DOUBLE':
      return makeData({ type: new Float64(), data: Float64Array.from(values, Number), ...common });
    case 'BOOLEAN': {
      const data = new Uint8Array(valid.length);
      values.forEach((value, row) => {
        if (/^true$/i.test(value)) data[row >> 3] = (data[row >> 3] ?? 0) | (1 << (row & 7));
      });
      return makeData({ type: new Bool(), data, ...common });
    }
    case 'DATE': {
      const data = Int32Array.from(values, (value) =>
        Math.floor(micros(value, column) / DAY_MICROS),
      );
      return makeData({ type: new DateDay(), data, ...common });
    }
    case 'TIMESTAMP': {
      const data = BigInt64Array.from(values, (value) => BigInt(micros(value, column)));
      return makeData({ type: new TimestampMicrosecond(), data, ...common });
    }
  }
}

function micros(value: string, { time }: TableColumn): number {
  return value === '' || !time ? 0 : timeOf(value, time, UTC);
}

function textData(cells: Cells, rows: number): Data {
  const valid = new Uint8Array((rows + 7) >> 3);
  const offsets = new Int32Array(rows + 1);
  let nullCount = 0;
  let bytes = new Uint8Array(rows * 16 + 64);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const text = cells[row];
    if (text === null || text === undefined) nullCount++;
    else {
      valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
      if (bytes.length < at + text.length * 3) {
        const grown = new Uint8Array(Math.max(bytes.length * 2, at + text.length * 3));
        grown.set(bytes.subarray(0, at));
        bytes = grown;
      }
      at += encoder.encodeInto(text, bytes.subarray(at)).written;
    }
    offsets[row + 1] = at;
  }
  return makeData({
    type: new Utf8(),
    length: rows,
    nullCount,
    nullBitmap: valid,
    valueOffsets: offsets,
    data: bytes.subarray(0, at),
  });
}
