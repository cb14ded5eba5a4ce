import { effect, signal } from '@preact/signals-core';
import type { Engine } from '../engine/index.ts';

const IDLE_MILLISECONDS = 30_000;
const TOO_MUCH_BYTES = 600_000_000;

/** Pieces of work that need what they made in the engine, although it has nothing to do meanwhile. */
const elsewhere = signal(0);

/** Keeps the engine as it is while `work` goes on outside of it. */
export async function meanwhile<T>(work: () => Promise<T>): Promise<T> {
  elsewhere.value++;
  try {
    return await work();
  } finally {
    elsewhere.value--;
  }
}

/**
 * Gives memory back: WebAssembly's never shrinks, so an engine that holds much and has had nothing to do for half a
 * minute is started anew. Returns a function that stops it.
 */
export function giveMemoryBack(
  engine: Pick<Engine, 'state' | 'status' | 'restart'>,
  { after = IDLE_MILLISECONDS, above = TOO_MUCH_BYTES } = {},
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    const { memoryBytes } = await engine.status();
    const rests = engine.state.peek().phase === 'idle' && elsewhere.peek() === 0;
    if (memoryBytes > above && rests) await engine.restart('idle');
  };
  const stop = effect(() => {
    clearTimeout(timer);
    if (engine.state.value.phase !== 'idle' || elsewhere.value > 0) return;
    timer = setTimeout(() => void look().catch(() => undefined), after);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
