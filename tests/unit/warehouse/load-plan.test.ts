import { describe, expect, it } from 'vitest';
import type { FileShape } from '../../../src/sources/types.ts';
import { shares, waitingInMemory } from '../../../src/warehouse/ingest/decide.ts';
import {
  type Means,
  planLoad,
  roomIn,
  shortageOf,
} from '../../../src/warehouse/store/load-plan.ts';

const file = (rows: number, bytesPerRow = 33, columns = 5): FileShape => ({
  name: 'UserBehavior.csv',
  size: rows * bytesPerRow,
  lastModified: 1,
  format: 'delimited',
  compression: 'none',
  encoding: 'utf-8',
  bom: false,
  dialect: { delimiter: ',', quote: null, header: false },
  columns: Array.from({ length: columns }, (_, at) => `column${at}`),
  types: [],
  preview: [],
  estimatedRows: rows,
  exactRows: false,
  notes: [],
});
const MEANS: Means = {
  cores: 2,
  memory: 8 * 2 ** 30,
  space: { used: 1e9, quota: 11e9, persistent: true },
  opfs: true,
  speeds: [],
};
const BIG = [file(100e6)];
const OPFS = { storage: 'opfs', sample: 1 } as const;

describe('how the work is shared out', () => {
  it('is for one worker where the file is small, else for as many as there are cores', () => {
    expect(shares([file(10_000)], 'opfs', MEANS).workers).toBe(1);
    expect(shares(BIG, 'opfs', MEANS).workers).toBe(2);
    expect(shares(BIG, 'opfs', { ...MEANS, cores: 32 }).workers).toBe(4);
  });

  it('takes fewer workers where memory is short', () => {
    const memory = 2 * 2 ** 30;
    expect(shares(BIG, 'opfs', { cores: 8, memory }).workers).toBe(2);
    expect(shares(BIG, 'opfs', { cores: 8, memory: 2 ** 29 }).workers).toBe(1);
    expect(shares(BIG, 'opfs', { cores: 8, memory: null }).workers).toBe(4);
  });

  it('cuts each part into buckets of about a quarter of a million rows, fewer in a sample', () => {
    const { destinations } = shares([file(20e6)], 'opfs', MEANS);
    expect(destinations).toEqual({ parts: 2, buckets: 39 });
    expect(shares([file(20e6)], 'opfs', MEANS, { sample: 0.1 }).destinations.buckets).toBe(4);
    expect(shares([file(20e6)], 'memory', MEANS).destinations).toEqual({ parts: 1, buckets: 64 });
  });

  it('says what will wait on disk where memory does not hold all rows', () => {
    expect(planLoad([file(2e6)], OPFS, MEANS).waiting).toBe(0);
    expect(planLoad([file(28e6)], OPFS, MEANS).waiting).toBe(0);
    expect(planLoad(BIG, { ...OPFS, storage: 'memory' }, MEANS).waiting).toBe(0);
    const all = planLoad(BIG, OPFS, MEANS).waiting;
    expect(all).toBeGreaterThan(0.5e9);
    expect(all).toBeLessThan(1.5e9);
    expect(planLoad([file(42.4e6, 130, 9)], OPFS, MEANS).waiting).toBeGreaterThan(0.2e9);
    expect(planLoad(BIG, { ...OPFS, sample: 0.5 }, MEANS).waiting).toBeLessThan(all / 2);
  });

  it('holds little of what is soon written and read again, and as much as before of the rest', () => {
    const few = [file(10e6)];
    expect(planLoad(few, OPFS, MEANS).waiting).toBeGreaterThan(0.1e9);
    expect(waitingInMemory(few)).toBeLessThan(0.1e9);
    for (const many of [BIG, [file(42.4e6, 130, 9)]])
      expect(waitingInMemory(many)).toBe(1.25 * 2 ** 30);
    expect(waitingInMemory(BIG, 0.1)).toBe(waitingInMemory(few));
  });

  it('is as the caller wishes', () => {
    const { workers, destinations } = shares([file(1000)], 'opfs', MEANS, {
      workers: 3,
      buckets: 7,
    });
    expect([workers, destinations]).toEqual([3, { parts: 3, buckets: 7 }]);
  });
});

describe('the plan of a load', () => {
  it('says where and why', () => {
    expect(planLoad([file(1e6)], OPFS, MEANS)).toMatchObject({ storage: 'opfs', why: 'kept' });
    expect(planLoad(BIG, OPFS, MEANS).why).toBe('too-large');
    const memory = { storage: 'memory' } as const;
    expect(planLoad([file(1e6)], memory, MEANS).why).toBe('chosen');
    expect(planLoad([file(1e6)], memory, { ...MEANS, opfs: false }).why).toBe('unavailable');
  });

  it('counts slices as the readers will cut them', () => {
    expect(planLoad([file(10e6)], OPFS, MEANS).slices).toBe(Math.ceil(330e6 / 2 ** 24));
    expect(planLoad([{ ...file(10e6), compression: 'gzip' }], OPFS, MEANS).slices).toBe(1);
    expect(planLoad([file(1000), file(1000)], OPFS, MEANS).slices).toBe(2);
  });

  it('takes less time and space for a sample, though all of the file is read', () => {
    const [all, tenth] = [1, 0.1].map((sample) => planLoad(BIG, { ...OPFS, sample }, MEANS));
    expect(tenth?.bytes).toBeGreaterThan((all?.bytes ?? 0) * 0.1);
    expect(tenth?.bytes).toBeLessThan((all?.bytes ?? 0) * 0.11);
    expect(tenth?.seconds).toBeGreaterThan((all?.seconds ?? 0) * 0.3);
    expect(tenth?.seconds).toBeLessThan((all?.seconds ?? 0) * 0.6);
  });

  it('follows the last loads here, but not small ones: they say how long a start takes', () => {
    const speeds = [{ storage: 'opfs', rows: 2000, seconds: 2 }] as const;
    expect(planLoad(BIG, OPFS, { ...MEANS, speeds }).measured).toBe(false);
    expect(planLoad(BIG, OPFS, { ...MEANS, speeds }).seconds).toBe(
      planLoad(BIG, OPFS, MEANS).seconds,
    );
  });
});

describe('a load that does not fit', () => {
  const short = (means: Partial<Means>, users = true, wish = OPFS as never) => {
    const all = { ...MEANS, ...means };
    return shortageOf(BIG, planLoad(BIG, wish, all), all, users);
  };
  const space = (left: number) => ({ used: 1e9, quota: 1e9 + left, persistent: false });

  it('is none where there is room, or where the browser does not say', () => {
    expect(short({})).toBeNull();
    expect(short({ space: null })).toBeNull();
    expect(roomIn({ space: { used: 0, quota: 0, persistent: false } })).toBeNull();
  });

  it('is said with what is needed, what is given and the largest sample that fits', () => {
    const { needed, ...found } = short({ space: space(200e6) }) ?? { needed: 0 };
    expect(needed).toBeGreaterThan(1e9);
    expect(found).toMatchObject({ of: 'opfs', given: 190e6, fits: 1 / 10, elsewhere: null });
    expect(short({ space: space(10_000) })?.fits).toBeNull();
    expect(short({ space: space(200e6) }, false)?.fits).toBeNull();
  });

  it('is in memory, too, where that is the choice: then the other storage may do', () => {
    const found = short({}, true, { storage: 'memory', sample: 1 } as never);
    expect(found).toMatchObject({ of: 'memory', given: 1.5e9 });
    expect(found?.elsewhere?.bytes).toBeLessThan(2e9);
    const small = { space: space(200e6) };
    expect(short(small, true, { storage: 'memory', sample: 1 } as never)?.elsewhere).toBeNull();
  });
});
