import { effect } from '@preact/signals-core';
import type { Engine } from '../engine/index.ts';

const IDLE_MILLISECONDS = 30_000;
const TOO_MUCH_BYTES = 600_000_000;

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
    if (memoryBytes > above && engine.state.peek().phase === 'idle') await engine.restart('idle');
  };
  const stop = effect(() => {
    clearTimeout(timer);
    if (engine.state.value.phase !== 'idle') return;
    timer = setTimeout(() => void look().catch(() => undefined), after);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
