export { type BinaryProgress, type EngineBinary, loadBinary } from './binary.ts';
export { type OpenDatabase, type OpenDatabaseOptions, openDatabase } from './database.ts';
export { decode } from './decode.ts';
export * from './errors.ts';
export { FILE_PREFIX } from './files.ts';
export { inOneLife } from './one-life.ts';
export { createEngine, type EngineOptions } from './session.ts';
export { type ResultColumn, relationColumns } from './sql-types.ts';
export {
  deleteFiles,
  persistStorage,
  type StorageSpace,
  type StoredFile,
  storageAvailable,
  storageSpace,
  storedBytes,
  storedFiles,
} from './storage.ts';
export { transferErrors } from './transfer.ts';
export type * from './types.ts';
export { type ResultRow, rowsOf } from './values.ts';
export {
  type ConnectedWorker,
  connectWorker,
  orDeath,
  type StartedWorker,
  startWorker,
} from './worker.ts';
