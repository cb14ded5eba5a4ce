import type { Model } from './types.ts';

/** Every model, fetched when it is asked for; a new one is a folder and a line here. */
export const MODELS: Readonly<Record<string, () => Promise<Model>>> = {
  itemsets: async () => (await import('./itemsets/index.ts')).itemsets,
};
