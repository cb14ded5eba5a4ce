import type { Lane } from '../lanes.ts';

/** Events of one user in the order of time, `start` up to but not with `end` of the lanes. */
export interface UserEvents {
  readonly start: number;
  readonly end: number;
  /** Instants: equal ones stand in any order. */
  readonly time: Lane;
  /** Index into `EVENT_TYPES`. */
  readonly type: Uint8Array;
  /** Local hours, counted from the first day's midnight. */
  readonly hours: Int32Array;
  /** Local days, counted from the first day. */
  readonly days: Int32Array;
}
