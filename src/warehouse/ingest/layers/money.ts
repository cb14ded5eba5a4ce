import { has } from '../../tables/columns.ts';
import type { DatasetContext } from '../../types.ts';
import { type Lane, type Lanes, NO_DECIMAL } from '../lanes.ts';

/** 1, as decimals are kept: × 10,000. */
const ONE = 10_000;

const missing = (lane: Lane, value: number) =>
  lane instanceof Int32Array ? value === NO_DECIMAL : Number.isNaN(value);

/** `coalesce(quantity, 1)`, × 10,000. */
export function quantities(lane: Lane | undefined, rows: number): Float64Array<ArrayBuffer> {
  const made = new Float64Array(rows).fill(ONE);
  if (lane)
    for (let row = 0; row < rows; row++) {
      const value = lane[row] as number;
      if (!missing(lane, value)) made[row] = value;
    }
  return made;
}

/**
 * The amount of each row, × 10,000, as `amount` of src/warehouse/tables/columns.ts has it: the source's, else price ×
 * quantity rounded half away from zero. NULL is 0.
 */
export function amounts(
  lanes: Lanes,
  rows: number,
  context: DatasetContext,
): Float64Array<ArrayBuffer> {
  const made = new Float64Array(rows);
  const given = has(context, 'amount') ? lanes.amount : undefined;
  const price = has(context, 'price') ? lanes.price : undefined;
  const quantity = price && lanes.quantity ? quantities(lanes.quantity, rows) : null;
  for (let row = 0; row < rows; row++) {
    if (given && !missing(given, given[row] as number)) {
      made[row] = given[row] as number;
      continue;
    }
    if (!price || missing(price, price[row] as number)) continue;
    const value = price[row] as number;
    made[row] = quantity ? product(value, quantity[row] as number) : value;
  }
  return made;
}

function product(price: number, quantity: number): number {
  const exact = price * quantity;
  if (Math.abs(exact) <= Number.MAX_SAFE_INTEGER)
    return Math.sign(exact) * Math.round(Math.abs(exact) / ONE);
  const whole = BigInt(price) * BigInt(quantity);
  const half = whole < 0n ? -5000n : 5000n;
  return Number((whole + half) / 10_000n);
}
