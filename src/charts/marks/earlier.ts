import { node } from '../frame.ts';

/** Where the bar of the earlier period would end. */
export const earlierMark = (x: number, y: number, height: number, fill: string) =>
  node('rect', {
    x: x - 1,
    y,
    width: 2,
    height,
    fill,
    'pointer-events': 'none',
    class: 'th-before',
  });
