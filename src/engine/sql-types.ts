import {
  DataType,
  type Decimal,
  type Int,
  Precision,
  type Precision as Size,
  type Table,
} from 'apache-arrow';

export interface ResultColumn {
  readonly name: string;
  /** As SQL names it: `BIGINT`, `DECIMAL(18,4)`, `INTEGER[]`; `ENUM` without its values. */
  readonly type: string;
}

/** The columns of a result; a name that comes twice gets a number, as in `rowsOf`. */
export function relationColumns(table: Table): ResultColumn[] {
  const names = uniqueNames(table.schema.fields.map(({ name }) => name));
  return table.schema.fields.map(({ type }, index) => ({
    name: names[index] ?? '',
    type: sqlType(type),
  }));
}

/** `a, a, b` as `a, a_1, b`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 1; seen.has(unique); number += 1) {
      const next = `${name}_${number}`;
      if (!taken.has(next)) unique = next;
    }
    seen.add(unique);
    return unique;
  });
}

/** True for what arrives as Decimal(38, 0): a HUGEINT, such as the sum of a BIGINT. */
export function isHugeint({ precision, scale }: Decimal): boolean {
  return precision === 38 && scale === 0;
}

/** Name of an Arrow type in SQL. */
export function sqlType(type: DataType): string {
  if (DataType.isDictionary(type)) return 'ENUM';
  if (DataType.isInt(type)) return intType(type);
  if (DataType.isFloat(type))
    return type.precision === (Precision.DOUBLE as Size) ? 'DOUBLE' : 'FLOAT';
  if (DataType.isDecimal(type))
    return isHugeint(type) ? 'HUGEINT' : `DECIMAL(${type.precision},${type.scale})`;
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return 'VARCHAR';
  if (DataType.isBool(type)) return 'BOOLEAN';
  if (DataType.isDate(type)) return 'DATE';
  if (DataType.isTimestamp(type)) return type.timezone ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
  if (DataType.isTime(type)) return 'TIME';
  if (DataType.isInterval(type)) return 'INTERVAL';
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) return 'BLOB';
  if (DataType.isFixedSizeBinary(type)) return 'BLOB';
  if (DataType.isList(type)) return `${sqlType(type.valueType)}[]`;
  if (DataType.isFixedSizeList(type)) return `${sqlType(type.valueType)}[${type.listSize}]`;
  if (DataType.isStruct(type))
    return `STRUCT(${type.children.map((child) => `${child.name} ${sqlType(child.type)}`).join(', ')})`;
  if (DataType.isMap(type)) return `MAP(${sqlType(type.keyType)}, ${sqlType(type.valueType)})`;
  if (DataType.isUnion(type)) return 'UNION';
  return 'NULL';
}

const INTS = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' } as const;

function intType({ bitWidth, isSigned }: Int): string {
  return `${isSigned ? '' : 'U'}${INTS[bitWidth]}`;
}
