/** What a reader does to go elsewhere. */
const OWN_WAY = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Shows a place again whenever the page has grown around it: cells above draw themselves after it was shown. Ends after
 * `milliseconds`, or with the first thing that the reader does. Returns what ends it.
 */
export function holdInSight(page: Element, show: () => void, milliseconds = 4000): () => void {
  const sized = new ResizeObserver(() => show());
  const end = () => {
    sized.disconnect();
    clearTimeout(timer);
    for (const type of OWN_WAY) window.removeEventListener(type, end, true);
  };
  const timer = setTimeout(end, milliseconds);
  for (const type of OWN_WAY) window.addEventListener(type, end, true);
  sized.observe(page);
  return end;
}
