import { type Clock, type Course, eachFrame, platformClock } from './clock.ts';
import { still } from './settings.ts';

const COURSE: Course = { duration: 400, easing: 'cubic-bezier(0.16, 1, 0.3, 1)' };

/** Where time comes from. */
export interface Timing {
  readonly clock?: (course: Course) => Clock;
  readonly frame?: (step: (time: number) => void) => number;
  readonly calm?: boolean;
}

/**
 * Calls `draw` with values from `from` to `to`, quick at first; the last call is always exactly `to`.
 * Returns a function that stops it where it is.
 */
export function countTo(
  from: number,
  to: number,
  draw: (value: number) => void,
  { clock = platformClock, frame = requestAnimationFrame, calm = still() }: Timing = {},
): () => void {
  if (calm || from === to || !Number.isFinite(from) || !Number.isFinite(to)) {
    draw(to);
    return () => undefined;
  }
  let stopped = false;
  const running = clock(COURSE);
  eachFrame(() => {
    if (stopped) return false;
    const share = running.progress();
    draw(share >= 1 ? to : from + (to - from) * share);
    return share < 1;
  }, frame);
  return () => {
    stopped = true;
    running.stop();
  };
}
