import { TabhouseError } from '../engine/errors.ts';
import type { Database } from '../engine/types.ts';
import { ledgerOf } from './ledger.ts';

const TRIES = 3;

/**
 * Begins again where a table of ours is gone: the engine was replaced in between and came back without it, or a segment
 * made room for others.
 */
export async function unlessLost<T>(database: Database, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const table = lostTable(error);
      if (tries >= TRIES || table === null) throw error;
      const ledger = ledgerOf(database);
      // With one of its tables all others that this database made may be gone; a segment may be gone alone.
      if (tries === 1 && table.startsWith('ads_segment_')) ledger.forgetSegment(table);
      else ledger.forgetAll();
    }
  }
}

/** The table of ours that an error says is gone; null where it says something else. */
export function lostTable(error: unknown): string | null {
  if (!(error instanceof TabhouseError) || error.code !== 'sql') return null;
  const said = `${error.parameters.message ?? ''} ${error.message}`;
  return /\b(ads_\w+) does not exist/.exec(said)?.[1] ?? null;
}
