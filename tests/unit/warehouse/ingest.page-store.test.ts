import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/warehouse/ingest/lanes.ts';
import { PageStore, type SpillFile } from '../../../src/warehouse/ingest/page-store.ts';

/** A file of so many bytes at most. */
function fileOf(size: number) {
  const bytes = new Uint8Array(size);
  const state = { closed: false, removed: false };
  const file: SpillFile = {
    write(data, options) {
      const at = options.at;
      const fits = data.subarray(0, Math.max(0, size - at));
      bytes.set(fits, at);
      return fits.length;
    },
    read(data, options) {
      data.set(bytes.subarray(options.at, options.at + data.length));
      return data.length;
    },
    close() {
      state.closed = true;
    },
  };
  return { file, state };
}

const page = (order: number): Page => ({
  order,
  reader: order % 2,
  rows: 4,
  lanes: {
    time: Float64Array.from([order, order + 0.5, -order, 2 ** 50]),
    type: Uint8Array.from([0, 1, 2, order]),
    user_id: Uint32Array.from([order, 1, 2, 2 ** 32 - 1]),
    'user_id.high': Int32Array.from([-order, 0, 0, -(2 ** 31)]),
  },
});

async function filled(size: number, limit: number) {
  const { file, state } = fileOf(size);
  const store = new PageStore(3, {
    limit,
    open: async () => file,
    remove: async () => {
      state.removed = true;
    },
  });
  for (let order = 0; order < 30; order++) {
    store.add(order % 3, page(order));
    // The file opens between two messages.
    await Promise.resolve();
  }
  return { store, state };
}

describe('pages that wait', () => {
  it('come back as they were, from memory and from the file', async () => {
    const { store, state } = await filled(1 << 20, 400);
    expect(store.held).toBeLessThanOrEqual(400 + 68);
    expect(store.spilled).toBeGreaterThan(30 * 68 - 900);
    expect(store.held + store.spilled).toBe(30 * 68);
    expect([...store.all()]).toHaveLength(30);
    for (const bucket of [0, 1, 2])
      expect(store.take(bucket)).toEqual(
        Array.from({ length: 10 }, (_, index) => page(index * 3 + bucket)),
      );
    expect(store.held).toBe(0);
    expect(store.take(1)).toEqual([]);
    await store.end();
    expect(state).toMatchObject({ closed: true, removed: true });
  });

  it('say so where the file has no room, instead of being lost', async () => {
    const { store } = await filled(500, 400);
    expect(() => store.take(2)).toThrow(expect.objectContaining({ code: 'storage-full' }));
  });

  it('need no file while there is room', async () => {
    const { store, state } = await filled(1 << 20, 1 << 20);
    expect(store.spilled).toBe(0);
    await store.end();
    expect(state.removed).toBe(false);
  });

  it('do not wait for a file that never opens, and close one that opens too late', async () => {
    const { file, state } = fileOf(1 << 20);
    let opened = (_: SpillFile) => {};
    const store = new PageStore(1, {
      limit: 10,
      open: () =>
        new Promise((resolve) => {
          opened = resolve;
        }),
      remove: async () => {
        state.removed = true;
      },
    });
    store.add(0, page(1));
    expect(store.take(0)).toEqual([page(1)]);
    await store.end();
    expect(state).toEqual({ closed: false, removed: false });
    opened(file);
    await new Promise((resolve) => setTimeout(resolve));
    expect(state).toEqual({ closed: true, removed: true });
  });
});
