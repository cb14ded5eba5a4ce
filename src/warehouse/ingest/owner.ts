import type { Table } from 'apache-arrow';
import type { IdColumn, Reject } from '../../sources/types.ts';
import type { BuiltTable, EarlierEvents } from '../load.ts';
import { has, hasSessions } from '../tables/columns.ts';
import type { DatasetContext } from '../types.ts';
import { arrange } from './arrange.ts';
import { joined } from './bucket.ts';
import { dwdBatch } from './dwd-batch.ts';
import { DwdTotal } from './dwd-total.ts';
import { writeIdTexts } from './id-texts.ts';
import type { Inbox } from './inbox.ts';
import { ItemSums } from './item-sums.ts';
import { Layers } from './layers/index.ts';
import type {
  DwdResult,
  IngestProgress,
  IngestSetup,
  RelayerTask,
  SessionTask,
  TablesResult,
} from './messages.ts';
import { Part, sized } from './part.ts';
import type { Peers } from './peers.ts';
import { Reach } from './reach/index.ts';
import { type Survey, survey } from './reach/plan.ts';
import { relayer } from './relayer.ts';
import { countSuspects, type SessionCounts, SessionTally, suspects } from './robots.ts';
import { SessionNames } from './session-names.ts';
import { countShared } from './shared-sessions.ts';

/** Builds the part that all rows of some users go to. */
export class Owner {
  private readonly setup: IngestSetup;
  private readonly inbox: Inbox;
  private readonly peers: Peers;
  private readonly tell: (progress: IngestProgress) => void;
  private readonly textual: ReadonlySet<IdColumn>;
  /** Opened while the files are being read. */
  private readonly part: Promise<Part>;
  private reach: Reach | null = null;
  private layers: Layers | null = null;
  private items: ItemSums | null = null;

  constructor(
    setup: IngestSetup,
    inbox: Inbox,
    peers: Peers,
    tell: (progress: IngestProgress) => void,
  ) {
    this.setup = setup;
    this.inbox = inbox;
    this.peers = peers;
    this.tell = tell;
    this.textual = new Set(setup.textual);
    this.part = Part.open(setup.wasm, setup.file);
    // Told where it is waited for.
    this.part.catch(() => {});
  }

  /** Opens the files of stored events while `read` asks them. */
  async reading<T>(
    { attachments }: EarlierEvents,
    read: (select: (sql: string) => Promise<Table>) => Promise<T>,
  ): Promise<T> {
    const part = await this.part;
    for (const { file, alias } of attachments) await part.attach(file, alias);
    const done = await read((sql) => part.select(sql));
    for (const { alias } of attachments) await part.detach(alias);
    return done;
  }

  survey(): Survey {
    return survey(this.inbox.pages.all());
  }

  suspects(): SessionCounts {
    const { parts } = this.setup.destinations;
    const { pages, keys } = this.inbox;
    return suspects(pages.all(), this.textual.has('session_id'), keys.translation, parts);
  }

  countSuspects(suspected: SessionCounts): SessionCounts {
    const { pages, keys } = this.inbox;
    const wanted = new SessionTally();
    wanted.addAll(suspected);
    const distinct = this.setup.rules.duplicates === 'reject';
    const total = new SessionTally();
    for (let bucket = 0; bucket < pages.count; bucket++)
      total.addAll(
        countSuspects(pages.pages(bucket), wanted, this.textual, keys.translation, distinct).above(
          0,
        ),
      );
    return total.above(0);
  }

  countShared(texts: readonly string[]): readonly number[] {
    const { setup, inbox, textual } = this;
    const distinct = setup.rules.duplicates === 'reject';
    return countShared(inbox.pages, texts, textual, inbox.keys.translation, distinct);
  }

  /** Sorts, judges and inserts bucket by bucket; one is inserted while the next is sorted. */
  async buildDwd(
    context: DatasetContext,
    { robots, shared, before }: SessionTask,
  ): Promise<DwdResult> {
    const { setup, inbox, peers, textual } = this;
    const { keys } = inbox;
    const { buckets } = setup.destinations;
    const part = await this.part;
    const columns = await part.createDwd(context, keys.texts);
    const tally = robots && new SessionTally();
    if (robots) tally?.addAll(robots);
    const total = new DwdTotal();
    const items = has(context, 'item_id') ? new ItemSums(setup, inbox, peers) : null;
    this.items = items;
    const sessionKey = (number: number) => before + number;
    const names = setup.carried ? await SessionNames.start(part, context, shared, before) : null;
    if (setup.index === 0) await names?.writeShared();
    const layers = await Layers.start(part, { context, textual, sessionKey });
    this.layers = layers;
    this.reach = context.reach ? new Reach(context.reach, context.grain !== 'day') : null;
    let inserting: Promise<void> = Promise.resolve();
    for (let index = 0; index < buckets; index++) {
      const pages = inbox.pages.take(index);
      if (pages.length === 0) continue;
      const started = performance.now();
      const rows = joined(pages, textual, keys.translation);
      const bucket = arrange(rows, {
        rules: setup.rules,
        textual,
        sessions: hasSessions(context) ? context.sessions : 'source',
        gapSeconds: context.sessionGapSeconds,
        reportTimezone: context.reportTimezone,
        robots: tally,
        sessionsBefore: total.sessions,
        carried: names?.of(rows) ?? null,
      });
      items?.send(index, bucket, context);
      this.reach?.add(bucket, textual.has('user_id'));
      const ipc = dwdBatch(bucket, {
        columns,
        textual,
        texts: keys.texts,
        sessionKey,
      });
      const named = names?.batch(rows, bucket);
      const batches = [...layers.add(bucket), ...(named ? [named] : [])];
      total.add(bucket, since(started));
      const { rows: count } = bucket.rows;
      const waiting = performance.now();
      await inserting;
      total.insertSeconds += since(waiting);
      if (count > 0) inserting = part.insertAll([{ table: 'dwd', ipc }, ...batches]);
      const share = (index + 1) / buckets;
      this.tell({ stage: 'dwd', subject: 'dwd', rows: count, bytes: ipc.length, share });
    }
    await inbox.pages.end();
    items?.end();
    const waiting = performance.now();
    await inserting;
    keys.forgetTranslations();
    const dims = await writeIdTexts(part, context, keys.shard, keys.key, names !== null);
    if (names) dims.push(names.built());
    keys.forgetShard();
    total.insertSeconds += since(waiting);
    return total.result(dims, { spilled: inbox.pages.spilled, dims: layers.dimsHeld });
  }

  /** Builds all other tables of the part and closes it. */
  async buildTables(
    context: DatasetContext,
    rejects: readonly Reject[] | null,
    dims: readonly string[],
  ): Promise<TablesResult> {
    const part = await this.part;
    const tables: BuiltTable[] = [];
    if (this.reach)
      tables.push(
        ...(await this.reach.write({
          createTable: (name) => part.createTable(name, context),
          insert: (name, ipc) => part.insert(name, ipc),
        })),
      );
    this.reach = null;
    const apart = new Set(dims);
    const entries = this.layers?.dimEntries(apart) ?? [];
    const layers = await this.layers?.finish(part, context, this.inbox.keys.texts, apart);
    tables.push(...(layers ?? []));
    this.layers = null;
    if (this.items) tables.push(await this.items.build(part, context, this.tell));
    this.items = null;
    const rest = await part.buildTables(
      context,
      [...tables.map(({ name }) => name), ...dims],
      (subject, done, all) =>
        this.tell({ stage: 'dws', subject, rows: 0, bytes: 0, share: done / all }),
    );
    tables.push(...rest);
    if (rejects) tables.push(await part.writeRejects(context, rejects));
    const inMemory = this.setup.file === null;
    const memory = inMemory ? await part.exported(tables) : [];
    const sizes = inMemory ? new Map<string, number>() : await part.sizes();
    await part.close();
    const bytes = Object.fromEntries(sizes);
    return { tables: sized(tables, sizes), bytes, memory, dims: entries };
  }

  /** Builds tables again from stored DWD, and closes the part. */
  async relayer(task: RelayerTask): Promise<TablesResult> {
    const { setup, inbox, peers, tell } = this;
    return relayer({ setup, inbox, peers, part: await this.part, tell }, task);
  }

  /** Bytes of the database's heap. */
  async memoryBytes(): Promise<number> {
    return (await this.part).memoryBytes();
  }
}

const since = (started: number) => (performance.now() - started) / 1000;
