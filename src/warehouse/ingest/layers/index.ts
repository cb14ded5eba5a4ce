import type { BuiltTable } from '../../load.ts';
import type { ColumnDefinition } from '../../table.ts';
import { has, hasSessions } from '../../tables/columns.ts';
import { withOrders } from '../../tables/entity-day.ts';
import type { DatasetContext } from '../../types.ts';
import type { Arranged } from '../arrange.ts';
import { localHours } from '../days.ts';
import type { Part } from '../part.ts';
import { DIM_TABLES, Dim, type DimEntries, type DimTable, type Texts } from './dims.ts';
import { ENTITY_DAYS, EntityDays, type EntityTable, summedTable } from './entity-days.ts';
import { HOUR_COLUMNS, HOURS, HourSums } from './hours.ts';
import { isMissing } from './keys.ts';
import { type Batch, fillable, type LayerOptions, summedOf } from './layer.ts';
import { mergeSessions } from './merge-sessions.ts';
import {
  SESSION_COLUMNS,
  SESSIONS,
  SessionsSeen,
  SPAN_COLUMNS,
  SPANS,
  sessionBatch,
  sessionOrder,
  spanBatch,
} from './session-rows.ts';
import { USER_DAY_COLUMNS, USER_DAYS, userDays } from './user-days.ts';
import { USER_COLUMNS, USERS, users } from './users.ts';

/*
 * Tables that are summed up while a bucket of whole users lies sorted in memory: what would be a grouping of all rows
 * of DWD by nearly as many groups, in a database whose memory never shrinks again, is one pass over arrays. The same
 * figures, to the row, as their SQL gives (src/warehouse/tables), which is asked wherever this cannot answer.
 */

const FILLED = {
  [USER_DAYS]: USER_DAY_COLUMNS,
  [USERS]: USER_COLUMNS,
  [HOURS]: HOUR_COLUMNS,
  [SESSIONS]: SESSION_COLUMNS,
  [SPANS]: SPAN_COLUMNS,
} as const;
type Table = keyof typeof FILLED;

/** The tables of a part that need no SQL over its events. */
export class Layers {
  private readonly options: LayerOptions;
  private readonly columns = new Map<Table, readonly ColumnDefinition[]>();
  private readonly entities: EntityDays[] = [];
  private readonly dims: readonly Dim[];
  private readonly hours = new HourSums();
  private readonly seen = new SessionsSeen();
  private readonly rows = new Map<string, number>();
  /** False once a bucket had rows of nobody: those of one day or session can be in several buckets. */
  private holds = true;
  private seconds = 0;

  private constructor(options: LayerOptions, asked: (table: string) => boolean) {
    this.options = options;
    const { context, textual } = options;
    this.dims = DIM_TABLES.filter(asked).flatMap((table) => Dim.of(table, context, textual) ?? []);
  }

  /** Makes the tables, or those of `only`; `context` must know the event types already. */
  static async start(
    part: Part,
    options: LayerOptions,
    only: ReadonlySet<string> | null = null,
  ): Promise<Layers> {
    const { context, textual } = options;
    const asked = (table: string) => only === null || only.has(table);
    const layers = new Layers(options, asked);
    const told = context.sessions !== 'source' || textual.has('session_id');
    const wanted: readonly (readonly [Table, boolean])[] = [
      [USER_DAYS, true],
      [USERS, true],
      [HOURS, true],
      [SESSIONS, hasSessions(context) && told],
      [SPANS, hasSessions(context) && told],
    ];
    if (has(context, 'user_id'))
      for (const [table, possible] of wanted)
        if (possible && asked(table) && fillable(part.columnsOf(table, context), FILLED[table]))
          layers.columns.set(table, await part.createTable(table, context));
    // Hours have their users from the user-days' masks.
    for (const table of Object.keys(ENTITY_DAYS) as EntityTable[])
      if (asked(table) && ENTITY_DAYS[table].of.applies(context))
        layers.entities.push(new EntityDays(table, textual));
    return layers;
  }

  /** What a bucket adds to the tables. */
  add(bucket: Arranged): readonly Batch[] {
    const started = performance.now();
    const batches = this.batches(bucket);
    for (const { table, rows } of batches) this.rows.set(table, (this.rows.get(table) ?? 0) + rows);
    this.seconds += (performance.now() - started) / 1000;
    return batches.filter(({ rows }) => rows > 0);
  }

  private batches(bucket: Arranged): readonly Batch[] {
    const { context, textual } = this.options;
    const summed = summedOf(bucket, context);
    for (const entity of this.entities) entity.add(bucket, summed);
    for (const dim of this.dims) dim.add(bucket);
    const { lanes, rows } = bucket.rows;
    const nobody = isMissing(lanes, 'user_id', textual.has('user_id'));
    // They are sorted to the front.
    if (rows > 0 && nobody(0)) this.holds = false;
    if (!this.holds) return [];
    const hours = localHours(lanes.time as never, context.reportTimezone);
    this.hours.add(summed, hours);
    const batches: Batch[] = [];
    const [days, people, sessions, spans] = [USER_DAYS, USERS, SESSIONS, SPANS].map((table) =>
      this.columns.get(table as Table),
    );
    if (days) batches.push(userDays(bucket, summed, hours, days, this.hours, this.options));
    if (people) batches.push(users(bucket, summed, people, this.options));
    const order = sessions && sessionOrder(bucket, this.options);
    if (!order) return batches;
    this.seen.add(order);
    batches.push(sessionBatch(bucket, order, summed, sessions, this.options));
    if (spans) batches.push(spanBatch(bucket, order, summed, spans, this.options));
    return batches;
  }

  /** Dims that all fit here. */
  get dimsHeld(): readonly DimTable[] {
    return this.dims.filter(({ full }) => !full).map(({ table }) => table);
  }

  dimEntries(tables: ReadonlySet<string>): readonly DimEntries[] {
    return this.dims.filter(({ table }) => tables.has(table)).map((dim) => dim.entries());
  }

  /**
   * Ends the tables that hold: the others are gone, for SQL to build. `context` is the data set's, after all rows. Dims
   * that are put together over all parts are left `apart`.
   */
  async finish(
    part: Part,
    context: DatasetContext,
    texts: Texts,
    apart: ReadonlySet<string> = new Set(),
  ): Promise<BuiltTable[]> {
    const holds = this.holds && sameTypes(context, this.options.context);
    const built: BuiltTable[] = [];
    if (!holds) for (const table of this.columns.keys()) await part.drop(table);
    else
      for (const [table, columns] of this.columns)
        built.push(...(await this.end(part, table, columns)));
    if (sameTypes(context, this.options.context))
      for (const entity of this.entities)
        if (!entity.full) built.push(await this.entityDays(part, entity, context, texts));
    for (const dim of this.dims)
      if (!dim.full && !apart.has(dim.table)) built.push(await this.dim(part, dim, texts));
    return built;
  }

  private async dim(part: Part, dim: Dim, texts: Texts): Promise<BuiltTable> {
    const started = performance.now();
    const { ipc, rows } = dim.batch(await part.createTable(dim.table, this.options.context), texts);
    if (rows > 0) await part.insert(dim.table, ipc);
    return { name: dim.table, rows, bytes: 0, seconds: (performance.now() - started) / 1000 };
  }

  private async end(
    part: Part,
    table: Table,
    columns: readonly ColumnDefinition[],
  ): Promise<BuiltTable[]> {
    const { context } = this.options;
    if (table === HOURS) {
      if (!this.columns.has(USER_DAYS)) {
        await part.drop(table);
        return [];
      }
      const batch = this.hours.batch(columns);
      this.rows.set(HOURS, batch.rows);
      await part.insert(HOURS, batch.ipc);
    }
    if (table === SESSIONS && this.seen.twice.size > 0)
      this.rows.set(table, await mergeSessions(part, context, [...this.seen.twice]));
    // Days of sessions whose rows were put together are told from the events again.
    if (table === SPANS && this.seen.twice.size > 0) {
      await part.drop(table);
      return [];
    }
    return [
      {
        name: table,
        rows: this.rows.get(table) ?? 0,
        bytes: 0,
        seconds: this.seconds / this.columns.size,
      },
    ];
  }

  private async entityDays(
    part: Part,
    entity: EntityDays,
    context: DatasetContext,
    dictionaries: Texts,
  ): Promise<BuiltTable> {
    const { table } = entity;
    const summed = summedTable(table);
    const all = part.columnsOf(table, context);
    const columns = all.filter(({ name }) => name !== 'orders');
    await part.createPassing(summed, columns);
    const { ipc, rows } = entity.batch(columns, dictionaries);
    if (rows > 0) await part.insertPassing(summed, ipc);
    const { key } = ENTITY_DAYS[table];
    const counts = `SELECT * FROM ${summed}`;
    const built = await part.build(
      table,
      `CREATE TABLE main.${table} AS ${withOrders({ key, orders: all.length > columns.length }, context, 'main', counts)}`,
    );
    await part.drop(summed);
    return built;
  }
}

const sameTypes = (a: DatasetContext, b: DatasetContext) =>
  a.eventTypes.join() === b.eventTypes.join();
