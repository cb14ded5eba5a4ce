import { DataType, RecordBatchReader, type Schema } from 'apache-arrow';

/** True where a column of an Arrow IPC stream is, or contains, an ENUM. */
export function hasEnums(ipc: Uint8Array): boolean {
  const { schema }: { schema: Schema } = RecordBatchReader.from(ipc).open();
  return schema.fields.some(({ type }) => contains(type));
}

function contains(type: DataType): boolean {
  return DataType.isDictionary(type) || (type.children ?? []).some((child) => contains(child.type));
}

/** The values of every ENUM in a type as DuckDB writes it, such as `STRUCT(a ENUM('x', 'it''s'))[]`, in order. */
export function enumsOf(type: string): string[][] {
  const enums: string[][] = [];
  let current: string[] | null = null;
  const pattern = /"(?:[^"]|"")*"|'((?:[^']|'')*)'|\bENUM\(|\)/g;
  for (const [found, text] of type.matchAll(pattern)) {
    if (found === 'ENUM(') {
      current = [];
      enums.push(current);
    } else if (found === ')') current = null;
    else if (text !== undefined) current?.push(text.replaceAll("''", "'"));
  }
  return enums;
}
