import { breath } from '../engine/breath.ts';

/** What a notebook is drawn with, in pieces that are each quick to evaluate; each needs only those before it. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('../charts/frame.ts'),
  () => import('../charts/index.ts'),
  () => import('../cells/markdown.ts'),
  () => import('./notebook-view.ts'),
];

let fetched: Promise<void> | null = null;

/** Fetches what a notebook is drawn with, once; the page can do other things between the pieces. */
export function fetchNotebook(): Promise<void> {
  fetched ??= inPieces().catch(() => {
    fetched = null;
  });
  return fetched;
}

/** `fetchNotebook` as soon as the page has nothing else to do, so that a load need not wait for it. */
export function fetchAhead(): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void fetchNotebook());
  else setTimeout(() => void fetchNotebook(), 500);
}

async function inPieces(): Promise<void> {
  for (const part of PARTS) {
    await part();
    await breath();
  }
  const { WARMING } = await import('../charts/warm.ts');
  for (const warm of WARMING) {
    await breath();
    warm();
  }
}
