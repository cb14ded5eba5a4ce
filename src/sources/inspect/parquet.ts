import { DataType } from 'apache-arrow';
import { TabhouseError } from '../../engine/errors.ts';
import { parquetBatches, readFoot } from '../read/parquet/batches.ts';
import { namesEncryption } from '../read/parquet/footer.ts';
import { leafFields, leafOf } from '../read/parquet/leaves.ts';
import { textAt } from '../read/parquet/text.ts';
import type { FileShape } from '../types.ts';
import { readRange } from './head.ts';
import { columnNames } from './header.ts';
import { PREVIEW_ROWS } from './text.ts';

/** True for the magic words of Parquet, plain or with an encrypted foot. */
export function isParquet(head: Uint8Array): boolean {
  const word = ascii(head.subarray(0, 4));
  return word === 'PAR1' || word === 'PARE';
}

/** The shape of a Parquet file. Throws `file-broken`, `file-encrypted`, `file-header-only`. */
export async function parquetShape(file: File): Promise<FileShape> {
  const parameters = { file: file.name };
  const end = await readRange(file, Math.max(0, file.size - 8), file.size);
  const word = ascii(end.subarray(4));
  if (word === 'PARE') throw new TabhouseError('file-encrypted', { parameters });
  if (word !== 'PAR1') throw new TabhouseError('file-broken', { parameters });
  const length = new DataView(end.buffer, end.byteOffset).getUint32(0, true);
  const metadata = await readRange(file, Math.max(0, file.size - 8 - length), file.size - 8);
  if (namesEncryption(metadata)) throw new TabhouseError('file-encrypted', { parameters });
  const { schema, rows } = await readFoot(file);
  if (rows === 0) throw new TabhouseError('file-header-only', { parameters });
  const fields = leafFields(schema);
  const preview: (string | null)[][] = [];
  for await (const batch of parquetBatches(file, { rowGroups: [0], limit: PREVIEW_ROWS })) {
    const leaves = fields.map(({ path }) => leafOf(batch, path));
    for (let row = 0; row < batch.numRows; row++) {
      preview.push(leaves.map((leaf) => textAt(leaf, row)));
    }
  }
  return {
    name: file.name,
    size: file.size,
    lastModified: file.lastModified,
    format: 'parquet',
    compression: 'none',
    encoding: 'utf-8',
    bom: false,
    columns: namesOf(fields.map(({ name }) => name)),
    types: fields.map(({ type }) => typeName(type)),
    preview,
    estimatedRows: rows,
    exactRows: true,
    notes: [],
  };
}

/** As the file has them, by which they can be asked for; made different only where they are not. */
function namesOf(names: readonly string[]): readonly string[] {
  const told = new Set(names).size === names.length && names.every((name) => name.trim() !== '');
  return told ? names : columnNames(names, names.length);
}

function typeName(type: DataType): string {
  return DataType.isDictionary(type) ? typeName(type.dictionary) : String(type);
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
