import { DataType, Precision, TimeUnit, Vector } from 'apache-arrow';
import type { Leaf } from './leaves.ts';

const strict = new TextDecoder('utf-8', { fatal: true });

/** The value of a row as text, exact to the last digit; null where it is NULL. */
export function textAt(leaf: Leaf, row: number): string | null {
  if (leaf.valid && leaf.valid[row] === 0) return null;
  const { type, data } = leaf;
  if (DataType.isTimestamp(type)) {
    const value = BigInt(data.values[row] ?? 0n);
    return timestampText(value, type.unit, type.timezone);
  }
  if (DataType.isDate(type)) return dateText(leaf, row);
  if (DataType.isDecimal(type)) return decimalText(decimalAt(leaf, row), type.scale);
  return valueText(new Vector([data]).get(row), type);
}

/** Unscaled value of a decimal. */
function decimalAt({ data, type }: Leaf, row: number): bigint {
  const words = data.values as Uint32Array;
  const size = DataType.isDecimal(type) ? type.bitWidth / 32 : 4;
  let value = 0n;
  for (let i = size - 1; i >= 0; i--) value = (value << 32n) | BigInt(words[row * size + i] ?? 0);
  return BigInt.asIntN(size * 32, value);
}

function decimalText(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  if (scale <= 0) return sign + digits + '0'.repeat(-scale);
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const PER_SECOND = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1_000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n,
} as const;

/** `2019-10-01 00:00:00.5`, with ` UTC` behind instants and without where it is a clock's time. */
function timestampText(value: bigint, unit: TimeUnit, timezone?: string | null): string {
  const per = PER_SECOND[unit];
  let seconds = value / per;
  let fraction = value % per;
  if (fraction < 0n) {
    fraction += per;
    seconds -= 1n;
  }
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return value.toString();
  const clock = date.toISOString().replace('T', ' ').slice(0, -5);
  const digits = fraction
    .toString()
    .padStart(per.toString().length - 1, '0')
    .replace(/0+$/, '');
  return `${clock}${fraction > 0n ? `.${digits}` : ''}${timezone ? ' UTC' : ''}`;
}

function dateText({ type, data }: Leaf, row: number): string {
  const value = Number(data.values[row] ?? 0);
  const isDays = DataType.isDate(type) && type.unit === 0;
  return new Date(isDays ? value * 86_400_000 : value).toISOString().slice(0, 10);
}

function valueText(value: unknown, type: DataType): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && DataType.isFloat(type)) return floatText(value, type.precision);
  if (value instanceof Uint8Array) return bytesText(value);
  if (typeof value === 'object') return JSON.stringify(value, plain);
  return String(value);
}

/** The shortest text that is the same float again. */
function floatText(value: number, precision: Precision): string {
  if (precision === Precision.DOUBLE) return String(value);
  for (let digits = 3; digits <= 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return String(shorter);
  }
  return String(value);
}

/** Older writers mark their text as bytes. */
function bytesText(bytes: Uint8Array): string {
  try {
    if (bytes.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)) {
      return strict.decode(bytes);
    }
  } catch {
    return hex(bytes);
  }
  return hex(bytes);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return bytesText(value);
  if (value instanceof Map) return Object.fromEntries(value);
  return value;
}
