import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './site.ts';

/** Real files lie beside the project and are never part of it: their licences forbid that. */
const DATA = process.env.TABHOUSE_DATA ?? join(ROOT, '..', 'shared', 'data');

/** Path of a real file, whether it is there or not. */
export const dataFile = (path: string): string => join(DATA, path);

/** False where the real files are absent; says so once, since the tests that need them are then skipped. */
export function hasData(folder: string): boolean {
  const present = existsSync(dataFile(folder));
  if (!present) console.log(`Skipped: ${dataFile(folder)} is not on this machine.`);
  return present;
}

/** The reference answers of a folder. */
export const oracle = (folder: string): unknown =>
  JSON.parse(readFileSync(dataFile(join(folder, 'oracle.json')), 'utf8'));
