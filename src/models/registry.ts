import type { Model } from './types.ts';

/** Every model, fetched when it is asked for; a new one is a folder and a line here. */
export const MODELS: Readonly<Record<string, () => Promise<Model>>> = {
  experiment: async () => (await import('./experiment/index.ts')).experiment,
  integrated: async () => (await import('./experiment/integrated.ts')).integrated,
  logistic: async () => (await import('./logistic/index.ts')).logistic,
  neighbours: async () => (await import('./neighbours/index.ts')).neighbours,
  itemsets: async () => (await import('./itemsets/index.ts')).itemsets,
  kmeans: async () => (await import('./kmeans/index.ts')).kmeans,
  lifetime: async () => (await import('./lifetime/index.ts')).lifetime,
  lifetime_second: async () => (await import('./lifetime/second.ts')).lifetimeSecond,
  forecast: async () => (await import('./forecast/index.ts')).forecast,
  series_second: async () => (await import('./forecast/second.ts')).seriesSecond,
  anomalies: async () => (await import('./anomalies/index.ts')).anomalies,
};
