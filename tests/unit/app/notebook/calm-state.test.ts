import { batch, signal } from '@preact/signals-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CalmState } from '../../../../src/app/notebook/calm-state.ts';
import type { CellResult, CellState } from '../../../../src/notebook/index.ts';

const result = (): CellResult => ({ kind: 'none', rows: [], total: 0, relation: null });
const done = (milliseconds = 1): CellState => ({ phase: 'done', milliseconds, rows: 0 });
const running: CellState = { phase: 'running', since: 0 };

function cell(first: CellState) {
  const state = signal<CellState>(first);
  const found = signal<CellResult | null>(result());
  return { state, found, calm: new CalmState(state, found) };
}

describe('the state of a cell as it is shown', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('stays done while work takes no longer than a moment', () => {
    const { state, found, calm } = cell(done());
    state.value = { phase: 'queued' };
    vi.advanceTimersByTime(40);
    state.value = running;
    vi.advanceTimersByTime(40);
    expect(calm.value).toEqual(done());
    batch(() => {
      found.value = result();
      state.value = done(80);
    });
    expect(calm.value).toEqual(done(80));
    vi.advanceTimersByTime(1000);
    expect(calm.value).toEqual(done(80));
  });

  it('says that work goes on once it has taken a moment in all, and then how far it is', () => {
    const { state, calm } = cell(done());
    state.value = { phase: 'queued' };
    vi.advanceTimersByTime(99);
    state.value = running;
    expect(calm.value).toEqual(done());
    vi.advanceTimersByTime(1);
    expect(calm.value).toEqual(running);
    const further: CellState = { ...running, progress: { done: 1, total: 2, unit: 'steps' } };
    state.value = further;
    expect(calm.value).toEqual(further);
  });

  it('says so with the first part of a new result', () => {
    const { state, found, calm } = cell(done());
    state.value = running;
    expect(calm.value).toEqual(done());
    found.value = result();
    expect(calm.value).toEqual(running);
  });

  it.each<CellState>([
    { phase: 'idle' },
    { phase: 'stale', because: 'days' },
    { phase: 'cancelled' },
    { phase: 'failed', error: null },
  ])('says at once that work begins after %o', (before) => {
    const { state, calm } = cell(before);
    expect(calm.value).toEqual(before);
    state.value = { phase: 'queued' };
    expect(calm.value).toEqual({ phase: 'queued' });
  });

  it.each<CellState>([
    { phase: 'stale', because: 'days' },
    { phase: 'blocked', by: 'days' },
    { phase: 'cancelled' },
    { phase: 'failed', error: null },
  ])('says at once that it ended with %o', (after) => {
    const { state, calm } = cell(done());
    state.value = running;
    state.value = after;
    expect(calm.value).toEqual(after);
    vi.advanceTimersByTime(1000);
    expect(calm.value).toEqual(after);
  });

  it('says nothing more once it is stopped', () => {
    const { state, calm } = cell(done());
    state.value = running;
    calm.stop();
    vi.advanceTimersByTime(1000);
    expect(calm.value).toEqual(done());
    expect(vi.getTimerCount()).toBe(0);
  });
});
