import type { DuckDBConnection } from '@duckdb/node-api';
import { Bool, Float64, Int64, Table, Utf8, vectorFromArray } from 'apache-arrow';
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
      return new Table(
        Object.fromEntries(
          names.map((name, index) => {
            const values = columns[index] ?? [];
            const type = String(reader.columnType(index));
            if (type === 'DOUBLE') return [name, vectorFromArray(values, new Float64())];
            if (type === 'BIGINT') return [name, vectorFromArray(values, new Int64())];
            if (type === 'BOOLEAN') return [name, vectorFromArray(values, new Bool())];
            return [name, vectorFromArray(values.map(text), new Utf8())];
          }),
        ),
      );
    },
    insert: () => Promise.reject(new Error('not offered natively')),
  };
}

const text = (value: unknown) => (value === null ? null : String(value));

function bound(value: Value) {
  return value instanceof Date ? value.toISOString() : value;
}
