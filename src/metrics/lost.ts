import { TabhouseError } from '../engine/errors.ts';
import type { Database } from '../engine/types.ts';
import { ledgerOf } from './ledger.ts';

const TRIES = 3;

/** Begins again where a table of ours is gone: the engine was replaced in between and came back without it. */
export async function unlessLost<T>(database: Database, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES || !isLost(error)) throw error;
      // With one of its tables all others that this database made may be gone.
      ledgerOf(database).forgetAll();
    }
  }
}

function isLost(error: unknown): boolean {
  if (!(error instanceof TabhouseError) || error.code !== 'sql') return false;
  return /\bads_\w+ does not exist/.test(`${error.parameters.message ?? ''} ${error.message}`);
}
