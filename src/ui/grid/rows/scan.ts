import type { Table } from 'apache-arrow';
import { TabhouseError } from '../../../engine/errors.ts';
import { identifier } from '../../../engine/identifier.ts';
import { type ResultRow, rowsOf } from '../../../engine/index.ts';
import type { Priority } from '../../../engine/types.ts';
import type { GridView } from '../types.ts';
import { ROW } from './arms.ts';
import { conditionSql, isNested } from './condition.ts';
import {
  columnSql,
  fromArm,
  fromRows,
  lookupOf,
  type Relation,
  type RowEngine,
} from './relation.ts';

export interface Ask {
  readonly signal?: AbortSignal | undefined;
  readonly priority?: Priority;
}

/** A key of the order, as SQL over an arm. */
export interface Key {
  readonly sql: string;
  readonly type: string;
  readonly descending: boolean;
}

/** A relation under a view's filters: the SELECTs over its arms that all else is made of. */
export class Scan {
  readonly keys: readonly Key[];
  /** Conditions of the filters; empty where all rows are shown. */
  readonly conditions: readonly string[];
  /** Columns that filters and order look at. */
  readonly #used: readonly string[];

  constructor(
    readonly engine: RowEngine,
    readonly relation: Relation,
    readonly view: GridView,
  ) {
    const types = new Map(relation.columns.map(({ name, type }) => [name, type]));
    const known = <T extends { readonly column: string }>(all: readonly T[]) =>
      all.filter(({ column }) => types.has(column));
    this.conditions = known(view.filters).map((filter) =>
      conditionSql(columnSql(relation, filter.column), types.get(filter.column) ?? '', filter),
    );
    this.keys = known(view.sort).map(({ column, descending }) => {
      const type = types.get(column) ?? '';
      const sql = columnSql(relation, column);
      return isNested(type)
        ? { sql: `CAST(${sql} AS VARCHAR)`, type: 'VARCHAR', descending }
        : { sql, type, descending };
    });
    this.#used = known([...view.filters, ...view.sort]).map(({ column }) => column);
  }

  /** FROM and WHERE of one arm; `columns` are those that the SELECT names besides the view's. */
  arm(arm: number, more: readonly string[] = [], columns: readonly string[] = []): string {
    return `FROM ${fromArm(this.relation, arm, [...this.#used, ...columns])}${this.#where(more)}`;
  }

  /** One SELECT over all arms; `list` is given the arm's number, or the SQL that has it. */
  union(
    list: (arm: number | string) => string,
    more: readonly string[] = [],
    columns: readonly string[] = [],
  ): string {
    const { arms } = this.relation;
    if (arms.length > 1 && this.#joins(columns))
      return this.over(
        arms.map((arm, index) => `SELECT *, ${index} AS "th arm" FROM (${arm})`),
        list('r."th arm"'),
        more,
        columns,
      );
    return arms
      .map((_, arm) => `SELECT ${list(arm)} ${this.arm(arm, more, columns)}`)
      .join(' UNION ALL ');
  }

  /** One SELECT over rows of arms that are given as SELECTs: dictionaries are joined once. */
  over(
    parts: readonly string[],
    list: string,
    more: readonly string[] = [],
    columns: readonly string[] = [],
  ): string {
    const from = fromRows(this.relation, parts.join(' UNION ALL '), [...this.#used, ...columns]);
    return `SELECT ${list} FROM ${from}${this.#where(more)}`;
  }

  #joins(columns: readonly string[]): boolean {
    return [...this.#used, ...columns].some((name) => lookupOf(this.relation, name) !== null);
  }

  #where(more: readonly string[]): string {
    const all = [...this.conditions, ...more];
    return all.length > 0 ? ` WHERE ${all.join(' AND ')}` : '';
  }

  /** Columns to show that need no dictionary, and the keys of those that do. */
  get shown(): string {
    const { columns, lookups } = this.relation;
    const own = columns.filter(({ name }) => !lookupOf(this.relation, name));
    return [
      ...own.map(({ name }) => `r.${identifier(name)}`),
      ...lookups.map(({ by }) => `r.${by}`),
    ].join(', ');
  }

  /** ORDER BY of the view; `arm` and `ROW` must be among the columns. */
  get order(): string {
    const keys = this.keys.map(
      ({ descending }, index) => `"th sort ${index}" ${descending ? 'DESC' : 'ASC'} NULLS LAST`,
    );
    return [...keys, '"th arm"', ROW].join(', ');
  }

  /** The keys of the order with the row's place, for `order`. */
  place(arm: number | string): string {
    const keys = this.keys.map(({ sql }, index) => `${sql} AS "th sort ${index}"`);
    return [...keys, `${arm} AS "th arm"`, `r.${ROW} AS ${ROW}`].join(', ');
  }

  async rows(sql: string, { signal, priority = 'screen' }: Ask = {}): Promise<ResultRow[]> {
    return rowsOf(await this.table(sql, { signal, priority }));
  }

  table(sql: string, { signal, priority = 'screen' }: Ask = {}): Promise<Table> {
    if (signal?.aborted) return Promise.reject(new TabhouseError('cancelled'));
    return this.engine.query(sql, [], { priority, label: 'grid', ...(signal ? { signal } : {}) });
  }
}

export const rowRange = (from: number, to: number) => `r.${ROW} >= ${from} AND r.${ROW} < ${to}`;
