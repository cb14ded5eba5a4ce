import { describe, expect, it } from 'vitest';
import { atHand } from '../../../src/app/at-hand.ts';

describe('what is fetched when it is needed', () => {
  it('is there without waiting from the second time on', async () => {
    let fetched = 0;
    const room = atHand(async () => ({ number: ++fetched }));
    const first = room();
    expect(first).toBeInstanceOf(Promise);
    const there = await first;
    expect(room()).toBe(there);
    expect(fetched).toBe(1);
  });

  it('is fetched again where that failed', async () => {
    let tries = 0;
    const room = atHand(async () => {
      tries++;
      if (tries === 1) throw new Error('offline');
      return 'here';
    });
    await expect(room()).rejects.toThrow('offline');
    await expect(room()).resolves.toBe('here');
    expect(room()).toBe('here');
  });
});
