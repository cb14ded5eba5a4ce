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

/**
 * Writes all rows of a subject into `sink`, piece by piece; nothing stays of it where this rejects. `onWritten` is told
 * how far it is.
 */
export async function writeSubject(
  engine: Engine,
  subject: Subject,
  format: DataFormat,
  sink: Sink,
  { signal, onWritten }: { signal: AbortSignal; onWritten: (written: Written) => void },
): Promise<Written> {
  let writer: DataWriter | null = null;
  let [rows, bytes] = [0, 0];
  const stop = () => writer?.terminate();
  try {
    const { sql, values } = await writable(engine, subject, signal);
    writer = await startWriter();
    signal.addEventListener('abort', stop);
    const pieces = engine.stream(sql, values, {
      signal,
      priority: 'background',
      label: subject.name,
    });
    try {
      rows = await writer.write(
        format,
        async () => {
          signal.throwIfAborted();
          const { value } = await pieces.next();
          return value ?? null;
        },
        async (part) => {
          bytes += part.byteLength;
          await sink.write(part);
        },
        (done) => {
          rows = done;
          onWritten({ rows, bytes });
        },
      );
    } finally {
      await pieces.return();
    }
    await sink.close();
    return { rows, bytes };
  } catch (error) {
    await sink.abort().catch(() => undefined);
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
