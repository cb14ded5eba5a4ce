import type { ReadonlySignal } from '@preact/signals-core';
import type { Table } from 'apache-arrow';

/** A value bound to a query. BIGINT is bound as text and cast (this wasm's `prepare` takes none). */
export type Value = string | number | bigint | boolean | Date | null;

/** What runs first when the engine is busy. */
export type Priority = 'screen' | 'normal' | 'background';

export interface QueryOptions {
  readonly signal?: AbortSignal;
  readonly priority?: Priority;
  /** Run inside `BEGIN TRANSACTION READ ONLY`, one statement only: for SQL that a person typed. */
  readonly readOnly?: boolean;
  /** Shown in the query log, such as the cell's name. */
  readonly label?: string;
}

/** The smallest thing that SQL can be run on; the page's engine and an ingest worker's shard are both one. */
export interface Database {
  /** `?` marks are bound to `parameters` in order. Rejects with `TabhouseError`. */
  query(sql: string, parameters?: readonly Value[], options?: QueryOptions): Promise<Table>;
  /**
   * Appends one Arrow IPC stream to `table`, which exists and has the same column names in the same order;
   * values are cast to the table's types (dictionary-encoded text into ENUM, Decimal128 into DECIMAL).
   * `schema` is a schema of the database's own catalog.
   */
  insert(ipc: Uint8Array, target: Target): Promise<void>;
}

/** The table that rows are appended to. */
export interface Target {
  readonly schema?: string;
  readonly table: string;
}

/** A database file in OPFS that is attached read-only under `alias`. */
export interface OpfsAttachment {
  readonly kind: 'opfs';
  readonly alias: string;
  /** Name of the file in the OPFS root, without `opfs://`. */
  readonly file: string;
}

/** A schema that lives in the engine's memory; `fill` builds it, again after every restart. */
export interface MemoryAttachment {
  readonly kind: 'memory';
  readonly alias: string;
  readonly fill: (database: Database) => Promise<void>;
}

/** All that must be open in the engine: what it had, it has again after a restart. */
export interface Catalog {
  readonly attachments: readonly (OpfsAttachment | MemoryAttachment)[];
  /** Views, macros and small tables, created in order after attaching. */
  readonly statements: readonly string[];
}

export type EngineState =
  | { readonly phase: 'loading'; readonly bytes: number; readonly total: number }
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly running: number; readonly queued: number }
  | { readonly phase: 'restarting'; readonly reason: string }
  | { readonly phase: 'failed'; readonly reason: string };

/** A query that runs or waits. */
export interface QueryJob {
  readonly id: number;
  readonly sql: string;
  readonly label: string | undefined;
  readonly priority: Priority;
  readonly running: boolean;
  /** When it was asked, or began to run: milliseconds as `performance.now` counts them. */
  readonly since: number;
}

export interface QueryLogEntry {
  readonly id: number;
  readonly sql: string;
  readonly label: string | undefined;
  readonly startedAt: number;
  /** Milliseconds waited, then run. */
  readonly waited: number;
  readonly milliseconds: number;
  readonly rows: number;
  readonly bytes: number;
  readonly outcome: 'done' | 'failed' | 'cancelled';
}

export interface EngineStatus {
  /** DuckDB's version, such as `v1.4.2`. */
  readonly version: string;
  readonly memoryBytes: number;
  readonly opfsBytes: number;
  readonly restarts: number;
}

/** A result as Arrow IPC stream, with the texts of its ENUM columns, which the stream lacks. */
export interface QueryAnswer {
  readonly ipc: Uint8Array<ArrayBuffer>;
  readonly enums: readonly (readonly string[])[];
}

/** The one seam between the page and DuckDB. */
export interface Engine extends Database {
  /** As `query`, for who reads the result elsewhere: the bytes are theirs. `decode` makes the table of it. */
  answer(sql: string, parameters?: readonly Value[], options?: QueryOptions): Promise<QueryAnswer>;
  /**
   * Names of the tables in a query, as the binder finds them, whether they are there or not; rejects what it cannot
   * bind. An engine of another tab has no answer.
   */
  tableNames?(sql: string, options?: QueryOptions): Promise<readonly string[]>;
  readonly state: ReadonlySignal<EngineState>;
  readonly log: ReadonlySignal<readonly QueryLogEntry[]>;
  /** What runs, then what waits in the order in which it will. */
  readonly jobs: ReadonlySignal<readonly QueryJob[]>;
  /** Counts the databases that answered so far; tables that queries made are gone when it changes. See `inOneLife`. */
  readonly life: number;
  /** Resolves when queries can run. */
  readonly ready: Promise<void>;
  /**
   * A result of any size, as pieces of one Arrow IPC stream (ENUM columns must be cast to text); other queries run
   * between them. Rejects as `query` does, and with `engine-lost` where the engine was replaced in the middle.
   */
  stream(
    sql: string,
    parameters?: readonly Value[],
    options?: QueryOptions,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void>;
  /** Cancels a query that runs or waits, whoever asked it; nothing where there is none of this id. */
  cancel(id: number): void;
  /** Makes exactly this catalog open, restarting the locked engine where it must. */
  mount(catalog: Catalog): Promise<void>;
  /**
   * Makes the catalog open that `make` gives, with every file closed while it works: queries wait until then. Where it
   * rejects, what was open is open again.
   */
  remount(make: () => Promise<Catalog>): Promise<void>;
  /** Closes every database file so that others can open or delete them; `mount` opens again. */
  release(): Promise<void>;
  /** Ends the worker and comes back with everything that was mounted. */
  restart(reason: string): Promise<void>;
  status(): Promise<EngineStatus>;
}
