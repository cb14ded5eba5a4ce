import type { LitElement, ReactiveController } from 'lit';
import type { NotebookHands } from './hands.ts';

/** CSS pixels that the pointer moves before a press is a drag. */
const SLACK = 4;
/** Height of the strips at the view's edges in which it scrolls, and how far a frame. */
const [EDGE, SPEED] = [64, 14];

interface Place {
  /** Position in the document before which the cell lands. */
  readonly at: number;
  readonly line: { readonly left: number; readonly top: number; readonly length: number };
  readonly upright: boolean;
}

/** Moves cells by their handle, with mouse, pen or finger; Escape gives it up. */
export class CellDrag implements ReactiveController {
  readonly #host: LitElement;
  readonly #hands: () => NotebookHands | null;
  #stop: (() => void) | null = null;

  constructor(host: LitElement, hands: () => NotebookHands | null) {
    this.#host = host;
    this.#hands = hands;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerdown', this.#onDown);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pointerdown', this.#onDown);
    this.#stop?.();
  }

  #onDown = (event: PointerEvent) => {
    const path = event.composedPath().filter((one) => one instanceof HTMLElement);
    const handle = path.find((one) => one.matches('[data-drag]'));
    const slot = path.find(({ localName }) => localName === 'th-cell-slot');
    if (!handle || !slot || event.button !== 0) return;
    this.#begin(slot, event);
  };

  #begin(slot: HTMLElement, { clientX, clientY, pointerId }: PointerEvent): void {
    const line = document.createElement('div');
    line.className = 'drop';
    let over: Place | null = null;
    let dragging = false;
    let last = { x: clientX, y: clientY };
    let frame = 0;
    const scrolls = scroller(this.#host);
    const show = () => {
      over = this.#placeAt(last.x, last.y);
      line.hidden = !over;
      if (!over) return;
      const { left, top, length } = over.line;
      line.classList.toggle('upright', over.upright);
      line.style.transform = `translate(${left}px, ${top}px)`;
      line.style.setProperty('--length', `${length}px`);
    };
    const tick = () => {
      const { top, bottom } = scrolls.getBoundingClientRect();
      const by = last.y < top + EDGE ? -SPEED : last.y > bottom - EDGE ? SPEED : 0;
      if (by !== 0) {
        scrolls.scrollBy(0, by);
        show();
      }
      frame = requestAnimationFrame(tick);
    };
    const onMove = (event: PointerEvent) => {
      if (event.pointerId !== pointerId) return;
      last = { x: event.clientX, y: event.clientY };
      if (!dragging && Math.hypot(last.x - clientX, last.y - clientY) < SLACK) return;
      if (!dragging) {
        dragging = true;
        this.#host.renderRoot?.append(line);
        slot.classList.add('dragged');
        frame = requestAnimationFrame(tick);
      }
      event.preventDefault();
      show();
    };
    const end = (takes: boolean) => {
      this.#stop?.();
      if (takes && dragging && over) this.#drop(slot.id, over.at);
    };
    const onUp = (event: PointerEvent) => event.pointerId === pointerId && end(true);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    const onCancel = () => end(false);
    this.#stop?.();
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, true);
    this.#stop = () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('keydown', onKey, true);
      cancelAnimationFrame(frame);
      slot.classList.remove('dragged');
      line.remove();
      this.#stop = null;
    };
  }

  #drop(id: string, before: number): void {
    const hands = this.#hands();
    const from = hands?.cells.findIndex((cell) => cell.id === id) ?? -1;
    if (!hands || from < 0) return;
    hands.moveTo(id, before > from ? before - 1 : before);
  }

  /** The gap nearest to a point of the view; beside an input in a row it stands upright. */
  #placeAt(x: number, y: number): Place | null {
    const cells = this.#hands()?.cells ?? [];
    const slots = [...(this.#host.renderRoot?.querySelectorAll<HTMLElement>('th-cell-slot') ?? [])];
    let best: { place: Place; distance: number } | null = null;
    for (const slot of slots) {
      if (slot.hidden) continue;
      const box = slot.getBoundingClientRect();
      const at = cells.findIndex(({ id }) => id === slot.id);
      const inRow = slot.parentElement?.classList.contains('inputs') ?? false;
      const away = inRow
        ? Math.hypot(outside(x, box.left, box.right), outside(y, box.top, box.bottom))
        : outside(y, box.top, box.bottom);
      if (best && best.distance <= away) continue;
      const after = inRow ? x > (box.left + box.right) / 2 : y > (box.top + box.bottom) / 2;
      const line = inRow
        ? { left: after ? box.right + 6 : box.left - 6, top: box.top, length: box.height }
        : { left: box.left, top: after ? box.bottom + 12 : box.top - 12, length: box.width };
      best = { place: { at: after ? at + 1 : at, line, upright: inRow }, distance: away };
    }
    return best?.place ?? null;
  }
}

const outside = (value: number, from: number, to: number): number =>
  Math.max(from - value, 0, value - to);

/** The nearest element around that scrolls. */
function scroller(element: HTMLElement): Element {
  let at: Element | null = element;
  while (at) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY))
      return at;
    const root: Node = at.getRootNode();
    at = at.assignedSlot ?? at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return document.documentElement;
}
