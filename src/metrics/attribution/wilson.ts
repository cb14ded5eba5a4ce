/** Columns `low` and `high` over `base` (trials) and `converted` (hits), NULL where there are none or more hits than trials. */
export type Interval = { readonly low: string; readonly high: string };

/** Wilson's score interval of a rate, about its shrunk centre; `z` is the normal quantile of the confidence. */
export function wilson(z: number): Interval {
  const n = 'CAST(base AS DOUBLE)';
  const p = `(CAST(converted AS DOUBLE) / ${n})`;
  const centre = `(${p} + ${z * z} / (2 * ${n}))`;
  const half = `${z} * sqrt(greatest(0, ${p} * (1 - ${p})) / ${n} + ${z * z} / (4 * ${n} * ${n}))`;
  return bounded(
    `greatest(0, (${centre} - ${half}) / (1 + ${z * z} / ${n}))`,
    `least(1, (${centre} + ${half}) / (1 + ${z * z} / ${n}))`,
  );
}

/** The same as the two rates that the score test just does not refuse: roots of (n + z²)p² − (2k + z²)p + k²/n. */
export function wilsonRoots(z: number): Interval {
  const [n, k] = ['CAST(base AS DOUBLE)', 'CAST(converted AS DOUBLE)'];
  const root = `${z} * sqrt(${z * z} + 4 * ${k} * (${n} - ${k}) / ${n})`;
  const under = `(2 * (${n} + ${z * z}))`;
  return bounded(
    `greatest(0, (2 * ${k} + ${z * z} - ${root}) / ${under})`,
    `least(1, (2 * ${k} + ${z * z} + ${root}) / ${under})`,
  );
}

const bounded = (low: string, high: string): Interval => {
  const meant = (bound: string) => `CASE WHEN base > 0 AND converted <= base THEN ${bound} END`;
  return { low: meant(low), high: meant(high) };
};
