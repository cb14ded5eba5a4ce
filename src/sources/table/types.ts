import type { TimeFormat } from '../types.ts';

/** Types of a plain table's columns, in DuckDB's words. */
export type ColumnType = 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP' | 'VARCHAR';

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** How the dates of a DATE or TIMESTAMP column are written. */
  readonly time?: TimeFormat;
}

/** What all records of the files have in common; every value of them fits. */
export interface TableSchema {
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** Empty or delimiter-only lines, which are not records. */
  readonly blank: number;
}

export interface TableProgress {
  /** `types`: looking at every value once; `rows`: making batches. */
  readonly stage: 'types' | 'rows';
  readonly rows: number;
  /** Bytes of the picked files. */
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface TableOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TableProgress) => void;
}
