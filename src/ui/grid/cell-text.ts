import { isNumber } from './rows/condition.ts';

/** Digits after which even a screen reader's user would rather copy. */
const LONGEST = 240;

/** Values that stand at the right of their column. */
export const isFigureType = (type: string) => isNumber(type) && !/\[/.test(type);

/** A value with every digit, as SQL writes it; null where it is NULL. */
export function cellText(value: unknown, type: string): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return timeText(value, type);
  if (typeof value === 'string')
    return type.startsWith('TIMESTAMP') && value.endsWith('Z')
      ? value.replace('T', ' ').slice(0, -1)
      : value;
  if (value instanceof Uint8Array) return bytesText(value);
  if (typeof value === 'object') return JSON.stringify(value, plain);
  return String(value);
}

/** What fits into a cell: amounts without the zeros that only fill their scale up. */
export const shortText = (text: string, type: string) =>
  type.startsWith('DECIMAL')
    ? text.replace(/(\.\d\d\d*?)0+$/, '$1')
    : (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text).replaceAll(
        /\s*[\r\n]+\s*/g,
        ' ↵ ',
      );

function timeText(value: Date, type: string): string {
  const text = value.toISOString().replace('T', ' ').slice(0, -1);
  return type.startsWith('TIMESTAMP') && text.endsWith('.000') ? text.slice(0, -4) : text;
}

const bytesText = (bytes: Uint8Array) =>
  `0x${[...bytes.subarray(0, 4096)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? bytesText(value) : value;
}
