import { type Sql, sql } from '../sql/fragment.ts';

/** What a measure is made of: `n` is the volume, `k` what comes of it; a `rate` is k over n, a total is k. */
export interface Made {
  readonly n: 'views' | 'purchases';
  readonly k: 'purchases' | 'gmv';
  readonly rate: boolean;
}

export const MADE = {
  conversion: { n: 'views', k: 'purchases', rate: true },
  view_value: { n: 'views', k: 'gmv', rate: true },
  purchase_value: { n: 'purchases', k: 'gmv', rate: true },
  purchases: { n: 'views', k: 'purchases', rate: false },
  gmv: { n: 'purchases', k: 'gmv', rate: false },
} as const satisfies Readonly<Record<string, Made>>;

/** How the effects of a segment are worked out from its volumes and results in both periods. */
type Formulas = Readonly<Record<'volume_effect' | 'mix_effect' | 'rate_effect', string>>;

/**
 * Shares `s0, s1`, rates `g0, g1` (of a segment without volume in one period the rate of the other, 0 without any),
 * mean rate of the whole `m`, totals `big_n0, big_n1`. What has no volume in a period but comes of it is a rate effect.
 */
const forRate: Formulas = {
  volume_effect: 'CAST(NULL AS DOUBLE)',
  mix_effect: '(s1 - s0) * ((g0 + g1) / 2 - m)',
  rate_effect: `CASE WHEN n0 > 0 AND n1 > 0 THEN (g1 - g0) * (s0 + s1) / 2
    ELSE (CASE WHEN n1 > 0 THEN 0 ELSE k1 / nullif(big_n1, 0) END) - (CASE WHEN n0 > 0 THEN 0 ELSE k0 / nullif(big_n0, 0) END) END`,
};
const forTotal: Formulas = {
  volume_effect: '(big_n1 - big_n0) * (s0 + s1) / 2 * (g0 + g1) / 2',
  mix_effect: '(s1 - s0) * (big_n0 + big_n1) / 2 * (g0 + g1) / 2',
  rate_effect: `CASE WHEN n0 > 0 AND n1 > 0 THEN (g1 - g0) * (n0 + n1) / 2
    ELSE (CASE WHEN n1 > 0 THEN 0 ELSE k1 END) - (CASE WHEN n0 > 0 THEN 0 ELSE k0 END) END`,
};

/** The same with one effect as what is left of the whole, and products written out. */
const againRate: Formulas = {
  volume_effect: 'CAST(NULL AS DOUBLE)',
  mix_effect: 's1 * g0 / 2 + s1 * g1 / 2 - s0 * g0 / 2 - s0 * g1 / 2 - s1 * m + s0 * m',
  rate_effect: 'effect - (s1 * g0 / 2 + s1 * g1 / 2 - s0 * g0 / 2 - s0 * g1 / 2 - s1 * m + s0 * m)',
};
const againTotal: Formulas = {
  volume_effect: '(n1 - n0) * (g0 + g1) / 2 - (s1 - s0) * (big_n0 + big_n1) * (g0 + g1) / 4',
  mix_effect: '(n1 - n0) * (g0 + g1) / 2 - (big_n1 - big_n0) * (s0 + s1) * (g0 + g1) / 4',
  rate_effect: 'effect - (n1 - n0) * (g0 + g1) / 2',
};

/**
 * SELECT of `segment, state, n0, n1, k0, k1, before, after, share_before, share_after, effect` and its parts from the sums of two
 * periods. A rate's effect of a segment is what it adds to the change of the whole: its results over the whole volume,
 * less the mean rate times the change of its share; all of them, and their parts, add up to that change.
 */
export function effects(made: Made, before: Sql, after: Sql, again: boolean): Sql {
  const figures = (at: 0 | 1, from: Sql) =>
    sql`SELECT segment, CAST(coalesce(${made.n}, 0) AS DOUBLE) AS n${at}, CAST(coalesce(${made.k}, 0) AS DOUBLE) AS k${at}
      FROM (${from}) WHERE coalesce(${made.n}, 0) <> 0 OR coalesce(${made.k}, 0) <> 0`;
  const formulas = made.rate ? (again ? againRate : forRate) : again ? againTotal : forTotal;
  const effect = made.rate
    ? 'k1 / nullif(big_n1, 0) - k0 / nullif(big_n0, 0) - m * (s1 - s0)'
    : 'k1 - k0';
  const parts = Object.entries(formulas).map(([name, formula]) => `${formula} AS ${name}`);
  return sql`SELECT *, ${parts.join(', ')} FROM (SELECT *, ${effect} AS effect FROM (
    SELECT segment, state, n0, n1, k0, k1, big_n0, big_n1, big_k0, big_k1,
      k0 / nullif(n0, 0) AS before, k1 / nullif(n1, 0) AS after,
      coalesce(n0 / nullif(big_n0, 0), 0) AS s0, coalesce(n1 / nullif(big_n1, 0), 0) AS s1,
      coalesce(k0 / nullif(n0, 0), k1 / nullif(n1, 0), 0) AS g0,
      coalesce(k1 / nullif(n1, 0), k0 / nullif(n0, 0), 0) AS g1,
      (big_k0 / nullif(big_n0, 0) + big_k1 / nullif(big_n1, 0)) / 2 AS m
    FROM (SELECT *, sum(n0) OVER () AS big_n0, sum(n1) OVER () AS big_n1, sum(k0) OVER () AS big_k0, sum(k1) OVER () AS big_k1
      FROM (SELECT coalesce(b.segment, a.segment) AS segment,
          CASE WHEN b.n0 IS NULL THEN 'new' WHEN a.n1 IS NULL THEN 'gone' ELSE 'kept' END AS state,
          coalesce(n0, 0) AS n0, coalesce(n1, 0) AS n1, coalesce(k0, 0) AS k0, coalesce(k1, 0) AS k1
        FROM (${figures(0, before)}) b FULL JOIN (${figures(1, after)}) a
          ON a.segment IS NOT DISTINCT FROM b.segment))))`;
}
