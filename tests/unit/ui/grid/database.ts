import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { decode } from '../../../../src/engine/decode.ts';
import { enumsOf, hasEnums } from '../../../../src/engine/enums.ts';
import type { RowEngine } from '../../../../src/ui/grid/rows/engine-rows.ts';

const require = createRequire(import.meta.url);
const { createDuckDB, NODE_RUNTIME, VoidLogger } =
  require('@duckdb/duckdb-wasm/blocking') as typeof import('@duckdb/duckdb-wasm/blocking');

export interface WasmEngine extends RowEngine {
  /** Statements that ran. */
  readonly log: string[];
  run(sql: string): void;
}

/** The page's DuckDB without workers, as the grid asks it. */
export async function wasmEngine(): Promise<WasmEngine> {
  const dist = dirname(require.resolve('@duckdb/duckdb-wasm/blocking'));
  const module = (name: string) => ({
    mainModule: resolve(dist, `duckdb-${name}.wasm`),
    mainWorker: resolve(dist, `duckdb-node-${name}.worker.cjs`),
  });
  const duckdb = await createDuckDB(
    { mvp: module('mvp'), eh: module('eh') },
    new VoidLogger(),
    NODE_RUNTIME,
  );
  await duckdb.instantiate();
  const connection = duckdb.connect();
  const log: string[] = [];
  const ipc = (sql: string): Uint8Array<ArrayBuffer> => {
    try {
      return connection.useUnsafe((bindings, id) => bindings.runQuery(id, sql)).slice();
    } catch (cause) {
      throw new Error(`${String(cause)}\n${sql}`, { cause });
    }
  };
  const enums = (sql: string): string[][] => {
    ipc(`PREPARE bound AS ${sql}`);
    const types = tableFromIPC(
      ipc(
        "SELECT unnest(result_types) AS type FROM duckdb_prepared_statements() WHERE name = 'bound'",
      ),
    );
    ipc('DEALLOCATE bound');
    return types.toArray().flatMap((row) => enumsOf(String(row.type)));
  };
  ipc('SET autoload_known_extensions = false');
  ipc('SET autoinstall_known_extensions = false');
  return {
    log,
    life: 1,
    run: (sql) => void ipc(sql),
    async query(sql) {
      log.push(sql);
      const found = ipc(sql);
      // The stream format of the engine; here it is a file, which reads the same.
      const table = tableFromIPC(found);
      const fields = table.schema.fields.some(({ typeId }) => typeId === -1);
      if (!fields || !hasEnumsIn(found)) return table;
      return decode({ ipc: found, enums: enums(sql) });
    },
  };
}

function hasEnumsIn(ipc: Uint8Array): boolean {
  try {
    return hasEnums(ipc);
  } catch {
    return true;
  }
}
