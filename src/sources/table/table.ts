import { readRecords } from '../read/index.ts';
import type { PickedFile } from '../types.ts';
import { batchIpc } from './arrow.ts';
import { ColumnInference } from './infer.ts';
import type { TableOptions, TableProgress, TableSchema } from './types.ts';

/** A picked file with its shape; the files of one table have the same columns. */
export type TableFile = Pick<PickedFile, 'file' | 'shape'>;

/**
 * Looks at every value of the files once, so that the types hold to the last record. A column is VARCHAR as soon as
 * one value fits nothing narrower. Throws what `readRecords` throws.
 */
export async function tableSchema(
  files: readonly TableFile[],
  options: TableOptions = {},
): Promise<TableSchema> {
  const { widest, ...schema } = await looked(files, options);
  if (widest <= schema.columns.length || !files.some(isRagged)) return schema;
  const { widest: _, ...wider } = await looked(files.map(widened(widest)), options);
  return wider;
}

/** Lists of things: a line beyond the head of the file that was looked at may be longer than all in it. */
const isRagged = ({ shape }: TableFile) =>
  shape.notes.some(({ key }) => key === 'source.note.ragged');

/** The file with columns for that many fields. */
const widened =
  (width: number) =>
  ({ file, shape }: TableFile): TableFile => {
    const { columns } = shape;
    const more = Array.from(
      { length: Math.max(0, width - columns.length) },
      (_, at) => `column${columns.length + at}`,
    );
    return { file, shape: { ...shape, columns: [...columns, ...more] } };
  };

async function looked(
  files: readonly TableFile[],
  options: TableOptions,
): Promise<TableSchema & { readonly widest: number }> {
  const [first] = files;
  const names = columnNames(first?.shape.columns ?? []);
  const inferences = names.map((name, index) => new ColumnInference(name, previewOf(files, index)));
  let rows = 0;
  let blank = 0;
  let widest = 0;
  for await (const batch of records(files, 'types', options)) {
    rows += batch.rows;
    widest = Math.max(widest, batch.widest);
    blank = batch.blank;
    inferences.forEach((inference, index) => {
      const cells = batch.columns[index] ?? [];
      for (let row = 0; row < batch.rows && inference.open; row++)
        inference.observe(cells[row] ?? null);
    });
  }
  return { columns: inferences.map((inference) => inference.result()), rows, blank, widest };
}

/** The records as Arrow IPC streams, one batch each, in the order and types of the schema. */
export async function* tableBatches(
  files: readonly TableFile[],
  schema: TableSchema,
  options: TableOptions = {},
): AsyncGenerator<Uint8Array> {
  for await (const batch of records(files.map(widened(schema.columns.length)), 'rows', options))
    if (batch.rows > 0) yield batchIpc(schema.columns, batch.columns, batch.rows);
}

interface Records {
  readonly rows: number;
  readonly columns: readonly (readonly (string | null)[])[];
  readonly widest: number;
  readonly blank: number;
}

async function* records(
  files: readonly TableFile[],
  stage: TableProgress['stage'],
  { signal, onProgress }: TableOptions,
): AsyncGenerator<Records> {
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  let rows = 0;
  let bytes = 0;
  let blank = 0;
  for (const { file, shape } of files) {
    let blankHere = 0;
    for await (const batch of readRecords(file, shape, undefined, signal ? { signal } : {})) {
      rows += batch.rows;
      blankHere = batch.progress.blank;
      const { rows: count, columns, widest } = batch;
      yield { rows: count, columns, widest, blank: blank + blankHere };
      onProgress?.({ stage, rows, bytes: bytes + batch.progress.bytes, totalBytes });
    }
    bytes += file.size;
    blank += blankHere;
  }
  onProgress?.({ stage, rows, bytes, totalBytes });
}

function previewOf(files: readonly TableFile[], index: number): string[] {
  return files.flatMap(({ shape }) =>
    shape.preview.flatMap((row) => {
      const value = row[index]?.trim();
      return value ? [value] : [];
    }),
  );
}

/** SQL does not tell `Price` from `price`: the second of two such names gets a number. */
function columnNames(columns: readonly string[]): string[] {
  const taken = new Set<string>();
  return columns.map((column, index) => {
    const wanted = column.trim() || `column${index}`;
    let name = wanted;
    for (let n = 1; taken.has(name.toLowerCase()); n++) name = `${wanted}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
