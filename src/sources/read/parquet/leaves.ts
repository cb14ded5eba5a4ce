import { type Data, DataType, type Field, type RecordBatch, type Schema } from 'apache-arrow';

/** A column of a Parquet file; the fields of structs are columns of their own, named `a.b`. */
export interface LeafField {
  readonly name: string;
  /** Index of the column, then of the struct's field, … */
  readonly path: readonly number[];
  readonly type: DataType;
}

/** The values of a leaf in one batch. */
export interface Leaf {
  readonly type: DataType;
  readonly data: Data;
  readonly rows: number;
  /** 1 where there is a value; null where all rows have one. */
  readonly valid: Uint8Array | null;
}

/** The columns of a schema, structs flattened. */
export function leafFields(schema: Schema): LeafField[] {
  return schema.fields.flatMap((field, i) => flatten(field, field.name, [i]));
}

function flatten(field: Field, name: string, path: readonly number[]): LeafField[] {
  const { type } = field;
  if (!DataType.isStruct(type)) return [{ name, path, type }];
  return type.children.flatMap((child: Field, i: number) =>
    flatten(child, `${name}.${child.name}`, [...path, i]),
  );
}

/** The leaf at a path of a batch; a field of a NULL struct is NULL. */
export function leafOf(batch: RecordBatch, path: readonly number[]): Leaf {
  const rows = batch.numRows;
  let data: Data = batch.data;
  let valid: Uint8Array | null = null;
  for (const index of path) {
    const child = data.children[index];
    if (!child) throw new RangeError(`no column ${path.join('.')}`);
    data = child;
    valid = both(valid, validity(data, rows));
  }
  return { type: data.type as DataType, data, rows, valid };
}

function validity(data: Data, rows: number): Uint8Array | null {
  const { nullBitmap, offset } = data;
  if (DataType.isNull(data.type)) return new Uint8Array(rows);
  if (data.nullCount === 0 || !nullBitmap || nullBitmap.length === 0) return null;
  const valid = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const at = i + offset;
    valid[i] = ((nullBitmap[at >> 3] ?? 0) >> (at & 7)) & 1;
  }
  return valid;
}

function both(a: Uint8Array | null, b: Uint8Array | null): Uint8Array | null {
  if (!a || !b) return a ?? b;
  return a.map((value, i) => value & (b[i] ?? 0));
}
