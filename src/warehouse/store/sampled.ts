import type { Database } from '../../engine/types.ts';
import { hasAmount, occurs } from '../tables/columns.ts';
import { countOrders } from '../tables/index.ts';
import type { DatasetContext, SampleFigure, SampleReport } from '../types.ts';

/** Sums over the users of a sample. A ratio is y ÷ x, a total has x = 0. */
interface Sums {
  readonly name: string;
  /** The figure's own numerator and denominator, events of nobody included. */
  readonly y: number;
  readonly x: number;
  readonly yy: number;
  readonly xy: number;
  readonly xx: number;
}

interface Figure {
  readonly name: string;
  /** Per user, over a row of `dws_user`. */
  readonly y: string;
  readonly x?: string;
  /** Of the whole sample, where it is not the sum over users. */
  readonly whole?: string;
}

/** The key figures over all of a data set, whose users alone are random: a sample draws whole users. */
function figuresOf(context: DatasetContext): readonly Figure[] {
  const orders = `(SELECT ${countOrders(context)} FROM dws_order_day WHERE purchases > 0)`;
  const all = (column: string) => `(SELECT sum(${column}) FROM dws_user_day)`;
  const buys = occurs(context, 'purchase');
  // In a file of purchases nobody is but buyers: how many came is not known.
  const looks =
    !buys || context.eventTypes.some((type) => type !== 'purchase' && type !== 'refund');
  return [
    ...(occurs(context, 'view') ? [{ name: 'pv', y: 'views', whole: all('views') }] : []),
    ...(looks ? [{ name: 'uv', y: '1' }] : []),
    ...(buys
      ? [
          { name: 'buyers', y: '(purchases > 0)' },
          { name: 'orders', y: 'orders', whole: orders },
          ...(looks ? [{ name: 'conversion_user', y: '(purchases > 0)', x: '1' }] : []),
        ]
      : []),
    ...(buys && hasAmount(context)
      ? [
          { name: 'gmv', y: 'gmv', whole: all('gmv') },
          { name: 'aov', y: 'gmv', x: 'orders' },
        ]
      : []),
  ];
}

/** One row per figure: what `sampleFigure` needs. */
export function sampleSql(context: DatasetContext): string {
  const rows = figuresOf(context).map(({ name, y, x = '0', whole }) => {
    const sum = (value: string) => `coalesce(sum(${value}), 0)`;
    const [a, b] = [`CAST(${y} AS DOUBLE)`, `CAST(${x} AS DOUBLE)`];
    return `SELECT '${name}' AS name, ${whole ? `CAST(coalesce(${whole}, 0) AS DOUBLE)` : sum(a)} AS y,
      ${sum(b)} AS x, ${sum(`${a} * ${a}`)} AS yy, ${sum(`${a} * ${b}`)} AS xy, ${sum(`${b} * ${b}`)} AS xx FROM dws_user`;
  });
  return rows.join(' UNION ALL ');
}

/**
 * The figure with its relative standard error, for users drawn each on their own with probability f (`share`).
 * Totals are estimated by Σy / f (Horvitz–Thompson), whose error is √((1 − f) Σy²) / Σy; for the number of users
 * that is √((1 − f) / n). Ratios R = Σy / Σx have √((1 − f) Σ(y − R x)²) / (R Σx), by Taylor's linearisation
 * (Särndal, Swensson, Wretman: Model Assisted Survey Sampling, 1992, 3.2 and 5.6). Sums are over the users of the
 * sample; events of nobody are in the figure and not in its error.
 */
export function sampleFigure({ name, y, x, yy, xy, xx }: Sums, share: number): SampleFigure {
  const rest = 1 - share;
  if (x === 0) {
    const error = y > 0 ? Math.sqrt(rest * yy) / y : null;
    return { name, value: y, estimate: y / share, error };
  }
  const ratio = y / x;
  const deviations = Math.max(0, yy - 2 * ratio * xy + ratio * ratio * xx);
  const error = ratio > 0 ? Math.sqrt(rest * deviations) / (ratio * x) : null;
  return { name, value: ratio, estimate: ratio, error };
}

/** What the mounted data set, loaded as a sample, says of all users. */
export async function sampleReport(
  database: Pick<Database, 'query'>,
  context: DatasetContext,
  share: number,
): Promise<SampleReport> {
  const table = await database.query(sampleSql(context), [], { label: 'sample' });
  const figures = table.toArray().map((row) => sampleFigure(row.toJSON() as Sums, share));
  return { share, users: peopleOf(figures)?.value ?? 0, figures };
}

/** The figure that counts the users of the sample. */
export const peopleOf = (figures: readonly SampleFigure[]): SampleFigure | undefined =>
  figures.find(({ name }) => name === 'uv') ?? figures.find(({ name }) => name === 'buyers');
