import { BOT_EVENTS } from './rules.ts';

/** `order` without what is marked at its places. */
export function without(order: Uint32Array, marks: Uint8Array): Uint32Array {
  let kept = 0;
  const left = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) if (marks[at] === 0) left[kept++] = order[at] as number;
  return left.subarray(0, kept);
}

/** Sets `bit` in the flags of all marked rows. */
export function mark(flags: Uint8Array, marks: Uint8Array, bit: number): void {
  for (let row = 0; row < flags.length; row++)
    if (marks[row] === 1) flags[row] = (flags[row] as number) | bit;
}

/** 1 for each row of a session with too many events; null where there is none. Sessions are consecutive rows. */
export function longSessions(numbers: Uint32Array): Uint8Array<ArrayBuffer> | null {
  let marks: Uint8Array<ArrayBuffer> | null = null;
  let start = 0;
  for (let row = 1; row <= numbers.length; row++) {
    if (row < numbers.length && numbers[row] === numbers[start]) continue;
    if (row - start > BOT_EVENTS && numbers[start] !== 0) {
      marks ??= new Uint8Array(numbers.length);
      marks.fill(1, start, row);
    }
    start = row;
  }
  return marks;
}

/** Numbers of the rows whose mark is `value`. */
export function rowsWhere(marks: Uint8Array, value: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(marks.length);
  let count = 0;
  for (let row = 0; row < marks.length; row++) if (marks[row] === value) rows[count++] = row;
  return rows.slice(0, count);
}

/** Marks over all rows, of marks over those that are not repeats: a repeat is in its neighbours' session by time. */
export function withRepeats(marks: Uint8Array, repeats: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(repeats.length);
  let at = -1;
  for (let row = 0; row < repeats.length; row++) {
    if (repeats[row] === 0) at++;
    all[row] = marks[at] as number;
  }
  return all;
}
