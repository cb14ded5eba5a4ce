/** Pointing at a place across one of the panels that are given to it points at it in all. */
export function together(): (panel: SVGSVGElement) => SVGSVGElement {
  const panels: SVGSVGElement[] = [];
  let sharing = false;
  const share = (event: PointerEvent) => {
    if (sharing) return;
    sharing = true;
    for (const other of panels) {
      if (other === event.currentTarget) continue;
      const { clientX, pointerType } = event;
      const clientY = other.getBoundingClientRect().top + 60;
      other.dispatchEvent(new PointerEvent(event.type, { clientX, clientY, pointerType }));
    }
    sharing = false;
  };
  return (panel) => {
    panels.push(panel);
    panel.addEventListener('pointermove', share);
    panel.addEventListener('pointerleave', share);
    return panel;
  };
}
