/** How busy each hour of the day is: quiet at four, busiest at nine in the evening. */
export const VISITS = [
  26, 16, 10, 7, 6, 8, 14, 24, 36, 45, 50, 50, 48, 52, 52, 53, 52, 47, 50, 64, 78, 86, 78, 48,
] as const;

/** How readily a visitor buys in each hour: purchases peak at ten in the morning although visits do not. */
export const READINESS = [
  0.5, 0.4, 0.3, 0.3, 0.3, 0.4, 0.6, 1.0, 1.5, 2.0, 2.3, 1.9, 1.5, 1.5, 1.5, 1.4, 1.3, 1.1, 0.9,
  0.8, 0.85, 0.85, 0.8, 0.65,
] as const;

/** Hours by their weight, so that a uniform 10-bit number picks one. */
export const HOUR_OF = quantiles(VISITS, 1024);

function quantiles(weights: readonly number[], size: number): Uint8Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const picks = new Uint8Array(size);
  let hour = 0;
  let reached = weights[0] ?? 0;
  for (let i = 0; i < size; i++) {
    while ((i + 0.5) * total > reached * size) reached += weights[++hour] ?? 1;
    picks[i] = hour;
  }
  return picks;
}

export const DAY_SECONDS = 86_400;
