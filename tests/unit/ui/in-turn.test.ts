import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { turn } from '../../../src/ui/in-turn.ts';

let clock = 0;
let frames = 0;

/** Frames of which the browser's own part takes `cost` milliseconds. */
function browser(cost: number): void {
  vi.stubGlobal('document', { visibilityState: 'visible' });
  vi.stubGlobal('performance', { now: () => clock });
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) =>
    setTimeout(() => {
      draw();
      clock += cost;
      frames++;
    }),
  );
}

/** Frames that twelve pieces of work of five milliseconds take. */
async function framesOf(cost: number): Promise<number> {
  browser(cost);
  const element = {} as Element;
  const work = () => {
    clock += 5;
  };
  await Promise.all(Array.from({ length: 12 }, () => turn(element, work)));
  return frames;
}

describe('drawing in turns', () => {
  beforeEach(() => {
    clock = 0;
    frames = 0;
  });
  afterEach(async () => {
    // The turns end in the gap after the last piece.
    await new Promise((resolve) => setTimeout(resolve, 10));
    vi.unstubAllGlobals();
  });

  it.each([
    ['a few milliseconds of a frame that is quick', 1, 6],
    ['as long as the browser takes for a slow one', 18, 3],
    ['a part of one that is very slow', 400, 3],
  ])('takes %s', async (_, cost, count) => {
    expect(await framesOf(cost)).toBe(count);
  });

  it('begins with one alone at once after a rest, and waits for a frame while there is more', async () => {
    browser(0);
    const element = {} as Element;
    const work = () => {
      clock += 5;
    };
    clock = 1_000_000;
    await turn(element, work);
    expect(frames).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await turn(element, work);
    expect(frames).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    clock += 100;
    await Promise.all([turn(element, work), turn(element, work)]);
    expect(frames).toBe(2);
  });
});
