import { breath } from '../engine/breath.ts';

/** Milliseconds of a frame that drawing may take; what the browser then makes of it comes on top. */
const BUDGET = 6;
/** Where the browser takes longer than that for its own part of a frame, drawing takes as long, up to this. */
const MOST = 24;
/** A frame that does not come, as in a window that is covered, is not waited for. */
const NO_FRAME = 100;

interface Waiting {
  readonly element: Element;
  readonly work: () => void;
  readonly later: boolean;
}

/** Milliseconds without work after which a single element need not wait for a frame. */
const REST = 50;

let waiting: Waiting[] = [];
let running = false;
let ended = Number.NEGATIVE_INFINITY;
const inSight = new WeakSet<Element>();
const sight = typeof IntersectionObserver === 'undefined' ? null : new IntersectionObserver(see);

function see(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) inSight.add(target);
    else inSight.delete(target);
  }
}

/**
 * Does `work` for an element when its turn comes: a few milliseconds a frame, so that drawing many things at once
 * never holds the page up. What is in sight goes first, what is asked for `later` last, else as it came.
 */
export function inTurn(
  element: Element,
  work: () => void,
  { later = false }: { readonly later?: boolean } = {},
): void {
  waiting.push({ element, work, later });
  sight?.observe(element);
  if (!running) void run();
}

/** `inTurn`, and what the work gives or throws. */
export function turn<T>(element: Element, work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    inTurn(element, () => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    });
  });
}

async function run(): Promise<void> {
  running = true;
  if (performance.now() - ended > REST) {
    await breath();
    // With none beside it there is no order to be found.
    if (waiting.length === 1) await workOff();
  }
  while (waiting.length > 0) {
    const own = await frame();
    const end = performance.now() + Math.min(Math.max(own, BUDGET), MOST);
    do await workOff();
    while (waiting.length > 0 && performance.now() < end);
  }
  running = false;
  ended = performance.now();
}

async function workOff(): Promise<void> {
  try {
    take()?.work();
  } catch (error) {
    reportError(error);
  }
  // What the work asked for, such as the elements within, is done in this gap.
  await breath();
}

function take(): Waiting | undefined {
  // What the last frame showed, even where the browser has not come to telling it.
  see(sight?.takeRecords() ?? []);
  const next =
    waiting.find(({ element, later }) => !later && inSight.has(element)) ??
    waiting.find(({ later }) => !later) ??
    waiting.find(({ element }) => inSight.has(element)) ??
    waiting[0];
  waiting = waiting.filter((one) => one !== next);
  if (next && !waiting.some(({ element }) => element === next.element))
    sight?.unobserve(next.element);
  return next;
}

/**
 * Resolves after the next frame has been drawn, with the milliseconds that the browser took for that; at once where
 * nobody looks, since no frame comes then.
 */
function frame(): Promise<number> {
  if (document.visibilityState === 'hidden') return breath().then(() => 0);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(0), NO_FRAME);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      const start = performance.now();
      void breath().then(() => resolve(performance.now() - start));
    });
  });
}
