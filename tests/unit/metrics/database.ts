import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import {
  Bool,
  type DataType,
  Field,
  Float64,
  Int64,
  Schema,
  Table,
  Type,
  tableFromIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { Database, Value } from '../../../src/engine/types.ts';

/** A native connection behind the engine's seam; every statement that ran is in `log`. */
export interface NativeDatabase extends Database {
  readonly log: string[];
}

/** The seam over native DuckDB, for columns of type DOUBLE, BIGINT, VARCHAR and BOOLEAN. */
export function databaseOf(connection: DuckDBConnection): NativeDatabase {
  const log: string[] = [];
  return {
    log,
    async query(sql, parameters = []) {
      log.push(sql);
      const reader = await connection
        .runAndReadAll(sql, parameters.map(bound))
        .catch((cause: unknown) => {
          throw new Error(`${String(cause)}\n${sql}`, { cause });
        });
      const columns = reader.getColumns();
      const names = reader.columnNames();
      const types = names.map((_, index) => arrowType(String(reader.columnType(index))));
      if (reader.currentRowCount === 0)
        return new Table(
          new Schema(names.map((name, index) => new Field(name, types[index] ?? new Utf8()))),
        );
      return new Table(
        Object.fromEntries(
          names.map((name, index) => {
            const type = types[index] ?? new Utf8();
            const values = columns[index] ?? [];
            return [name, vectorFromArray(type instanceof Utf8 ? values.map(text) : values, type)];
          }),
        ),
      );
    },
    async insert(ipc, { schema = 'main', table }) {
      const appender = await connection.createAppender(table, schema);
      const rows = tableFromIPC(ipc);
      for (const row of rows) {
        for (const { name, type } of rows.schema.fields) append(appender, row[name], type);
        appender.endRow();
      }
      appender.closeSync();
    },
  };
}

function append(appender: DuckDBAppender, value: unknown, { typeId }: DataType): void {
  if (value === null || value === undefined) appender.appendNull();
  else if (typeof value === 'bigint') appender.appendBigInt(value);
  else if (typeof value === 'string') appender.appendVarchar(value);
  else if (typeId === Type.Int) appender.appendInteger(Number(value));
  else appender.appendDouble(Number(value));
}

function arrowType(type: string): DataType {
  if (type === 'DOUBLE') return new Float64();
  if (type === 'BIGINT') return new Int64();
  return type === 'BOOLEAN' ? new Bool() : new Utf8();
}

const text = (value: unknown) => (value === null ? null : String(value));

function bound(value: Value) {
  return value instanceof Date ? value.toISOString() : value;
}
