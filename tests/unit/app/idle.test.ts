import { signal } from '@preact/signals-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { giveMemoryBack, meanwhile } from '../../../src/app/idle.ts';
import type { EngineState, EngineStatus } from '../../../src/engine/index.ts';

function engine(memoryBytes: number) {
  const status: EngineStatus = { version: '', memoryBytes, opfsBytes: 0, restarts: 0 };
  return {
    state: signal<EngineState>({ phase: 'idle' }),
    status: async () => status,
    restart: vi.fn(async () => undefined),
  };
}

describe('memory', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is given back by an engine that holds much and has had nothing to do', async () => {
    const large = engine(2e9);
    giveMemoryBack(large, { after: 1000 });
    await vi.advanceTimersByTimeAsync(1100);
    expect(large.restart).toHaveBeenCalledOnce();
  });

  it('is left to an engine that holds little, or that works', async () => {
    const small = engine(1e8);
    giveMemoryBack(small, { after: 1000 });
    const busy = engine(2e9);
    giveMemoryBack(busy, { after: 1000 });
    await vi.advanceTimersByTimeAsync(900);
    busy.state.value = { phase: 'working', running: 1, queued: 0 };
    await vi.advanceTimersByTimeAsync(5000);
    expect(small.restart).not.toHaveBeenCalled();
    expect(busy.restart).not.toHaveBeenCalled();
  });

  it('is left to an engine whose tables are waited for, also where that work fails', async () => {
    const large = engine(2e9);
    giveMemoryBack(large, { after: 1000 });
    const model = meanwhile(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5000));
      throw new Error('failed');
    });
    const failed = expect(model).rejects.toThrow('failed');
    await vi.advanceTimersByTimeAsync(5900);
    await failed;
    expect(large.restart).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(large.restart).toHaveBeenCalledOnce();
  });
});
