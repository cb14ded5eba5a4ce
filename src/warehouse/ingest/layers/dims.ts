import type { Data } from 'apache-arrow';
import type { Dictionary } from '../../../sources/read/index.ts';
import type { IdColumn, TextColumn } from '../../../sources/types.ts';
import type { ColumnDefinition } from '../../table.ts';
import { has } from '../../tables/columns.ts';
import type { DatasetContext } from '../../types.ts';
import type { Arranged } from '../arrange.ts';
import { type ArrowColumn, decimals, integers, ipcOf, texts, timestamps } from '../arrow.ts';
import { sortedByFew } from '../sort.ts';
import { type Entries, Latest } from './latest.ts';
import type { Batch } from './layer.ts';

/** Column of a dim → its lane. */
const LANES = {
  category_key: 'category_id',
  category_path: 'category_path',
  brand: 'brand',
  price: 'price',
} as const;
type Column = keyof typeof LANES;

/** Dims of what rows name by the way: what was last said of each. */
const DIMS = {
  dim_item: { id: 'item_id', of: ['category_key', 'category_path', 'brand', 'price'] },
  dim_category: { id: 'category_id', of: ['category_path'] },
} as const;
export type DimTable = keyof typeof DIMS;
export const DIM_TABLES = Object.keys(DIMS) as DimTable[];

/** What one part knows of the rows of a dim. */
export interface DimEntries {
  readonly table: DimTable;
  readonly entries: Entries;
}

export type Texts = Partial<Record<TextColumn, Dictionary>>;

/** The rows of `dim_item` or `dim_category` of a part, gathered bucket by bucket. */
export class Dim {
  readonly table: DimTable;
  private readonly columns: readonly Column[];
  private readonly latest: Latest;
  private readonly id: IdColumn;
  private readonly textual: ReadonlySet<IdColumn>;

  /** Null where there is nothing to be gathered: other tables then say what there is. */
  static of(table: DimTable, context: DatasetContext, textual: ReadonlySet<IdColumn>): Dim | null {
    const { id, of } = DIMS[table];
    const columns = of.filter((name) => has(context, LANES[name]));
    return has(context, id) && columns.length > 0 ? new Dim(table, columns, textual) : null;
  }

  private constructor(table: DimTable, columns: readonly Column[], textual: ReadonlySet<IdColumn>) {
    this.table = table;
    this.columns = columns;
    this.textual = textual;
    this.id = DIMS[table].id;
    const attributes = columns.map((name) => ({
      lane: LANES[name],
      zeroIsNone: name === 'category_key' ? textual.has('category_id') : name !== 'price',
    }));
    this.latest = new Latest(this.id, attributes, {
      textual: textual.has(this.id),
      // An item's category alone does not call for its latest row.
      dated: columns.some((name) => name !== 'category_key'),
    });
  }

  /** True where there are too many to be kept. */
  get full(): boolean {
    return this.latest.full;
  }

  add({ rows: { lanes, rows } }: Arranged): void {
    this.latest.add(lanes, rows);
  }

  entries(): DimEntries {
    return { table: this.table, entries: this.latest.entries() };
  }

  merge({ entries }: DimEntries): void {
    this.latest.merge(entries);
  }

  /** All rows, by their keys. `key` is the first of the columns. */
  batch(columns: readonly ColumnDefinition[], dictionaries: Texts): Batch {
    const { latest } = this;
    const rows = latest.size;
    const keys = { id: latest.low.subarray(0, rows), 'id.high': latest.high.subarray(0, rows) };
    const order = sortedByFew(
      { rows, lanes: { ...keys, none: new Uint8Array(rows) } },
      'id',
      'none',
    );
    const data = columns.map(({ name }, index): ArrowColumn => {
      if (index === 0) return { name, data: this.keys(order) };
      if (name === 'last_time')
        return {
          name,
          data: timestamps(Float64Array.from(order, (row) => latest.time[row] as number)),
        };
      return { name, data: this.attribute(name as Column, order, index, dictionaries) };
    });
    return { table: this.table, rows, ipc: ipcOf(data, rows) };
  }

  private keys(order: Uint32Array): Data {
    const low = Uint32Array.from(order, (row) => this.latest.low[row] as number);
    if (this.textual.has(this.id)) return integers(low, null, low);
    return integers(
      low,
      Int32Array.from(order, (row) => this.latest.high[row] as number),
      null,
    );
  }

  private attribute(name: Column, order: Uint32Array, index: number, dictionaries: Texts): Data {
    const kept = this.latest.kept[this.columns.indexOf(name)];
    if (!kept) throw new RangeError(`${this.table} has no way to ${name}`);
    const there = (row: number) => kept.time[row] !== Number.NEGATIVE_INFINITY;
    if (name === 'price') {
      const values = Float64Array.from(order, (row) =>
        there(row) ? (kept.low[row] as number) : Number.NaN,
      );
      return decimals(values);
    }
    const low = Uint32Array.from(order, (row) => kept.low[row] as number);
    if (name !== 'category_key') return texts(low, dictionaries[name] ?? EMPTY, index);
    const valid = Uint8Array.from(order, (row) => (there(row) ? 1 : 0));
    if (this.textual.has('category_id')) return integers(low, null, valid);
    return integers(
      low,
      Int32Array.from(order, (row) => kept.high[row] as number),
      valid,
    );
  }
}

const EMPTY = { size: 0, bytesOf: () => new Uint8Array(0) };
