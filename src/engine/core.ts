import * as Comlink from 'comlink';
import type { EngineBinary } from './binary.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { TabhouseError } from './errors.ts';
import type { OpenStream } from './stream.ts';
import type { QueryAnswer, Target, Value } from './types.ts';

/** What the page asks of the engine worker; one instance of it is one life of the engine. */
export interface EngineCore {
  /** Opens an empty database in memory. */
  start(wasm: EngineBinary): Promise<void>;
  /** Runs SQL under an id, by which it can be cancelled. */
  run(
    id: number,
    sql: string,
    parameters: readonly Value[],
    readOnly: boolean,
  ): Promise<QueryAnswer>;
  cancel(id: number): void;
  /** Begins a result that is handed over piece by piece, under an id of its own. */
  begin(stream: number, sql: string, parameters: readonly Value[]): Promise<void>;
  /** The next piece of it; null after the last. */
  next(stream: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Nobody reads on. */
  close(stream: number): Promise<void>;
  insert(ipc: Uint8Array, target: Target): Promise<void>;
  attach(file: string, alias: string): Promise<void>;
  tableNames(sql: string): Promise<readonly string[]>;
  version(): Promise<string>;
  memoryBytes(): Promise<number>;
}

/** `onLost` is called when DuckDB's own worker is gone. */
export function engineCore(onLost: () => void): EngineCore {
  let opened: OpenDatabase | null = null;
  const running = new Map<number, AbortController>();
  const streams = new Map<number, OpenStream | null>();
  const database = () => {
    if (!opened) throw new TabhouseError('engine-lost');
    return opened;
  };
  return {
    async start(wasm) {
      opened = await openDatabase({ wasm });
      void opened.death.then(onLost);
    },
    async run(id, sql, parameters, readOnly) {
      const controller = new AbortController();
      running.set(id, controller);
      try {
        const answer = await database().queryIpc(sql, parameters, {
          signal: controller.signal,
          readOnly,
        });
        return Comlink.transfer(answer, [answer.ipc.buffer]);
      } finally {
        running.delete(id);
      }
    },
    cancel: (id) => running.get(id)?.abort(),
    async begin(stream, sql, parameters) {
      streams.set(stream, null);
      const isClosed = () => !streams.has(stream);
      const open = await database().stream(sql, parameters, isClosed);
      if (isClosed()) await open.close();
      else streams.set(stream, open);
    },
    async next(stream) {
      const piece = await streams.get(stream)?.next();
      return piece ? Comlink.transfer(piece, [piece.buffer]) : null;
    },
    async close(stream) {
      const open = streams.get(stream);
      streams.delete(stream);
      await open?.close();
    },
    insert: (ipc, target) => database().insert(ipc, target),
    attach: (file, alias) => database().attach(file, alias),
    tableNames: (sql) => database().tableNames(sql),
    version: () => database().version(),
    memoryBytes: () => database().memoryBytes(),
  };
}
