import { TabhouseError } from './errors.ts';
import type { Engine } from './types.ts';

const TRIES = 3;

/**
 * For work of several queries that build on each other's tables: where the engine was replaced under it and it
 * failed for that, it is done again from its start. `work` must not rely on tables that it did not make.
 */
export async function inOneLife<T>(
  engine: Pick<Engine, 'life'>,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const { life } = engine;
    try {
      return await work();
    } catch (error) {
      const cancelled = error instanceof TabhouseError && error.code === 'cancelled';
      if (cancelled || engine.life === life || tries >= TRIES) throw error;
    }
  }
}
