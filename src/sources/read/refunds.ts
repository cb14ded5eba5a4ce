import { EVENT_TYPES, type RefundRule } from '../types.ts';
import { type Column, KIND } from './column.ts';

const PURCHASE = EVENT_TYPES.indexOf('purchase');
const REFUND = EVENT_TYPES.indexOf('refund');
const encoder = new TextEncoder();

/** Turns the purchases of a chunk that meet any of the rules into refunds. */
export function applyRefunds(
  rules: readonly RefundRule[],
  columns: ReadonlyMap<string, Column>,
  types: Uint8Array,
  rows: number,
): void {
  for (const rule of rules) {
    const column = columns.get(rule.column);
    if (!column) continue;
    const holds = condition(rule, column);
    for (let row = 0; row < rows; row++) {
      if (types[row] === PURCHASE && holds(row)) types[row] = REFUND;
    }
  }
}

function condition(rule: RefundRule, column: Column): (row: number) => boolean {
  const prefix = rule.startsWith === undefined ? null : encoder.encode(rule.startsWith);
  return (row) =>
    (prefix === null || startsWith(column, row, prefix)) &&
    (!rule.negative || isNegative(column, row));
}

function startsWith(column: Column, row: number, prefix: Uint8Array): boolean {
  const key = column.keys[row] ?? 0;
  if (column.kind !== KIND.text || key === 0) return false;
  const text = column.dictionary.bytesOf(key);
  return prefix.every((byte, i) => text[i] === byte);
}

function isNegative(column: Column, row: number): boolean {
  if (column.kind === KIND.integer) return (column.high[row] ?? 0) < 0;
  if (column.kind === KIND.text) return Number(column.dictionary.text(column.keys[row] ?? 0)) < 0;
  return (column.floats[row] ?? 0) < 0;
}
