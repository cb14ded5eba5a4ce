import { DataType } from 'apache-arrow';
import type { Leaf } from './leaves.ts';
import { textAt } from './text.ts';

const PRIME = 0x01000193;
const GOLDEN = 0x9e3779b1;
const encoder = new TextEncoder();

/** Mixes the values of a leaf into the two halves of each row's hash. */
export function hashLeaf(leaf: Leaf, rest: Uint32Array): void {
  const { data, rows, valid, type } = leaf;
  const isBytes = DataType.isUtf8(type) || DataType.isBinary(type);
  const words = fixedWords(leaf);
  for (let row = 0; row < rows; row++) {
    if (valid && valid[row] === 0) mix(rest, row, 0x5bd1e995);
    else if (words) {
      const size = words.length / rows;
      for (let i = row * size; i < (row + 1) * size; i++) mix(rest, row, words[i] as number);
    } else if (isBytes) {
      mixBytes(
        rest,
        row,
        data.values,
        data.valueOffsets[row] ?? 0,
        data.valueOffsets[row + 1] ?? 0,
      );
    } else mixText(rest, row, textAt(leaf, row) ?? '');
  }
}

/** Mixes one row's text. */
export function mixText(rest: Uint32Array, row: number, text: string): void {
  const bytes = encoder.encode(text);
  mixBytes(rest, row, bytes, 0, bytes.length);
}

/** The values as 32-bit words, where they are numbers of four bytes or a multiple. */
function fixedWords({ data, rows, type }: Leaf): Uint32Array | null {
  const isNumber = DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type);
  if (!isNumber && !DataType.isTimestamp(type) && !DataType.isDate(type)) return null;
  const { buffer, byteOffset, byteLength } = data.values;
  if (rows === 0 || byteLength % (rows * 4) !== 0 || byteOffset % 4 !== 0) return null;
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}

function mixBytes(
  rest: Uint32Array,
  row: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): void {
  for (let i = start; i < end; i++) mix(rest, row, bytes[i] as number);
  mix(rest, row, 256);
}

function mix(rest: Uint32Array, row: number, word: number): void {
  const b = rest[row * 2 + 1] as number;
  rest[row * 2] = Math.imul((rest[row * 2] as number) ^ word, PRIME);
  rest[row * 2 + 1] = Math.imul(b + word, GOLDEN) ^ (b >>> 15);
}
