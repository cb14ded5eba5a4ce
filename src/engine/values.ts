import { type Data, DataType, type Table, TimeUnit, UnionMode, type Vector } from 'apache-arrow';
import { breath } from './breath.ts';
import { isHugeint, uniqueNames } from './sql-types.ts';
import { dayText, intervalText, timestampValue, timeText } from './time-text.ts';

/** One row of a result by column; see `rowsOf` for what each SQL type becomes. */
export type ResultRow = Record<string, unknown>;

type Read = (index: number) => unknown;

/**
 * The first `limit` rows of a result as plain objects, every value exact: integers up to 32 bits are numbers, BIGINT
 * and HUGEINT (sums of BIGINT) are bigint, DECIMAL is its text with all digits (`12.3400`; see `decimalNumber`),
 * DATE is `YYYY-MM-DD`, TIMESTAMP a Date, or ISO text where it has a fraction of a millisecond, TIME `HH:MM:SS`,
 * INTERVAL its text, ENUM and UUID strings, LIST an array, STRUCT an object, MAP an array of `{key, value}`,
 * BLOB a Uint8Array. NULL is null.
 */
export function rowsOf(table: Table, limit = Number.POSITIVE_INFINITY): ResultRow[] {
  return [...pieces(table, limit)].flat();
}

/** `rowsOf` for many rows: the page can do other things between a thousand and the next. */
export async function rowsInPieces(
  table: Table,
  limit = Number.POSITIVE_INFINITY,
): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  for (const piece of pieces(table, limit)) {
    if (rows.length > 0) await breath();
    for (const row of piece) rows.push(row);
  }
  return rows;
}

const PIECE = 1000;

function* pieces({ schema, batches }: Table, limit: number): Generator<ResultRow[]> {
  const names = uniqueNames(schema.fields.map(({ name }) => name));
  let wanted = limit;
  for (const { data } of batches) {
    const readers = names.map((name, at) => ({ name, read: reader(data.children[at]) }));
    const end = Math.min(data.length, wanted);
    wanted -= end;
    for (let start = 0; start < end; start += PIECE) {
      const rows: ResultRow[] = [];
      for (let index = start; index < Math.min(end, start + PIECE); index += 1) {
        const row: ResultRow = {};
        for (const { name, read } of readers) row[name] = read(index);
        rows.push(row);
      }
      yield rows;
    }
  }
}

const ASCII_TRIAL = 1 << 24;

const PER_SECOND: Readonly<Record<TimeUnit, bigint>> = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1_000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n,
};

function reader(data: Data | undefined): Read {
  if (!data || DataType.isNull(data.type)) return () => null;
  const read = present(data);
  return data.nullable || data.nullCount > 0
    ? (index) => (data.getValid(index) ? read(index) : null)
    : read;
}

/** Reads values that are not NULL. */
function present(data: Data): Read {
  const { type, children } = data;
  if (DataType.isDictionary(type)) return dictionary(data);
  if (DataType.isInt(type) || (DataType.isFloat(type) && type.precision !== 0))
    return numbers(data.values);
  if (DataType.isBool(type)) return bits(data);
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return texts(data);
  if (DataType.isDecimal(type)) return decimals(data.values, isHugeint(type) ? null : type.scale);
  if (DataType.isDate(type)) {
    const perDay = type.unit === 0 ? 1 : 86_400_000;
    return (index) => dayText(Math.floor(Number(data.values[index]) / perDay));
  }
  if (DataType.isTimestamp(type)) {
    const perSecond = PER_SECOND[type.unit];
    return (index) => timestampValue(BigInt(data.values[index]), perSecond);
  }
  if (DataType.isTime(type)) {
    const perSecond = PER_SECOND[type.unit];
    return (index) => timeText((BigInt(data.values[index]) * 1_000_000n) / perSecond);
  }
  if (DataType.isInterval(type)) return intervals(data.values);
  if (DataType.isStruct(type)) {
    const fields = type.children.map(({ name }, at) => ({ name, read: reader(children[at]) }));
    return (index) => Object.fromEntries(fields.map(({ name, read }) => [name, read(index)]));
  }
  if (DataType.isMap(type)) {
    const [key, value] = (children[0]?.children ?? []).map(reader);
    return spread(data, (index) => ({ key: key?.(index), value: value?.(index) }));
  }
  if (DataType.isList(type)) return spread(data, reader(children[0]));
  if (DataType.isFixedSizeList(type)) {
    const { listSize } = type;
    const read = reader(children[0]);
    return (index) => Array.from({ length: listSize }, (_, at) => read(index * listSize + at));
  }
  if (DataType.isUnion(type)) return union(data, type.mode === UnionMode.Dense);
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) {
    const { values, valueOffsets } = data;
    return (index) =>
      values.slice(Number(valueOffsets[index]), Number(valueOffsets[index + 1])) as unknown;
  }
  const { stride, values } = data;
  return (index) => values.slice(index * stride, (index + 1) * stride) as unknown;
}

function numbers(values: ArrayLike<unknown>): Read {
  return (index) => values[index];
}

function bits({ values, offset }: Data): Read {
  return (index) => {
    const at = offset + index;
    return ((values[at >> 3] >> (at & 7)) & 1) === 1;
  };
}

/** Where a batch's text is ASCII, which most is, it is decoded at once and cut. */
function texts({ values, valueOffsets, length }: Data): Read {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const first = Number(valueOffsets[0]);
  const bytes: Uint8Array = values.subarray(first, Number(valueOffsets[length]));
  const whole = bytes.length <= ASCII_TRIAL ? decoder.decode(bytes) : '';
  if (whole.length === bytes.length) {
    return (index) =>
      whole.slice(Number(valueOffsets[index]) - first, Number(valueOffsets[index + 1]) - first);
  }
  return (index) =>
    decoder.decode(
      values.subarray(Number(valueOffsets[index]), Number(valueOffsets[index + 1])) as Uint8Array,
    );
}

function dictionary(data: Data): Read {
  const vector: Vector | undefined = data.dictionary;
  const known: unknown[] = vector ? [...vector] : [];
  return (index) => known[Number(data.values[index])] ?? null;
}

/** `scale` null: whole numbers as bigint. */
function decimals(values: Uint32Array, scale: number | null): Read {
  return (index) => {
    const at = index * 4;
    const [word = 0, next = 0] = [values[at], values[at + 1]];
    if (next === 0 && values[at + 2] === 0 && values[at + 3] === 0)
      return scale === null ? BigInt(word) : smallDecimal(word, scale);
    const low = BigInt(word) | (BigInt(next) << 32n);
    const high = BigInt(values[at + 2] ?? 0) | (BigInt(values[at + 3] ?? 0) << 32n);
    const unscaled = (BigInt.asIntN(64, high) << 64n) | low;
    return scale === null ? unscaled : decimalText(unscaled, scale);
  };
}

function smallDecimal(unscaled: number, scale: number): string {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled).padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The digits of a DECIMAL with its point, such as `-0.0500`. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return String(unscaled);
  const sign = unscaled < 0n ? '-' : '';
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Arrow 17 knows no month-day-nanosecond intervals: four 32-bit words each. */
function intervals(words: Int32Array): Read {
  return (index) => {
    const [months = 0, days = 0, low = 0, high = 0] = words.subarray(index * 4, index * 4 + 4);
    const nanoseconds = (BigInt(high) << 32n) | BigInt(low >>> 0);
    return intervalText(months, days, nanoseconds / 1000n);
  };
}

function spread({ valueOffsets }: Data, read: Read): Read {
  return (index) => {
    const from = Number(valueOffsets[index]);
    return Array.from({ length: Number(valueOffsets[index + 1]) - from }, (_, at) =>
      read(from + at),
    );
  };
}

function union({ typeIds, valueOffsets, children }: Data, dense: boolean): Read {
  const readers = children.map(reader);
  return (index) =>
    readers[typeIds[index] ?? 0]?.(dense ? Number(valueOffsets[index]) : index) ?? null;
}
