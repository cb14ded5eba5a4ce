import { eachFrame } from './clock.ts';
import { motion, still } from './settings.ts';

type Mark = SVGElement | HTMLElement;

/** A kind of movement: which marks, what they come from, and the milliseconds until the last of them begins. */
interface Movement {
  readonly marks: readonly Mark[];
  readonly from: Keyframe;
  readonly origin: (mark: Mark) => string | null;
  readonly duration: number;
  readonly spread: number;
  readonly bounces?: boolean;
}

const EASING = 'cubic-bezier(0.2, 0, 0, 1)';
const BOUNCE = 'cubic-bezier(0.34, 1.56, 0.64, 1)';
/** Marks that move one by one; of more cells the drawing appears as a whole, more bars stand at once. */
const MOST = 600;

const running = new WeakMap<ParentNode, readonly Animation[]>();

/**
 * Lets a new drawing come to be: bars grow, radars unfold from their centre, cells of a heat map fill in order, arcs
 * appear. Marks say which by class: `th-grow` (upwards), `th-grow-x` (to the right), `th-unfold` with `data-at` (x and y
 * of the centre), `th-cells` (the cells within) or `th-cell`, `th-arc`. What moved before in the same drawing ends.
 */
export function grow(root: SVGSVGElement): void {
  settle(root);
  if (still() || !inSight(root)) return;
  const animations = movements(root).flatMap(animationsOf);
  running.set(root, animations);
  follow(animations);
}

/** What nobody sees takes frames from what somebody does. */
function inSight(root: SVGSVGElement): boolean {
  const { top, bottom } = root.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Ends all movement in a drawing at once, each mark where it belongs. */
export function settle(root: ParentNode): void {
  for (const animation of running.get(root) ?? []) animation.cancel();
  running.delete(root);
}

function movements(root: ParentNode): readonly Movement[] {
  const all = (selector: string) => [...root.querySelectorAll<SVGElement>(selector)];
  const few = (marks: readonly Mark[]) => (marks.length > MOST ? [] : marks);
  const within = (name: string) => `.${name} rect, .${name} path, rect.${name}`;
  const box = (origin: string) => (mark: Mark) => {
    mark.style.transformBox = 'fill-box';
    return origin;
  };
  const at = (mark: Mark) => {
    const [x = '0', y = '0'] = (mark.dataset.at ?? '').split(' ');
    mark.style.transformBox = 'view-box';
    return `${x}px ${y}px`;
  };
  const cells = all('.th-cells > *, .th-cell');
  const many = cells.length > MOST;
  return [
    {
      marks: few(all(within('th-grow'))),
      from: { transform: 'scaleY(0)' },
      origin: box('50% 100%'),
      duration: 350,
      spread: 200,
      bounces: true,
    },
    {
      marks: few(all(within('th-grow-x'))),
      from: { transform: 'scaleX(0)' },
      origin: box('0 50%'),
      duration: 350,
      spread: 200,
      bounces: true,
    },
    {
      marks: all('.th-unfold'),
      from: { transform: 'scale(0) rotate(-24deg)', opacity: 0 },
      origin: at,
      duration: 400,
      spread: 150,
    },
    {
      marks: many ? cells.slice(0, 1).flatMap((cell) => cell.ownerSVGElement ?? []) : cells,
      from: { opacity: 0 },
      origin: () => null,
      duration: many ? 300 : 180,
      spread: 320,
    },
    { marks: all('.th-arc'), from: { opacity: 0 }, origin: () => null, duration: 300, spread: 0 },
  ];
}

function animationsOf(movement: Movement): Animation[] {
  const { marks, from, origin, duration, spread, bounces = false } = movement;
  const { speed, delay, frames, bounce } = motion.peek();
  const to = Object.fromEntries(
    Object.keys(from).map((name) => [name, name === 'opacity' ? 1 : 'none']),
  );
  return marks.map((mark, index) => {
    const place = origin(mark);
    if (place !== null) mark.style.transformOrigin = place;
    // Without an end of its own an opacity ends at the one that the mark has.
    const animation = mark.animate(
      'opacity' in from && !('transform' in from) ? [from, {}] : [from, to],
      {
        duration,
        delay: delay * speed + Math.min(spread, (index / marks.length) * spread),
        easing: bounces && bounce ? BOUNCE : EASING,
        fill: 'backwards',
      },
    );
    animation.playbackRate = speed;
    if (frames > 0) animation.pause();
    return animation;
  });
}

/** Counts the frames of what moves, and moves it by hand where the reader wants fewer of them. */
function follow(animations: readonly Animation[]): void {
  const { speed, frames } = motion.peek();
  const start = performance.now();
  const ends = animations.map((one) => Number(one.effect?.getComputedTiming().endTime ?? 0));
  const last = Math.max(0, ...ends) / speed;
  if (animations.length === 0) return;
  eachFrame(() => {
    const now = performance.now() - start;
    const idle = animations.every(({ playState }) => playState === 'idle');
    if (idle) return false;
    if (frames > 0)
      for (const [index, animation] of animations.entries()) {
        if (animation.playState === 'idle') continue;
        if (now * speed >= (ends[index] ?? 0)) animation.cancel();
        else animation.currentTime = now * speed;
      }
    return now < last;
  });
}
