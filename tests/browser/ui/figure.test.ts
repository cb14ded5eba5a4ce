import { afterEach, expect, test } from 'vitest';
import type { Figure } from '../../../src/charts/index.ts';
import type { FigureElement } from '../../../src/ui/figure.ts';
import '../../../src/ui/figure.ts';

afterEach(() => document.body.replaceChildren());

const busy = (milliseconds: number) => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

const frame = () => new Promise(requestAnimationFrame);

/** A drawing of one number that takes a while. */
function drawing(value: number, drawn: number[]): () => Figure {
  return () => {
    busy(30);
    drawn.push(value);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const columns = [{ name: 'n', label: 'n' }];
    return { svg, label: String(value), twin: { columns, rows: [{ n: value }] } };
  };
}

test('a drawing that follows a hand skips places and ends at the newest, its table with it', async () => {
  const element = document.createElement('th-figure') as FigureElement;
  const drawn: number[] = [];
  element.draw = drawing(0, drawn);
  element.style.inlineSize = '300px';
  document.body.append(element);
  await expect.poll(() => drawn).toEqual([0]);
  element.calm = true;
  for (let place = 1; place <= 40; place++) {
    element.draw = drawing(place, drawn);
    await frame();
  }
  const root = element.renderRoot;
  await expect
    .poll(() => root.querySelector('.place')?.getAttribute('aria-label'), { timeout: 10_000 })
    .toBe('40');
  await expect.poll(() => root.querySelector('.twin td')?.textContent?.trim()).toBe('40');
  expect(drawn.length).toBeLessThan(41);
  expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
});
