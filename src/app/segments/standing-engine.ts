import type { Engine } from '../../engine/index.ts';
import { lostTable } from '../../metrics/index.ts';

type Asks = Pick<Engine, 'query' | 'life'>;

/**
 * The engine for who reads tables of ours for as long as a view is open: where one has made room for others since, `again`
 * makes it stand, and what was asked is asked once more.
 */
export function standingEngine(engine: Asks, again: () => Promise<void>): Asks {
  return {
    get life() {
      return engine.life;
    },
    async query(...asked) {
      try {
        return await engine.query(...asked);
      } catch (error) {
        if (lostTable(error) === null) throw error;
        await again();
        return engine.query(...asked);
      }
    },
  };
}
