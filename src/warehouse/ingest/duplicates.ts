import type { Rows } from './bucket.ts';
import type { Lane } from './lanes.ts';
import { mix } from './route.ts';

/** Lanes that say nothing about what stands in the source. */
const OURS = new Set(['flags', 'ordinal']);
/** Runs longer than this are looked through by hash. */
const PAIRS = 12;

/**
 * Marks rows that are equal in all source columns to an earlier row: 1 at their place in `order`, which is sorted
 * by (user, time), so that equal rows stand in one run of equal user and time. Null where there are none.
 */
export function duplicateMarks(
  { rows, lanes }: Rows,
  order: Uint32Array,
): Uint8Array<ArrayBuffer> | null {
  const time = lanes.time as Lane;
  const users = ['user_id', 'user_id.high', 'user_id.valid'].flatMap((name) => lanes[name] ?? []);
  const others = Object.keys(lanes)
    .filter((name) => name !== 'time' && !name.startsWith('user_id') && !OURS.has(name))
    .map((name) => lanes[name] as Lane);
  const marks = new Uint8Array(rows);
  let found = 0;
  let start = 0;
  while (start < rows) {
    const first = order[start] as number;
    const at = time[first];
    let end = start + 1;
    while (
      end < rows &&
      time[order[end] as number] === at &&
      equal(users, first, order[end] as number)
    )
      end++;
    if (end - start > 1)
      found +=
        end - start <= PAIRS
          ? markByPairs(others, order, start, end, marks)
          : markByHash(others, order, start, end, marks);
    start = end;
  }
  return found === 0 ? null : marks;
}

function equal(lanes: readonly Lane[], a: number, b: number): boolean {
  for (let k = 0; k < lanes.length; k++) {
    const lane = lanes[k] as Lane;
    const x = lane[a] as number;
    const y = lane[b] as number;
    if (x !== y && !(Number.isNaN(x) && Number.isNaN(y))) return false;
  }
  return true;
}

function markByPairs(
  lanes: readonly Lane[],
  order: Uint32Array,
  start: number,
  end: number,
  marks: Uint8Array,
): number {
  let found = 0;
  for (let i = start + 1; i < end; i++) {
    for (let j = start; j < i; j++) {
      if (marks[j] === 1 || !equal(lanes, order[i] as number, order[j] as number)) continue;
      marks[i] = 1;
      found++;
      break;
    }
  }
  return found;
}

/** Open addressing over the rows of a run. */
function markByHash(
  lanes: readonly Lane[],
  order: Uint32Array,
  start: number,
  end: number,
  marks: Uint8Array,
): number {
  const size = 2 ** Math.ceil(Math.log2((end - start) * 2));
  const table = new Uint32Array(size);
  let found = 0;
  for (let i = start; i < end; i++) {
    const row = order[i] as number;
    let slot = hash(lanes, row) & (size - 1);
    for (let held = table[slot] as number; ; held = table[slot] as number) {
      if (held === 0) {
        table[slot] = row + 1;
        break;
      }
      if (equal(lanes, row, held - 1)) {
        marks[i] = 1;
        found++;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  return found;
}

function hash(lanes: readonly Lane[], row: number): number {
  let h = 0;
  for (let k = 0; k < lanes.length; k++) {
    const value = (lanes[k] as Lane)[row] as number;
    h =
      mix(h ^ (value | 0)) ^
      (Number.isInteger(value) ? 0 : Math.imul((value * 8192) | 0, 0x9e3779b1));
  }
  return h >>> 0;
}
