import type { Engine } from '../../engine/index.ts';
import type { DataFormat, DataWriter } from '../../report/data/types.ts';
import { startWriter } from '../../report/data/worker.ts';
import type { Sink } from './sink.ts';
import { type Subject, writable } from './subject.ts';

export interface Written {
  readonly rows: number;
  readonly bytes: number;
}

export const MEDIA: Readonly<Record<DataFormat, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
};

export interface WriteOptions {
  readonly signal: AbortSignal;
  /** Told how far it is. */
  readonly onWritten: (written: Written) => void;
}

/** `work` with a worker that writes files, which ends with it or where it is given up. */
export async function withWriter<T>(
  signal: AbortSignal,
  work: (writer: DataWriter) => Promise<T>,
): Promise<T> {
  const writer = await startWriter();
  const stop = () => writer.terminate();
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    return await work(writer);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** Writes all rows of a subject into `sink`, piece by piece; nothing stays of it where this rejects. */
export async function writeSubject(
  engine: Engine,
  writer: DataWriter,
  subject: Subject,
  format: DataFormat,
  sink: Sink,
  { signal, onWritten }: WriteOptions,
): Promise<Written> {
  let [rows, bytes] = [0, 0];
  try {
    const { sql, values } = await writable(engine, subject, signal);
    const options = { signal, priority: 'background', label: subject.name } as const;
    const pieces = engine.stream(sql, values, options);
    const next = async () => {
      signal.throwIfAborted();
      return (await pieces.next()).value ?? null;
    };
    const take = async (part: Uint8Array<ArrayBuffer>) => {
      bytes += part.byteLength;
      await sink.write(part);
    };
    try {
      rows = await writer.write(format, next, take, (done) => {
        rows = done;
        onWritten({ rows, bytes });
      });
    } finally {
      await pieces.return();
    }
    await sink.close();
    return { rows, bytes };
  } catch (error) {
    await sink.abort().catch(() => undefined);
    signal.throwIfAborted();
    throw error;
  }
}
