import { node } from '../frame.ts';

/** A bar that lies, with round corners; it grows to the right as it appears. */
export const longBar = (x: number, y: number, width: number, height: number, fill: string) =>
  node('rect', { x, y, width, height, rx: 3, fill, class: 'th-grow-x' });
