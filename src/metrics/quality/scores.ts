/** Parts of the score, in the order in which they are read; a part's weight counts where it could be judged. */
export const PARTS = ['mix', 'missing', 'price', 'skew', 'duplicates', 'bots', 'time'] as const;
export type Part = (typeof PARTS)[number];

export const WEIGHTS: Readonly<Record<Part, number>> = {
  mix: 5,
  missing: 25,
  price: 15,
  skew: 10,
  duplicates: 20,
  bots: 10,
  time: 15,
};

/**
 * Figures that are judged: 100 points at `good` or below, none at `bad` or above, in between in proportion. All are
 * shares. Every other figure is told without points. A part has the mean of its figures' points, the whole the mean
 * of its parts by weight.
 */
export const SCORES: Readonly<
  Record<Part, Readonly<Record<string, { readonly good: number; readonly bad: number }>>>
> = {
  // More is bought than looked at only where looking is not recorded.
  mix: { purchases_per_view: { good: 0.5, bad: 1 } },
  missing: { missing: { good: 0.01, bad: 0.5 } },
  // Prices are skewed by nature: some lie outside the fences of any shop.
  price: {
    illegal: { good: 0, bad: 0.05 },
    outliers_iqr: { good: 0.1, bad: 0.4 },
    outliers_mad: { good: 0.2, bad: 0.6 },
  },
  skew: { top_share: { good: 0.05, bad: 0.5 } },
  duplicates: { duplicates: { good: 0.001, bad: 0.1 }, rejected: { good: 0.001, bad: 0.1 } },
  bots: { session_events: { good: 0, bad: 0.05 }, user_events: { good: 0, bad: 0.05 } },
  time: {
    missing_days: { good: 0, bad: 0.2 },
    missing_hours: { good: 0, bad: 0.2 },
    last_day_cut: { good: 0, bad: 1 },
  },
};

/** Points below which something is to be done about a figure. */
export const ADVISE_BELOW = 90;

/** SQL of a figure's points from `part`, `figure` and `value`; NULL where it is not judged. */
export const POINTS = `CASE ${PARTS.flatMap((part) =>
  Object.entries(SCORES[part]).map(
    ([figure, { good, bad }]) =>
      `WHEN part = '${part}' AND figure = '${figure}' THEN 100 * (1 - least(1, greatest(0, (value - ${good}) / (${bad} - ${good}))))`,
  ),
).join(' ')} END`;

/** SQL of a part's weight from `part`. */
export const WEIGHT = `CASE part ${PARTS.map((part) => `WHEN '${part}' THEN ${WEIGHTS[part]}`).join(' ')} END`;

/** SQL of a part's place among the others, from 1. */
export const PLACE = `list_position([${PARTS.map((part) => `'${part}'`).join(', ')}], part)`;
