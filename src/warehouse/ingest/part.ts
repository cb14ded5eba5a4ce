import type { Table } from 'apache-arrow';
import {
  type EngineBinary,
  type OpenDatabase,
  openDatabase,
  TabhouseError,
} from '../../engine/index.ts';
import type { Reject, TextColumn } from '../../sources/types.ts';
import type { BuiltTable } from '../load.ts';
import type { ColumnDefinition, TableDefinition } from '../table.ts';
import { combinedTable, emptyTable, partTable, plan, TABLES } from '../tables/index.ts';
import type { DatasetContext } from '../types.ts';
import { integers, ipcOf, strings } from './arrow.ts';
import { enumOf } from './few-texts.ts';
import { ITEM_DAYS } from './item-days.ts';
import { Dim, type DimEntries, type Texts } from './layers/dims.ts';
import type { CombineResult, CombineTask, MemoryTable } from './messages.ts';

/** Tables with their sizes. */
export const sized = (tables: readonly BuiltTable[], sizes: ReadonlyMap<string, number>) =>
  tables.map((table) => ({ ...table, bytes: sizes.get(table.name) ?? 0 }));

/** Schema of a database file's own tables. */
const OWN = 'main';
/**
 * Bytes of data that a part's database keeps at hand: its file is near, and its memory is never given back. Only a
 * statement that cannot do with it gets what there is.
 */
const LEAN_BYTES = 384 << 20;
const MOST_BYTES = 3100 * 2 ** 20;

const definition = (name: string): TableDefinition => {
  const found = TABLES.find((table) => table.name === name);
  if (!found) throw new RangeError(`no table ${name}`);
  return found;
};

/** The database of one part while it is being built: a file in OPFS, or in memory. */
export class Part {
  /** What was inserted, kept where the page's engine must be filled with it. */
  private readonly inserted = new Map<string, Blob[]>();
  /** Names of the tables that are there. */
  private readonly tables = new Set<string>();
  private readonly keeps: boolean;
  private readonly database: OpenDatabase;

  constructor(database: OpenDatabase, { keeps }: { readonly keeps: boolean }) {
    this.database = database;
    this.keeps = keeps;
  }

  static async open(wasm: EngineBinary, file: string | null): Promise<Part> {
    const database = await openDatabase({
      wasm,
      ...(file === null ? {} : { path: `opfs://${file}`, memoryLimit: LEAN_BYTES }),
    });
    return new Part(database, { keeps: file === null });
  }

  columnsOf(name: string, context: DatasetContext): readonly ColumnDefinition[] {
    return definition(name).columns(context);
  }

  /**
   * Makes the table of events. Texts of few values are stored as what they are, positions in a list: that takes two
   * thirds of the time of finding their values again in each row group. The relation reads VARCHAR whatever is stored.
   */
  async createDwd(
    context: DatasetContext,
    texts: Texts = {},
  ): Promise<readonly ColumnDefinition[]> {
    const table = definition('dwd');
    const columns = table.columns(context);
    const stored = columns.map((column) => {
      const list = this.keeps ? null : enumOf(texts[column.name as TextColumn]);
      return list ? { ...column, type: list } : column;
    });
    await this.create({ ...table, columns: () => stored }, context);
    return columns;
  }

  /** Makes a table that is filled by `insert`; answers its columns. */
  async createTable(name: string, context: DatasetContext): Promise<readonly ColumnDefinition[]> {
    const table = definition(name);
    await this.create(table, context);
    return table.columns(context);
  }

  async insert(table: string, ipc: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.keeps) {
      const batches = this.inserted.get(table) ?? [];
      this.inserted.set(table, [...batches, new Blob([ipc])]);
    }
    await this.database.insert(ipc, { table });
  }

  /** One after the other. */
  async insertAll(
    batches: readonly { readonly table: string; readonly ipc: Uint8Array<ArrayBuffer> }[],
  ): Promise<void> {
    for (const { table, ipc } of batches) await this.insert(table, ipc);
  }

  /** Makes a table that is no layer: it is dropped again before the part is closed. */
  async createPassing(name: string, columns: readonly ColumnDefinition[]): Promise<void> {
    const list = columns.map((column) => `${column.name} ${column.type}`);
    await this.database.query(`CREATE TABLE ${OWN}.${name} (${list.join(', ')})`);
    this.tables.add(name);
  }

  async insertPassing(table: string, ipc: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.database.insert(ipc, { table });
  }

  /** Opens another part's file to read. */
  attach(file: string, alias: string): Promise<void> {
    return this.database.attach(file, alias);
  }

  async detach(alias: string): Promise<void> {
    await this.database.query(`DETACH "${alias}"`);
  }

  select(sql: string): Promise<Table> {
    return this.database.query(sql);
  }

  /** Makes a view beside the tables, for their statements; it must be dropped before the part is closed. */
  async view(name: string, sql: string): Promise<void> {
    await this.database.query(`CREATE VIEW ${OWN}.${name} AS ${sql}`);
  }

  async dropView(name: string): Promise<void> {
    await this.database.query(`DROP VIEW ${OWN}.${name}`);
  }

  async drop(table: string): Promise<void> {
    this.inserted.delete(table);
    this.tables.delete(table);
    await this.database.query(`DROP TABLE ${OWN}.${table}`);
  }

  /** Runs a statement that changes a table after its rows were inserted: it is then read back where it is kept. */
  async change(table: string, sql: string): Promise<void> {
    this.inserted.delete(table);
    await this.database.query(sql);
  }

  /** Builds every table that SQL fills and that is not `there` yet, in order; `onTable` is told before each. */
  async buildTables(
    context: DatasetContext,
    there: readonly string[],
    onTable: (name: string, done: number, all: number) => void,
  ): Promise<BuiltTable[]> {
    const tables = plan(context).filter(({ name, sql }) => sql !== null && !there.includes(name));
    const built: BuiltTable[] = [];
    for (const [index, table] of tables.entries()) {
      onTable(table.name, index, tables.length);
      const sql = partTable(table, context, OWN);
      if (sql) built.push(await this.build(table.name, sql));
    }
    return built;
  }

  /** Tables as Arrow streams; those that were inserted are kept as they came. */
  async exported(tables: readonly BuiltTable[]): Promise<MemoryTable[]> {
    const all = new Map<string, readonly Blob[]>(this.inserted);
    for (const { name } of tables) if (!all.has(name)) all.set(name, [await this.stream(name)]);
    return [...all].map(([name, batches]) => ({ name, batches }));
  }

  private async stream(name: string): Promise<Blob> {
    const { ipc } = await this.database.queryIpc(`SELECT * FROM ${OWN}.${name}`);
    return new Blob([ipc, END_OF_STREAM]);
  }

  /** Makes the tables that are more than their parts' rows, and the rejects, which no part has. */
  async combine(
    { context, parts, rejects, only, dims = [] }: CombineTask,
    texts: Texts,
  ): Promise<CombineResult> {
    for (const { alias, file } of parts) await this.database.attach(file, alias);
    const aliases = parts.map(({ alias }) => alias);
    const built = only ? [] : [await this.writeRejects(context, rejects)];
    const replaced: Record<string, number> = {};
    const merged = new Set<string>(dims.map(({ table }) => table));
    for (const table of merged)
      built.push(
        await this.combineDim(
          context,
          dims.filter((one) => one.table === table),
          texts,
        ),
      );
    for (const table of plan(context)) {
      if (
        table.name === ITEM_DAYS ||
        merged.has(table.name) ||
        (only && !only.includes(table.name))
      )
        continue;
      const sql = combinedTable(table, context, aliases, OWN);
      if (!sql) continue;
      const made = await this.build(table.name, sql);
      built.push(made);
      const key = table.overlay?.(context) ?? null;
      if (key === null || made.rows === 0) continue;
      for (const alias of aliases)
        replaced[table.name] =
          (replaced[table.name] ?? 0) +
          (await this.count(
            `${alias}.${table.name} WHERE ${key} IN (SELECT ${key} FROM ${OWN}.${table.name})`,
          ));
    }
    return { tables: built, replaced };
  }

  private async combineDim(
    context: DatasetContext,
    parts: readonly DimEntries[],
    texts: Texts,
  ): Promise<BuiltTable> {
    const started = performance.now();
    const [first] = parts;
    const dim = first && Dim.of(first.table, context, new Set(context.textual));
    if (!dim) throw new RangeError('no such dim');
    for (const part of parts) dim.merge(part);
    const { ipc, rows } = dim.batch(await this.createTable(dim.table, context), texts);
    if (rows > 0) await this.insert(dim.table, ipc);
    return { name: dim.table, rows, bytes: 0, seconds: since(started) };
  }

  async writeRejects(context: DatasetContext, rejects: readonly Reject[]): Promise<BuiltTable> {
    const started = performance.now();
    const table = definition('dwd_rejects');
    await this.create(table, context);
    if (rejects.length > 0) {
      const lines = Uint32Array.from(rejects, ({ line }) => line);
      const columns = [
        { name: 'file', data: strings(rejects.map(({ file }) => file)) },
        { name: 'line', data: integers(lines, null, null) },
        { name: 'reason', data: strings(rejects.map(({ reason }) => reason)) },
        { name: 'text', data: strings(rejects.map(({ text }) => text)) },
      ];
      await this.insert(table.name, ipcOf(columns, rejects.length));
    }
    return { name: table.name, rows: rejects.length, bytes: 0, seconds: since(started) };
  }

  /** Bytes of each table's blocks in the file. */
  async sizes(): Promise<Map<string, number>> {
    await this.database.checkpoint();
    if (this.tables.size === 0) return new Map();
    const each = [...this.tables].map(
      (name) =>
        `SELECT '${name}' AS name, block_id FROM pragma_storage_info('${name}') WHERE persistent`,
    );
    const blocks = await this.database.query(
      `SELECT name, count(DISTINCT block_id)::INTEGER AS blocks FROM (${each.join(' UNION ALL ')}) GROUP BY name`,
    );
    return new Map(
      (blocks.toArray() as { name: string; blocks: number }[]).map((row) => [
        row.name,
        row.blocks * BLOCK,
      ]),
    );
  }

  memoryBytes(): Promise<number> {
    return this.database.memoryBytes();
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async create(table: TableDefinition, context: DatasetContext): Promise<void> {
    await this.database.query(emptyTable(table, context, OWN));
    this.tables.add(table.name);
    if (this.keeps) this.inserted.set(table.name, []);
  }

  /** Makes a table by a statement. */
  async build(name: string, sql: string): Promise<BuiltTable> {
    const started = performance.now();
    // CREATE TABLE AS answers how many rows it has put in.
    const made = await this.database.query(sql).catch(async (error) => {
      if (this.keeps || !(error instanceof TabhouseError) || error.code !== 'out-of-memory')
        throw error;
      await this.database.query(`SET memory_limit = '${MOST_BYTES}B'`);
      return this.database.query(sql);
    });
    this.tables.add(name);
    return {
      name,
      rows: Number(made.getChildAt(0)?.get(0) ?? 0),
      bytes: 0,
      seconds: since(started),
    };
  }

  /** Rows of a table, as it stands after `FROM`. */
  async count(from: string): Promise<number> {
    const rows = await this.database.query(`SELECT count(*)::DOUBLE AS n FROM ${from}`);
    return Number(rows.getChild('n')?.get(0) ?? 0);
  }
}

/** Arrow's mark, which results of queries lack. */
const END_OF_STREAM = new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0]);
const BLOCK = 262_144;
const since = (started: number) => (performance.now() - started) / 1000;
