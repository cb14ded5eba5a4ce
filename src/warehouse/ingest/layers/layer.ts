import type { Data } from 'apache-arrow';
import { EVENT_TYPES, type IdColumn } from '../../../sources/types.ts';
import type { ColumnDefinition } from '../../table.ts';
import { has, hasAmount } from '../../tables/columns.ts';
import { COUNT_COLUMNS } from '../../tables/counts.ts';
import type { DatasetContext } from '../../types.ts';
import type { Arranged } from '../arrange.ts';
import { type ArrowColumn, ipcOf } from '../arrow.ts';
import type { Lane } from '../lanes.ts';
import type { GroupSums, Summed } from './group-sums.ts';
import { amounts, quantities } from './money.ts';

/** Rows for a table, as the Arrow stream that it takes. */
export interface Batch {
  readonly table: string;
  readonly rows: number;
  readonly ipc: Uint8Array<ArrayBuffer>;
}

/** What does not change from bucket to bucket. */
export interface LayerOptions {
  readonly context: DatasetContext;
  readonly textual: ReadonlySet<IdColumn>;
  /** Key in the data set of session number n (from 1) of this part. */
  readonly sessionKey: (number: number) => number;
}

/** Columns of the counts block. */
export const COUNTED: readonly string[] = [
  ...EVENT_TYPES.map((type) => COUNT_COLUMNS[type]),
  'quantity',
  'gmv',
  'refunded',
];

/** True where all columns are among those that can be filled here: a table that has others is built by SQL. */
export const fillable = (columns: readonly ColumnDefinition[], names: readonly string[]) =>
  columns.every(({ name }) => names.includes(name) || COUNTED.includes(name));

/** What is summed up of a bucket's rows. */
export function summedOf({ rows: { lanes, rows } }: Arranged, context: DatasetContext): Summed {
  return {
    mark: lanes.type as Lane,
    quantity: has(context, 'quantity') ? quantities(lanes.quantity, rows) : undefined,
    amount: hasAmount(context) ? amounts(lanes, rows, context) : undefined,
  };
}

/** A batch of the columns; `own` gives those that are not sums. */
export function batchOf(
  table: string,
  columns: readonly ColumnDefinition[],
  sums: GroupSums,
  own: (name: string) => Data | null,
): Batch {
  const data = columns.map(({ name }): ArrowColumn => {
    const column = own(name) ?? sums.column(name);
    if (!column) throw new RangeError(`${table} has no way to ${name}`);
    return { name, data: column };
  });
  return { table, rows: sums.groups, ipc: ipcOf(data, sums.groups) };
}
