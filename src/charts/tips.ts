import type { RenderFunction } from '@observablehq/plot';
import { textWidth } from './values.ts';

/** Pixels between the edge of a tip and its text. */
export const TIP_PADDING = 10;
const MOST_WIDTH = 360;

/** The lines of a tip in a drawing `room` pixels wide, none wider than the drawing. */
export function tipLines(text: string, room: number): string[] {
  const most = Math.max(120, Math.min(MOST_WIDTH, room - 2 * TIP_PADDING - 2));
  return text.split('\n').flatMap((line) => broken(line, most));
}

/** A line in pieces of at most `most` pixels: at a blank where there is one, else within a long name. */
export function broken(line: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (textWidth(rest) > most) {
    let end = 0;
    let width = 0;
    for (const character of rest) {
      width += textWidth(character);
      if (width > most) break;
      end += character.length;
    }
    const blank = rest.lastIndexOf(' ', end);
    const at = blank > 0 ? blank : Math.max(1, end);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...pieces, rest];
}

/** Keeps one of Plot's tips within its drawing, beyond which it is cut off, and ends one that a finger called. */
export const heldTip: RenderFunction = (index, scales, values, dimensions, context, next) => {
  const made = next?.(index, scales, values, dimensions, context) ?? null;
  if (!made || index.length === 0) return made;
  const svg = context.ownerSVGElement;
  const settle = () => moveInside(made);
  // In the turn after the one in which Plot places the tip.
  if (svg.isConnected) void Promise.resolve().then(settle);
  else requestAnimationFrame(settle);
  untilAway(svg, () =>
    svg.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' })),
  );
  return made;
};

/** The part of the page whose tip is shown, and what ends it. */
interface Told {
  readonly element: Element;
  readonly hide: () => void;
}

let told: Told | null = null;
let listening = false;

/** Calls `hide` once a finger is put down elsewhere, or scrolls: it never leaves as a mouse does. One tip is shown at a time. */
export function untilAway(element: Element, hide: () => void): void {
  const before = told;
  told = { element, hide };
  if (before && before.element !== element) before.hide();
  if (listening) return;
  listening = true;
  const end = (wanted: (inside: boolean) => boolean) => (event: PointerEvent) => {
    if (event.pointerType !== 'touch' || !told) return;
    if (!wanted(event.composedPath().includes(told.element))) return;
    const { hide: last } = told;
    told = null;
    last();
  };
  document.addEventListener(
    'pointerdown',
    end((inside) => !inside),
    { capture: true },
  );
  document.addEventListener(
    'pointercancel',
    end((inside) => inside),
    { capture: true },
  );
}

function moveInside(made: SVGElement): void {
  let whole = made.ownerSVGElement;
  for (let outer = whole; outer; outer = outer.ownerSVGElement) whole = outer;
  if (!whole?.isConnected) return;
  const frame = whole.getBoundingClientRect();
  const scale = frame.width / (Number(whole.getAttribute('width')) || frame.width) || 1;
  for (const tip of made.children) {
    const [path, text] = tip.children;
    if (!(path instanceof SVGPathElement) || !(text instanceof SVGTextElement)) continue;
    if (isWithin(path.getBoundingClientRect(), frame)) continue;
    // What is moved points at nothing: it is a box.
    path.setAttribute('d', boxAround(text));
    const box = path.getBoundingClientRect();
    const [x, y] = [
      shift(box.left, box.right, frame.left, frame.right) / scale,
      shift(box.top, box.bottom, frame.top, frame.bottom) / scale,
    ];
    tip.setAttribute('transform', `${tip.getAttribute('transform') ?? ''} translate(${x},${y})`);
  }
}

const isWithin = (box: DOMRect, frame: DOMRect): boolean =>
  box.left >= frame.left - 1 &&
  box.right <= frame.right + 1 &&
  box.top >= frame.top - 1 &&
  box.bottom <= frame.bottom + 1;

function boxAround(text: SVGTextElement): string {
  const { x, y, width, height } = text.getBBox();
  const { e = 0, f = 0 } = text.transform.baseVal.consolidate()?.matrix ?? {};
  const [left, top] = [x + e - TIP_PADDING, y + f - TIP_PADDING];
  const [across, down] = [width + 2 * TIP_PADDING, height + 2 * TIP_PADDING];
  return `M${left},${top}h${across}v${down}h${-across}z`;
}

/** How far a span has to move to lie within another; one that is too long begins where that begins. */
function shift(low: number, high: number, from: number, to: number): number {
  if (low < from || high - low > to - from) return from - low;
  return high > to ? to - high : 0;
}
