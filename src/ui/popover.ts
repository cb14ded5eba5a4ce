/** Places `panel` under `anchor` inside the window, above it where there is more room. Both in CSS pixels of the view. */
export function place(panel: HTMLElement, anchor: DOMRect, align: 'start' | 'end' = 'start'): void {
  const { innerWidth, innerHeight } = window;
  const { offsetWidth, offsetHeight } = panel;
  const wanted = align === 'start' ? anchor.left : anchor.right - offsetWidth;
  const left = Math.max(8, Math.min(wanted, innerWidth - offsetWidth - 8));
  const below = innerHeight - anchor.bottom - 8;
  const up = below < offsetHeight && anchor.top > below;
  const top = up ? Math.max(8, anchor.top - offsetHeight - 6) : anchor.bottom + 6;
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
  panel.style.maxHeight = `${(up ? anchor.top : below) - 6}px`;
}
