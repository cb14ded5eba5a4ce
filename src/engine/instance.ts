import * as Comlink from 'comlink';
import engineUrl from '../../workers/engine.ts?worker&url';
import type { EngineBinary } from './binary.ts';
import type { EngineCore } from './core.ts';
import { decode } from './decode.ts';
import type { Catalog, Database, Target } from './types.ts';
import { connectWorker, orDeath } from './worker.ts';

/** What the worker is asked as it stands. */
type Passed =
  | 'run'
  | 'cancel'
  | 'begin'
  | 'next'
  | 'insert'
  | 'tableNames'
  | 'version'
  | 'memoryBytes';

/** One life of the engine: it begins empty, is mounted once, and ends with its worker. */
export interface Instance extends Pick<EngineCore, Passed> {
  /** Resolves when the worker is gone. */
  readonly death: Promise<void>;
  close(stream: number): void;
  mount(catalog: Catalog): Promise<void>;
  terminate(): void;
}

export type StartInstance = (wasm: EngineBinary) => Promise<Instance>;

/** Starts the engine worker with an empty database. Rejects with `engine-start`. */
export const startInstance: StartInstance = async (wasm) => {
  const connected = await connectWorker<EngineCore>(engineUrl);
  const { remote, death, terminate } = connected;
  const alive = <T>(work: Promise<T>) => orDeath(connected, work);
  await alive(remote.start(wasm));
  let unnamed = 0;
  const insert = (ipc: Uint8Array, target: Target) =>
    alive(remote.insert(Comlink.transfer(ipc, [ipc.buffer]), target));
  const run: Instance['run'] = (...call) => alive(remote.run(...call));
  const database: Database = {
    query: async (sql, parameters = []) => {
      unnamed -= 1;
      return decode(await run(unnamed, sql, parameters, false));
    },
    insert,
  };
  return {
    death,
    terminate,
    run,
    insert,
    cancel: (id) => void remote.cancel(id),
    begin: (...call) => alive(remote.begin(...call)),
    next: (stream) => alive(remote.next(stream)),
    close: (stream) => void remote.close(stream),
    tableNames: (sql) => alive(remote.tableNames(sql)),
    version: () => alive(remote.version()),
    memoryBytes: () => alive(remote.memoryBytes()),
    async mount({ attachments, statements }) {
      for (const attachment of attachments) {
        if (attachment.kind === 'opfs') {
          await alive(remote.attach(attachment.file, attachment.alias));
        } else {
          await database.query(`CREATE SCHEMA "${attachment.alias}"`);
          await attachment.fill(database);
        }
      }
      for (const statement of statements) await database.query(statement);
      for (const statement of LOCK) await database.query(statement);
    },
  };
};

/** From here on SQL can neither read nor write any file, and cannot take this back. */
const LOCK = ['SET enable_external_access = false', 'SET lock_configuration = true'];
