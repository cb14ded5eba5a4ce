/** Whole numbers of up to 19 digits as two halves, and decimals scaled by 10,000, straight from bytes. */

const ZERO = 48;
const TWO_32 = 4294967296;
/** Powers of ten by which a number with i decimals is scaled to four. */
export const TO_FOUR = [10_000, 1_000, 100, 10, 1] as const;

/** Halves of the number that `parseInteger` read last. */
export const integer = { low: 0, high: 0 };

/**
 * Magnitude `head × 10⁹ + tail` (head < 10¹⁰, tail < 10⁹) into `integer`; false where it exceeds 63 bits.
 * The low half is exact modulo 2³²; what a double loses of the rest is far less than half a unit of the high one.
 */
export function combine(head: number, tail: number, negative: boolean): boolean {
  let low = (Math.imul(head | 0, 1_000_000_000) + tail) >>> 0;
  let high = Math.round((head * 1e9 + tail - low) / TWO_32);
  const isLeast = negative && high === 0x80000000 && low === 0;
  if (high > 0x7fffffff && !isLeast) return false;
  if (negative) {
    high = low === 0 ? -high : -high - 1;
    low = -low >>> 0;
  }
  integer.low = low;
  integer.high = high | 0;
  return true;
}

/** Reads all of `bytes[start, end)` as a whole number (`17850.0` is one) into `integer`; false where it is none. */
export function parseInteger(bytes: Uint8Array, start: number, end: number): boolean {
  let p = start;
  const sign = bytes[p];
  if (sign === 45 || sign === 43) p++;
  let stop = p;
  while (stop < end && ((bytes[stop] as number) - ZERO) >>> 0 <= 9) stop++;
  if (stop === p) return false;
  if (stop < end) {
    if (bytes[stop] !== 46) return false;
    for (let i = stop + 1; i < end; i++) if (bytes[i] !== ZERO) return false;
  }
  while (p < stop - 1 && bytes[p] === ZERO) p++;
  if (stop - p > 19) return false;
  const middle = Math.max(p, stop - 9);
  let head = 0;
  for (; p < middle; p++) head = head * 10 + (bytes[p] as number) - ZERO;
  let tail = 0;
  for (; p < stop; p++) tail = tail * 10 + (bytes[p] as number) - ZERO;
  return combine(head, tail, sign === 45);
}

/** What `parseNumber` read last; `exact` where four decimals hold all of it, `fits` where DECIMAL(18,4) does. */
export const decimal = { scaled: 0, value: 0, exact: true, fits: true };

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads all of `bytes[start, end)` as a decimal number into `decimal`: its double, and the value × 10,000,
 * rounded half away from zero. False where it is none.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (plainNumber(bytes, start, end)) return true;
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] as number);
  return numberOf(text);
}

/** `parseNumber` for what is mostly there: at most 15 digits, at most four of them behind the point. */
function plainNumber(bytes: Uint8Array, start: number, end: number): boolean {
  const negative = bytes[start] === 45;
  let p = negative ? start + 1 : start;
  let point = end;
  let digits = 0;
  let value = 0;
  for (; p < end; p++) {
    const d = (bytes[p] as number) - ZERO;
    if (d >>> 0 <= 9) {
      value = value * 10 + d;
      digits++;
    } else if (d === -2 && point === end) point = p;
    else return false;
  }
  const decimals = point === end ? 0 : end - point - 1;
  if (digits === 0 || digits > 15 - 4 || decimals > 4) return false;
  const scaled = value * (TO_FOUR[decimals] as number);
  decimal.scaled = negative ? -scaled : scaled;
  decimal.value = decimal.scaled / 10_000;
  decimal.exact = true;
  decimal.fits = true;
  return true;
}

/** `parseNumber` for a text. */
export function numberOf(text: string): boolean {
  if (!NUMBER.test(text)) return false;
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  decimal.value = value;
  decimal.fits = Math.abs(value) < 1e14;
  return scale(text, value);
}

/** Scales by the digits, not by the double: 1.00005 is 1.0001, though the double lies below. */
function scale(text: string, value: number): boolean {
  const plain = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!plain) {
    const scaled = Math.sign(value) * Math.round(Math.abs(value) * 1e4);
    decimal.scaled = scaled;
    decimal.exact = scaled / 1e4 === value;
    return true;
  }
  const [, sign, whole = '', fraction = ''] = plain;
  const four = Number(whole + fraction.slice(0, 4).padEnd(4, '0'));
  const rounded = fraction.charCodeAt(4) >= 53 ? four + 1 : four;
  decimal.scaled = sign === '-' ? -rounded : rounded;
  decimal.exact = rounded <= Number.MAX_SAFE_INTEGER && !/[1-9]/.test(fraction.slice(4));
  return true;
}
