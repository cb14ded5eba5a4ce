import { describe, expect, it } from 'vitest';
import { Behind } from '../../../../src/ui/grid/rows/behind.ts';

const step = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

describe('work that stands back', () => {
  it('takes what is on screen first, then what the reader asked for, in order, then the rest', async () => {
    const behind = new Behind();
    const done: string[] = [];
    const work = (name: string) => async () => {
      await step();
      done.push(name);
    };
    await Promise.all([
      behind.run(undefined, work('head a')),
      behind.run(undefined, work('head b')),
      behind.run(undefined, work('search'), 'next'),
      behind.run(undefined, work('profile'), 'next'),
      behind.run(undefined, work('dictionary'), 'first'),
    ]);
    expect(done).toEqual(['head a', 'dictionary', 'search', 'profile', 'head b']);
  });

  it('is given up for rows that are waited for, and begun again', async () => {
    const behind = new Behind();
    const told: string[] = [];
    let release = () => {};
    const head = behind.run(undefined, async (signal) => {
      told.push('begun');
      await new Promise<void>((resolve, reject) => {
        release = resolve;
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      return 'head';
    });
    await step();
    await behind.before(async () => {
      await step();
      told.push('rows');
    });
    await step();
    release();
    expect(await head).toBe('head');
    expect(told).toEqual(['begun', 'rows', 'begun']);
  });
});
