import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { FONT, PALETTES } from '../palette.ts';
import { tipLines, untilAway } from '../tips.ts';
import type { ChartOptions } from '../types.ts';
import { textWidth } from '../values.ts';
import { type Cloud, labelsOf, onScreen, type Point } from './scatter-3d.ts';
import { EDGES, FLAT, REST, type Turn, turned } from './space.ts';

interface Needs {
  readonly options: ChartOptions;
  readonly label: string;
  /** Draws the picture that is saved, once the cloud stands still. */
  readonly paint: (turn: Turn) => void;
  readonly tip: (row: Row) => string;
  readonly pick: ((row: Row) => void) | null;
  readonly key: SVGSVGElement | undefined;
}

const PER_PIXEL = 0.01;
const PER_KEY = Math.PI / 24;
const NEAR = 12;
const RADIUS = 3;
const KEYS: Readonly<Record<string, Turn>> = {
  ArrowLeft: { yaw: -PER_KEY, pitch: 0 },
  ArrowRight: { yaw: PER_KEY, pitch: 0 },
  ArrowUp: { yaw: 0, pitch: PER_KEY },
  ArrowDown: { yaw: 0, pitch: -PER_KEY },
};

/** Whether the reader wants nothing to move stands at the root; see `src/ui/motion`. */
const calm = () => document.documentElement.dataset.motion === 'still';

/** The cloud on a canvas that turns by dragging and by keys, with buttons for three flat views; null without a canvas. */
export function turntable(
  cloud: Cloud,
  { options, label, paint, tip, pick, key }: Needs,
): HTMLElement | null {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return null;
  const palette = PALETTES[options.theme];
  const density = Math.min(2, globalThis.devicePixelRatio || 1);
  Object.assign(canvas, {
    width: cloud.width * density,
    height: cloud.height * density,
    tabIndex: 0,
  });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `${label}. ${t('declared.space.keys', {}, options.locale)}`);
  canvas.style.cssText = `display:block;inline-size:100%;block-size:auto;touch-action:pan-y;cursor:grab;border-radius:8px;`;
  context.scale(density, density);
  let turn: Turn = REST;
  let hovered: Point | null = null;
  let asked = false;

  const draw = () => {
    asked = false;
    context.clearRect(0, 0, cloud.width, cloud.height);
    context.lineWidth = 1;
    context.strokeStyle = palette.border;
    context.beginPath();
    for (const [from, to] of EDGES) {
      const [a, b] = [onScreen(cloud, from, turn), onScreen(cloud, to, turn)];
      context.moveTo(a[0], a[1]);
      context.lineTo(b[0], b[1]);
    }
    context.stroke();
    const placed = cloud.points
      .map((point) => ({ point, at: onScreen(cloud, point.at, turn) }))
      .sort((a, b) => a.at[2] - b.at[2]);
    for (const { point, at } of placed) {
      const near = (at[2] + 1.8) / 3.6;
      context.globalAlpha = 0.35 + 0.5 * near;
      context.fillStyle = point.colour;
      context.beginPath();
      context.arc(at[0], at[1], RADIUS * (0.7 + 0.6 * near), 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    context.font = `12px ${FONT}`;
    context.textAlign = 'center';
    context.fillStyle = palette.faint;
    for (const { text, x, y } of labelsOf(cloud, turn)) context.fillText(text, x, y);
    if (hovered) box(context, hovered, tip(hovered.row), cloud, turn, options);
  };
  const ask = () => {
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  };
  const set = (next: Turn) => {
    turn = next;
    ask();
  };

  let held: { readonly x: number; readonly y: number; readonly turn: Turn; moved: boolean } | null =
    null;
  canvas.addEventListener('pointerdown', (event) => {
    held = { x: event.clientX, y: event.clientY, turn, moved: false };
    canvas.setPointerCapture(event.pointerId);
    canvas.style.cursor = 'grabbing';
  });
  canvas.addEventListener('pointermove', (event) => {
    if (held) {
      const by = {
        yaw: (event.clientX - held.x) * PER_PIXEL,
        pitch: (event.clientY - held.y) * PER_PIXEL,
      };
      held.moved ||= Math.abs(event.clientX - held.x) + Math.abs(event.clientY - held.y) > 3;
      set(turned(held.turn, by));
      return;
    }
    if (event.pointerType !== 'touch') hover(nearest(cloud, turn, place(canvas, cloud, event)));
  });
  const release = (event: PointerEvent) => {
    const clicked = held && !held.moved && event.type === 'pointerup';
    held = null;
    canvas.style.cursor = 'grab';
    paint(turn);
    const found = clicked ? nearest(cloud, turn, place(canvas, cloud, event)) : null;
    if (clicked && event.pointerType === 'touch') touch(found);
    if (found) pick?.(found.row);
  };
  const hover = (found: Point | null) => {
    if (found === hovered) return;
    hovered = found;
    ask();
  };
  const touch = (found: Point | null) => {
    hover(found);
    untilAway(canvas, () => hover(null));
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') hover(null);
  });
  canvas.addEventListener('keydown', (event) => {
    const by = KEYS[event.key];
    if (!by && event.key !== 'Home') return;
    event.preventDefault();
    set(by ? turned(turn, by) : REST);
    paint(turn);
  });

  const host = document.createElement('div');
  host.append(
    bar(options, (next) => glide(() => turn, next, set, paint)),
    ...(key ? [key] : []),
    canvas,
  );
  draw();
  return host;
}

/** Turns to a view within a third of a second, at once where movement is not wanted. */
function glide(
  now: () => Turn,
  to: Turn,
  set: (turn: Turn) => void,
  paint: (turn: Turn) => void,
): void {
  paint(to);
  if (calm()) {
    set(to);
    return;
  }
  const from = now();
  const start = performance.now();
  const step = (time: number) => {
    const share = Math.min(1, Math.max(0, (time - start) / 320));
    const eased = 1 - (1 - share) ** 3;
    set({
      yaw: from.yaw + (to.yaw - from.yaw) * eased,
      pitch: from.pitch + (to.pitch - from.pitch) * eased,
    });
    if (share < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

function bar({ locale, theme }: ChartOptions, show: (turn: Turn) => void): HTMLElement {
  const palette = PALETTES[theme];
  const group = document.createElement('div');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', t('declared.space.views', {}, locale));
  group.style.cssText = 'display:flex;gap:4px;justify-content:flex-end;';
  const views = [
    ['3d', REST],
    ['xy', FLAT.xy],
    ['xz', FLAT.xz],
    ['zy', FLAT.zy],
  ] as const;
  for (const [name, turn] of views) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = t(`declared.space.${name}`, {}, locale);
    button.style.cssText = `padding:4px 10px;min-block-size:28px;border:1px solid ${palette.border};border-radius:8px;background:transparent;color:${palette.muted};font-size:12px;cursor:pointer;`;
    button.addEventListener('click', () => show(turn));
    group.append(button);
  }
  return group;
}

function place(
  canvas: HTMLCanvasElement,
  { width }: Cloud,
  event: PointerEvent,
): readonly [number, number] {
  const box = canvas.getBoundingClientRect();
  const scale = width / (box.width || width);
  return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
}

function nearest(cloud: Cloud, turn: Turn, [px, py]: readonly [number, number]): Point | null {
  let best: Point | null = null;
  let least = NEAR;
  for (const point of cloud.points) {
    const [x, y] = onScreen(cloud, point.at, turn);
    const distance = Math.hypot(x - px, y - py);
    if (distance < least) {
      least = distance;
      best = point;
    }
  }
  return best;
}

function box(
  context: CanvasRenderingContext2D,
  point: Point,
  text: string,
  cloud: Cloud,
  turn: Turn,
  { theme }: ChartOptions,
): void {
  const palette = PALETTES[theme];
  const lines = tipLines(text, cloud.width);
  const [width, height] = [
    Math.max(...lines.map((line) => textWidth(line))) + 20,
    lines.length * 18 + 14,
  ];
  const [x, y] = onScreen(cloud, point.at, turn);
  context.strokeStyle = palette.text;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, RADIUS + 3, 0, 2 * Math.PI);
  context.stroke();
  context.lineWidth = 1;
  const left = x + 12 + width > cloud.width ? Math.max(0, x - 12 - width) : x + 12;
  const top = Math.max(0, Math.min(cloud.height - height, y - height / 2));
  context.fillStyle = palette.raised;
  context.strokeStyle = palette.strong;
  context.beginPath();
  context.roundRect(left, top, width, height, 4);
  context.fill();
  context.stroke();
  context.fillStyle = palette.text;
  context.textAlign = 'left';
  lines.forEach((line, at) => {
    context.fillText(line, left + 10, top + 20 + at * 18);
  });
}
