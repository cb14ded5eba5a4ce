import { type Signal, signal } from '@preact/signals-core';

export interface FrameRate {
  /** Frames a second. */
  readonly rate: number;
  /** Milliseconds between the two frames that were furthest apart. */
  readonly longest: number;
}

/** Frames of the last movement; null before the first. */
export const frameRate: Signal<FrameRate | null> = signal(null);

/** Two frames further apart than this belong to different movements. */
const APART = 250;
const FEWEST = 5;

let times: number[] = [];

/** Takes a frame of a movement into account; several movements share their frames. `more`: another one follows. */
export function frameDone(time: number, more: boolean): void {
  const last = times.at(-1);
  if (last !== undefined && time - last > APART) times = [];
  if (time !== times.at(-1)) times.push(time);
  if (!more && times.length >= FEWEST) frameRate.value = rateOf(times);
}

/** Rate and longest gap of frames at these times, in milliseconds. */
export function rateOf(at: readonly number[]): FrameRate {
  const gaps = at.slice(1).map((time, index) => time - (at[index] ?? time));
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  return { rate: whole > 0 ? (1000 * gaps.length) / whole : 0, longest: Math.max(0, ...gaps) };
}
