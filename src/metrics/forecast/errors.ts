/** Errors of a backtest: of the forecast and of the naive one beside it, and the share within the interval. */
export const ERRORS = ['mase', 'naive_mase', 'smape', 'naive_smape', 'coverage'] as const;

/** Errors as the rows of the backtest have them; in SQL, so that they do not only stand on the model's own sums. */
export const errors = `count(*) AS tried,
  avg(abs(actual - forecast) / scale) AS mase, avg(abs(actual - naive) / scale) AS naive_mase,
  avg(CASE WHEN actual = 0 AND forecast = 0 THEN 0 ELSE 2 * abs(actual - forecast) / (abs(actual) + abs(forecast)) END) AS smape,
  avg(CASE WHEN actual = 0 AND naive = 0 THEN 0 ELSE 2 * abs(actual - naive) / (abs(actual) + abs(naive)) END) AS naive_smape,
  avg(CASE WHEN actual BETWEEN lower AND upper THEN 1.0 ELSE 0.0 END) AS coverage`;
