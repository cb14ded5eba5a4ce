/** A figure of the page as a number: BIGINT comes as bigint, DECIMAL as exact text. */
export function figure(value: unknown): number {
  if (value === null || value === undefined) throw new Error('the figure is missing');
  return Number(value);
}

type Row = Readonly<Record<string, unknown>>;

/** One column of the rows, as numbers. */
export const column = (rows: readonly Row[], name: string): number[] =>
  rows.map((row) => figure(row[name]));

/** Two columns of the rows as pairs of id and number. */
export const pairs = (rows: readonly Row[], id: string, name: string): [string, number][] =>
  rows.map((row) => [String(row[id]), figure(row[name])]);

/** How often each value occurs, as the oracles write histograms. */
export function histogram(values: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The only row of a result. */
export function single(rows: readonly Row[]): Row {
  const [row] = rows;
  if (!row || rows.length !== 1) throw new Error(`${rows.length} rows instead of one`);
  return row;
}

/** A date as `YYYY-MM-DD`, whether it came as a Date or as text. */
export const isoDay = (value: unknown): string =>
  (value instanceof Date ? value.toISOString() : String(value)).slice(0, 10);

/** Days from one ISO day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
