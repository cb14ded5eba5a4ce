/** Nothing moves where the reader asked for that, nor where there is nothing to see. */
export const still = () =>
  globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches === true ||
  globalThis.document?.visibilityState === 'hidden';

const easeOut = (share: number) => 1 - (1 - share) ** 4;

export interface Timing {
  readonly milliseconds?: number;
  readonly now?: () => number;
  readonly frame?: (step: () => void) => number;
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
  timing: Timing = {},
): () => void {
  const {
    milliseconds = 400,
    now = () => performance.now(),
    frame = requestAnimationFrame,
    calm = still(),
  } = timing;
  if (calm || from === to || !Number.isFinite(from) || !Number.isFinite(to)) {
    draw(to);
    return () => undefined;
  }
  let stopped = false;
  const start = now();
  const step = () => {
    if (stopped) return;
    const share = Math.min(1, (now() - start) / milliseconds);
    draw(share === 1 ? to : from + (to - from) * easeOut(share));
    if (share < 1) frame(step);
  };
  frame(step);
  return () => {
    stopped = true;
  };
}

/** Lets the bars and arcs of a new drawing grow, one after another; an old drawing's movement ends with it. */
export function grow(root: ParentNode): void {
  if (still()) return;
  const marks = [
    ...[...root.querySelectorAll<SVGElement>('.th-grow rect, .th-grow path, rect.th-grow')].map(
      (mark) => ({ mark, from: 'scaleY(0)', origin: '50% 100%' }),
    ),
    ...[
      ...root.querySelectorAll<SVGElement>('.th-grow-x rect, .th-grow-x path, rect.th-grow-x'),
    ].map((mark) => ({ mark, from: 'scaleX(0)', origin: '0 50%' })),
  ];
  marks.forEach(({ mark, from, origin }, index) => {
    mark.style.transformBox = 'fill-box';
    mark.style.transformOrigin = origin;
    mark.animate([{ transform: from }, { transform: 'none' }], {
      duration: 350,
      delay: Math.min(200, (index / marks.length) * 200),
      easing: 'cubic-bezier(0.2, 0, 0, 1)',
      fill: 'backwards',
    });
  });
  for (const mark of root.querySelectorAll('.th-arc')) {
    mark.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 300, fill: 'backwards' });
  }
}
