import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grow, settle } from '../../../src/ui/motion/index.ts';
import { motion, USUAL_MOTION } from '../../../src/ui/motion/settings.ts';
import { applyTheme } from '../../../src/ui/theme.ts';
import '../../../src/ui/progress.ts';

const DRAWING = `
  <g class="th-grow"><rect id="column" width="10" height="80"/></g>
  <g class="th-grow-x"><rect id="bar" width="80" height="10"/></g>
  <path id="radar" class="th-unfold" data-at="40 50" d="M40 10 L80 80 L10 80 Z"/>
  <g class="th-cells">${Array.from({ length: 12 }, (_, at) => `<rect class="cell" x="${at * 10}" width="9" height="9"/>`).join('')}</g>`;

let drawing: SVGSVGElement;

const moving = (selector: string) =>
  [...drawing.querySelectorAll(selector)].flatMap((mark) => mark.getAnimations());
const first = (selector: string) =>
  (moving(selector)[0]?.effect as KeyframeEffect)?.getKeyframes()[0];
const delays = (selector: string) =>
  moving(selector).map(({ effect }) => Number(effect?.getTiming().delay));

beforeEach(() => {
  motion.value = { ...USUAL_MOTION, reduced: 'off' };
  drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.setAttribute('viewBox', '0 0 200 100');
  drawing.innerHTML = DRAWING;
  document.body.prepend(drawing);
});
afterEach(() => {
  settle(drawing);
  drawing.remove();
  motion.value = USUAL_MOTION;
});

describe('a new drawing', () => {
  test('lets bars grow from where they stand and radars unfold from their centre', () => {
    grow(drawing);
    expect(first('#column')).toMatchObject({ transform: 'scaleY(0)' });
    expect(first('#bar')).toMatchObject({ transform: 'scaleX(0)' });
    expect(first('#radar')?.transform).toContain('scale(0)');
    expect(drawing.querySelector<SVGElement>('#radar')?.style.transformOrigin).toBe('40px 50px');
  });

  test('shows thousands of bars at once: each by itself would take the frames of all', () => {
    const bars = Array.from({ length: 2000 }, (_, at) => `<rect x="${at}" width="1" height="9"/>`);
    drawing.innerHTML = `<g class="th-grow">${bars.join('')}</g>`;
    grow(drawing);
    expect(moving('rect')).toEqual([]);
  });

  test('fills heat maps in order', () => {
    grow(drawing);
    const begun = delays('.cell');
    expect(begun).toHaveLength(12);
    expect(begun).toEqual([...begun].sort((a, b) => a - b));
    expect(new Set(begun).size).toBe(12);
  });

  test('overshoots where the reader wants bounce, and goes as fast as asked', () => {
    motion.value = { ...motion.peek(), bounce: true, speed: 2 };
    grow(drawing);
    const [animation] = moving('#column');
    expect(animation?.playbackRate).toBe(2);
    expect(animation?.effect?.getTiming().easing).toContain('1.56');
  });

  test('stands still for who asked for that', () => {
    motion.value = { ...motion.peek(), reduced: 'on' };
    grow(drawing);
    expect(drawing.getAnimations({ subtree: true })).toEqual([]);
  });

  test('is where it belongs at once when it is settled', () => {
    grow(drawing);
    expect(drawing.getAnimations({ subtree: true }).length).toBeGreaterThan(10);
    settle(drawing);
    expect(drawing.getAnimations({ subtree: true })).toEqual([]);
  });

  test('reaches what moves by style within elements too, either way', async () => {
    applyTheme();
    const progress = document.createElement('th-progress');
    document.body.append(progress);
    await progress.updateComplete;
    const bar = progress.shadowRoot?.querySelector('.bar') as HTMLElement;
    motion.value = { ...USUAL_MOTION, reduced: 'on' };
    expect(getComputedStyle(bar).animationDuration).toBe('0s');
    motion.value = { ...USUAL_MOTION, reduced: 'off' };
    expect(getComputedStyle(bar).animationDuration).toBe('1.4s');
    progress.remove();
  });
});
