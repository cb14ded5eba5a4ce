import { readRecords } from '../read/index.ts';
import type { LookProgress, PickedFile, SourceId } from '../types.ts';
import { sourceDefinition } from './index.ts';

/**
 * Joins the tables of a source to its one file of events; null where the source has nothing to join. `onProgress` is
 * told the records and bytes of the tables that take part. Throws what reading throws, `file-header-only`.
 */
export async function joinTables(
  source: SourceId,
  files: readonly PickedFile[],
  onProgress: (progress: LookProgress) => void = () => {},
): Promise<PickedFile | null> {
  const join = sourceDefinition(source)?.join;
  if (!join) return null;
  const totalBytes = files
    .filter(({ shape }) => join.reads.includes(join.belongs(shape) ?? ''))
    .reduce((sum, { shape }) => sum + shape.size, 0);
  let rows = 0;
  let before = 0;
  return join.prepare(files, async function* told({ file, shape }) {
    for await (const batch of readRecords(file, shape)) {
      rows += batch.rows;
      yield batch;
      const bytes = before + batch.progress.bytes;
      onProgress({ subject: shape.name, rows, bytes, totalBytes });
    }
    before += shape.size;
  });
}
