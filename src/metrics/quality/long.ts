import { type Sql, sql } from '../sql/fragment.ts';

/** One figure of a part: `expression` is SQL over the row that it is taken from. */
export interface Told {
  readonly figure: string;
  readonly subject?: string;
  readonly expression: string;
}

/** `figure, subject, value` of several figures of one row. */
export const long = (figures: readonly Told[], from: Sql): Sql =>
  sql`SELECT unnest([${figures
    .map(
      ({ figure, subject = '', expression }) =>
        `{'figure': '${figure}', 'subject': '${subject}', 'value': CAST(${expression} AS DOUBLE)}`,
    )
    .join(', ')}], recursive := true) FROM ${from}`;
