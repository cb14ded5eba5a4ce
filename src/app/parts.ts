import { breath } from '../engine/breath.ts';

/** What a notebook is drawn with, in pieces that are each quick to evaluate; each needs only those before it. */
const DRAWING: readonly (() => Promise<unknown>)[] = [
  () => import('../charts/frame.ts'),
  () => import('../charts/index.ts'),
];
/** Milliseconds for which other work waits for the first drawing at most. */
const PATIENCE = 1000;

let fetched: Promise<void> | null = null;

/** Fetches what a notebook is drawn with, once; the page can do other things between the pieces. */
export function fetchNotebook(): Promise<void> {
  fetched ??= inPieces().catch(() => {
    fetched = null;
  });
  return fetched;
}

/**
 * `fetchNotebook` after the page's first frame. Resolves when a notebook can be drawn, before long in any case: what would
 * hold the first drawing up waits for that.
 */
export function firstDrawing(): Promise<void> {
  const drawn = new Promise((resolve) => requestAnimationFrame(resolve))
    .then(breath)
    .then(fetchNotebook);
  return Promise.race([drawn, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE))]);
}

/** `fetchNotebook` as soon as the page has nothing else to do, so that a load need not wait for it. */
export function fetchAhead(): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void fetchNotebook());
  else setTimeout(() => void fetchNotebook(), 500);
}

async function inPieces(): Promise<void> {
  for (const part of DRAWING) {
    await part();
    await breath();
  }
  // Warmed while the next piece is on its way: later the first drawing would wait for it.
  await Promise.all([import('../cells/markdown.ts'), warmed()]);
  await breath();
  await import('./notebook-view.ts');
}

async function warmed(): Promise<void> {
  const { WARMING } = await import('../charts/warm.ts');
  for (const warm of WARMING) {
    warm();
    await breath();
  }
}
