/** Errors of a backtest: of the forecast and of the naive one beside it, and the share within the interval. */
export const ERRORS = ['mase', 'naive_mase', 'smape', 'naive_smape', 'coverage'] as const;

/** Share of a value that is rounding alone, as the model has it. */
export const ROUNDING = '1e-9';

/** In SQL, what of two values is rounding alone: 0 foretold as 1e-15 is no error of 200 %. */
const roomOf = (actual: string, scale: string) =>
  `${ROUNDING} * greatest(${scale}, abs(${actual}))`;

/** Mean symmetric percentage error of what was told, in SQL. */
export const relative = (actual: string, told: string, scale: string) =>
  `sum(CASE WHEN abs(${actual} - ${told}) > ${roomOf(actual, scale)} THEN 2 * abs(${actual} - ${told}) / (abs(${actual}) + abs(${told})) ELSE 0 END) / count(*)`;

/** Share of the values within their interval, in SQL. */
export const coverage = (actual: string, scale: string) =>
  `count(*) FILTER (${actual} >= lower - ${roomOf(actual, scale)} AND ${actual} <= upper + ${roomOf(actual, scale)}) / count(*)`;

/** Errors as the rows of the backtest have them; in SQL, so that they do not only stand on the model's own sums. */
export const errors = `count(*) AS tried,
  avg(abs(actual - forecast) / scale) AS mase, avg(abs(actual - naive) / scale) AS naive_mase,
  ${relative('actual', 'forecast', 'scale')} AS smape, ${relative('actual', 'naive', 'scale')} AS naive_smape,
  ${coverage('actual', 'scale')} AS coverage`;
