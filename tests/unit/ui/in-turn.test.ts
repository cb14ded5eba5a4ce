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
});
