import type { IdColumn } from '../../../sources/types.ts';
import type { ColumnDefinition } from '../../table.ts';
import { dwsBrandDay } from '../../tables/dws-brand-day.ts';
import { dwsCategoryDay } from '../../tables/dws-category-day.ts';
import { dwsPathDay } from '../../tables/dws-path-day.ts';
import type { Arranged } from '../arrange.ts';
import { type ArrowColumn, counts, dates, decimals, integers, ipcOf, texts } from '../arrow.ts';
import { FIRST_BITS } from '../firsts.ts';
import type { Texts } from './dims.ts';
import { EntitySums, type FirstBits } from './entity-sums.ts';
import type { Summed } from './group-sums.ts';
import type { Batch } from './layer.ts';

/** The tables of entities that are few, with their column among the lanes. */
export const ENTITY_DAYS = {
  dws_category_day: { key: 'category_key', lane: 'category_id', of: dwsCategoryDay },
  dws_brand_day: { key: 'brand', lane: 'brand', of: dwsBrandDay },
  dws_path_day: { key: 'category_path', lane: 'category_path', of: dwsPathDay },
} as const;

export type EntityTable = keyof typeof ENTITY_DAYS;

/** Where the sums lie until the orders are known: in no relation, and dropped. */
export const summedTable = (table: EntityTable) => `${table}_sums`;

/** Of entities whose users are not counted. */
const NO_BITS: FirstBits = { user: 0, buyer: 0 };

/** The rows of one of these tables of a part, but for their orders. */
export class EntityDays {
  readonly table: EntityTable;
  private readonly sums: EntitySums;
  private readonly isText: boolean;

  constructor(table: EntityTable, textual: ReadonlySet<IdColumn>) {
    this.table = table;
    const { key } = ENTITY_DAYS[table];
    this.isText = key !== 'category_key' || textual.has('category_id');
    this.sums = new EntitySums(key === 'category_path' ? NO_BITS : FIRST_BITS[key]);
  }

  /** True where there are too many groups to be kept. */
  get full(): boolean {
    return this.sums.full;
  }

  add({ rows: { lanes, rows }, days, firsts }: Arranged, summed: Summed): void {
    const { lane } = ENTITY_DAYS[this.table];
    const low = lanes[lane];
    const keys = {
      low: low ?? new Uint32Array(rows),
      high: lanes[`${lane}.high`] ?? null,
      valid: low ? (lanes[`${lane}.valid`] ?? null) : new Uint8Array(rows),
      zeroIsNone: this.isText,
    };
    this.sums.add(keys, days, summed, firsts);
  }

  /** `dictionaries`: of the texts that stand behind the keys of text columns. */
  batch(columns: readonly ColumnDefinition[], dictionaries: Texts): Batch {
    const { sums } = this;
    const rows = Uint32Array.from({ length: sums.groups }, (_, row) => row);
    const data = columns.map(({ name }, index): ArrowColumn => {
      if (name === ENTITY_DAYS[this.table].key)
        return { name, data: this.keys(dictionaries, index) };
      if (name === 'day') return { name, data: dates(sums.days.slice(0, sums.groups)) };
      const money = sums.moneyOf(name, rows);
      if (money) return { name, data: decimals(money) };
      const count = sums.countsOf(name, rows);
      if (!count) throw new RangeError(`${this.table} has no way to ${name}`);
      return { name, data: counts(count) };
    });
    return { table: summedTable(this.table), rows: sums.groups, ipc: ipcOf(data, sums.groups) };
  }

  private keys(dictionaries: Texts, index: number) {
    const { groups } = this.sums;
    const low = this.sums.low.slice(0, groups);
    const { key } = ENTITY_DAYS[this.table];
    if (key !== 'category_key') return texts(low, dictionaries[key] ?? EMPTY, index);
    if (this.isText) return integers(low, null, low);
    const valid = this.sums.none.slice(0, groups).map((none) => 1 - none);
    return integers(low, this.sums.high.slice(0, groups), valid);
  }
}

const EMPTY = { size: 0, bytesOf: () => new Uint8Array(0) };
