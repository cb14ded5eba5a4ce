import { DuckDBAccessMode, DuckDBDataProtocol } from '@duckdb/duckdb-wasm';
import type { Table } from 'apache-arrow';
import type { EngineBinary } from './binary.ts';
import { decode } from './decode.ts';
import { type DuckdbWorker, startDuckdb } from './duckdb-worker.ts';
import { enumsOf, hasEnums } from './enums.ts';
import { TabhouseError } from './errors.ts';
import { fileHandle, logOf, patient, present, removeFile } from './files.ts';
import { guard } from './guard.ts';
import { constant } from './parameters.ts';
import { run } from './run.ts';
import { isBroken, sqlError } from './sql-error.ts';
import { type OpenStream, openStream } from './stream.ts';
import { turns } from './turns.ts';
import type { Database, QueryAnswer, QueryOptions, Value } from './types.ts';
import { orDeath } from './worker.ts';

export interface OpenDatabaseOptions {
  readonly wasm: EngineBinary;
  /** `opfs://name`, a file in the OPFS root that is made where it is missing; without a path, in memory. */
  readonly path?: string;
  readonly readOnly?: boolean;
  /** Bytes that DuckDB may use for data; about 3.1 GiB, all that WebAssembly can have, by default. */
  readonly memoryLimit?: number;
}

/** A DuckDB database in a worker of its own. */
export interface OpenDatabase extends Database {
  /** Resolves when its worker is gone; every call that is open then rejects with `engine-lost`. */
  readonly death: Promise<void>;
  /** As `query`, but not decoded; see `decode`. */
  queryIpc(
    sql: string,
    parameters?: readonly Value[],
    options?: QueryOptions,
  ): Promise<QueryAnswer>;
  /** A result that is read piece by piece, while queries run; `closed` says that nobody reads on. */
  stream(sql: string, parameters: readonly Value[], closed: () => boolean): Promise<OpenStream>;
  /** Opens an OPFS file read-only as `alias`. Rejects with `dataset-missing` where there is no such file. */
  attach(file: string, alias: string): Promise<void>;
  /** Names of the tables in a query, as the binder finds them; it rejects what it cannot bind. */
  tableNames(sql: string): Promise<readonly string[]>;
  version(): Promise<string>;
  memoryBytes(): Promise<number>;
  /** Writes the log into the file, so that the file alone is whole. */
  checkpoint(): Promise<void>;
  /** Checkpoints, frees the file for others, ends the worker. */
  close(): Promise<void>;
  /** Ends the worker at once; what was not checkpointed may be lost. */
  terminate(): void;
}

/**
 * Opens a database; works on the page and inside workers. Rejects with `engine-start`, `storage-busy` where another
 * worker has the file, `storage-full`, or `storage-unavailable`.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  return patient(async () => {
    const { path, readOnly = false } = options;
    const own = path?.slice(OPFS.length);
    const writes = own === undefined || readOnly ? [] : [own, logOf(own)];
    const duckdb = await startDuckdb(options.wasm, writes);
    try {
      return await opened(duckdb, options);
    } catch (cause) {
      duckdb.terminate();
      throw sqlError(cause, '');
    }
  });
}

async function opened(
  started: DuckdbWorker,
  { path, readOnly = false, memoryLimit, wasm }: OpenDatabaseOptions,
): Promise<OpenDatabase> {
  const { duckdb, death, isFull, memoryBytes, terminate } = started;
  const alive = <T>(work: Promise<T>) =>
    orDeath(started, work).catch((cause) => {
      throw isFull() ? new TabhouseError('storage-full', { cause }) : cause;
    });
  if (path !== undefined) {
    // DuckDB registers by itself only a log that has something in it, and cannot write to another one.
    const log = logOf(path);
    const handle = await fileHandle(log.slice(OPFS.length));
    await alive(duckdb.registerFileHandle(log, handle, DuckDBDataProtocol.BROWSER_FSACCESS, true));
  }
  await alive(
    duckdb.open({
      ...(path === undefined ? {} : { path }),
      accessMode: readOnly ? DuckDBAccessMode.READ_ONLY : DuckDBAccessMode.READ_WRITE,
      query: { queryPollingInterval: POLL_MILLISECONDS },
      opfs: { fileHandling: 'manual' },
    }),
  );
  const connection = await alive(duckdb.connectInternal());
  const execute = (sql: string, signal?: AbortSignal) =>
    alive(run(duckdb, connection, sql, signal));
  for (const setting of settings(wasm)) await execute(setting);
  if (memoryLimit !== undefined) await execute(`SET memory_limit = '${memoryLimit}B'`);
  // There is one connection, and a second query on it would end the first.
  const turn = turns();

  async function queryNow(
    sql: string,
    parameters: readonly Value[],
    { signal, readOnly: guarded = false }: QueryOptions,
  ): Promise<QueryAnswer> {
    try {
      if (!guarded) return await answer(sql, parameters, signal);
      guard(sql, await alive(duckdb.tokenize(sql)));
      await execute('BEGIN TRANSACTION READ ONLY');
      try {
        return await answer(sql, parameters, signal);
      } finally {
        await execute('ROLLBACK').catch(() => {});
      }
    } catch (cause) {
      throw failed(cause, sql);
    }
  }

  async function answer(
    sql: string,
    parameters: readonly Value[],
    signal?: AbortSignal,
  ): Promise<QueryAnswer> {
    if (parameters.length === 0) {
      const ipc = await execute(sql, signal);
      return { ipc, enums: hasEnums(ipc) ? await prepared(sql, enums) : [] };
    }
    return prepared(sql, async () => {
      const ipc = await execute(`EXECUTE bound(${parameters.map(constant).join(', ')})`, signal);
      return { ipc, enums: hasEnums(ipc) ? await enums() : [] };
    });
  }

  async function prepared<T>(sql: string, then: () => Promise<T>): Promise<T> {
    await execute(`${PREPARE}${sql}`).catch((cause) => {
      throw failed(cause, sql, PREPARE);
    });
    try {
      return await then();
    } finally {
      await execute('DEALLOCATE bound').catch(() => {});
    }
  }

  /** The error as ours; an engine whose memory is not to be trusted any more is ended. */
  function failed(cause: unknown, sql = '', before = ''): TabhouseError {
    if (isBroken(cause)) terminate();
    return sqlError(cause, sql, before);
  }

  /** The texts of the prepared statement's ENUM columns: the Arrow stream has their codes only. */
  async function enums(): Promise<string[][]> {
    const ipc = await execute(
      "SELECT unnest(result_types) AS type FROM duckdb_prepared_statements() WHERE name = 'bound'",
    );
    return decode({ ipc, enums: [] })
      .toArray()
      .flatMap((row) => enumsOf(String(row.type)));
  }

  const queryIpc: OpenDatabase['queryIpc'] = (sql, parameters = [], queryOptions = {}) =>
    turn(() => queryNow(sql, parameters, queryOptions));

  const trying = <T>(work: () => Promise<T>) =>
    turn(() =>
      work().catch((cause) => {
        throw failed(cause);
      }),
    );

  return {
    death,
    memoryBytes: () => alive(memoryBytes()),
    terminate,
    queryIpc,
    stream: (sql, parameters, closed) =>
      turn(async () => {
        try {
          guard(sql, await alive(duckdb.tokenize(sql)));
          const { next, close } = await alive(openStream(duckdb, sql, parameters, closed));
          const piece = () =>
            alive(next()).catch((cause) => {
              throw failed(cause, sql);
            });
          return { next: () => turn(piece), close };
        } catch (cause) {
          throw failed(cause, sql);
        }
      }),
    tableNames: (sql) => trying(() => alive(duckdb.getTableNames(connection, sql))),
    version: () => alive(duckdb.getVersion()),
    async query(sql, parameters, queryOptions): Promise<Table> {
      return decode(await queryIpc(sql, parameters, queryOptions));
    },
    /*
     * 3 M rows of nine columns a second into OPFS and 5 M into memory (2 cores, one busy). A transaction around it
     * makes no difference; batches of a multiple of 122,880 rows, a row group, help a little.
     */
    insert: (ipc, { schema, table }) =>
      trying(() => {
        const into = { name: table, create: false, ...(schema === undefined ? {} : { schema }) };
        return alive(duckdb.insertArrowFromIPCStream(connection, ipc, into));
      }),
    attach: (file, alias) =>
      trying(async () => {
        // Registering a file that is not there would make an empty one.
        await present(file);
        const name = `${OPFS}${file}`;
        // DuckDB looks into the log even of a file that it only reads.
        for (const one of [name, logOf(name)]) {
          const register = () => alive(duckdb.registerOPFSFileName(one));
          await patient(() => register().catch((cause) => Promise.reject(sqlError(cause, ''))));
        }
        await execute(`ATTACH '${name}' AS "${alias}" (READ_ONLY)`);
      }),
    checkpoint: async () => {
      await queryIpc('FORCE CHECKPOINT');
    },
    close: () =>
      trying(async () => {
        const writes = path !== undefined && !readOnly;
        try {
          if (writes) await execute('FORCE CHECKPOINT');
          await alive(duckdb.reset());
          await alive(duckdb.dropFiles());
        } finally {
          terminate();
        }
        // DuckDB leaves behind the log of what it has written into the file.
        if (writes) await removeFile(logOf(path.slice(OPFS.length)));
      }),
  };
}

const OPFS = 'opfs://';
const POLL_MILLISECONDS = 20;
const PREPARE = 'PREPARE bound AS ';

/** First of all: DuckDB must not look for extensions on a host of its maker. */
function settings({ extensions }: EngineBinary): string[] {
  return [
    'SET autoload_known_extensions = false',
    'SET autoinstall_known_extensions = false',
    `SET custom_extension_repository = '${extensions.replaceAll("'", "''")}'`,
    'SET errors_as_json = true',
  ];
}
