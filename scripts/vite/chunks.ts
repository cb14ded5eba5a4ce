import { resolve } from 'node:path';
import type { Rolldown } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * What is fetched together is one file: the page at its start, then the pieces that draw a notebook, in the order of
 * `src/app/parts.ts`, each without those before it. Cut by who shares what, as the bundler does it, these were 120 files,
 * which a service worker hands over one by one.
 */
const PIECES: readonly (readonly [name: string, root: string])[] = [
  ['start', 'src/app/main.ts'],
  ['frame', 'src/charts/frame.ts'],
  ['charts', 'src/charts/index.ts'],
  ['markdown', 'src/cells/markdown.ts'],
  ['warm', 'src/charts/warm.ts'],
  ['notebook', 'src/app/notebook-view.ts'],
  ['execute', 'src/app/execute.ts'],
];

/** A group for each piece, for `codeSplitting`; new ones for each build. */
export function pieces(): Rolldown.CodeSplittingGroup[] {
  let known: Map<string, string> | null = null;
  return PIECES.map(([name], index) => ({
    // What two need belongs to the first.
    priority: PIECES.length - index,
    name(id, bundle) {
      known ??= modulesOf(bundle);
      return known.get(id) === name ? name : null;
    },
  }));
}

function modulesOf(bundle: Rolldown.ChunkingContext): Map<string, string> {
  const known = new Map<string, string>();
  for (const [name, root] of PIECES) {
    const waiting = [resolve(ROOT, root)];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (known.has(next)) continue;
      known.set(next, name);
      waiting.push(...(bundle.getModuleInfo(next)?.importedIds ?? []));
    }
  }
  return known;
}
