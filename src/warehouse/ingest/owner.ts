import type { IdColumn, Reject } from '../../sources/types.ts';
import type { BuiltTable } from '../load.ts';
import { has, hasSessions } from '../tables/columns.ts';
import type { DatasetContext } from '../types.ts';
import { type Arranged, arrange } from './arrange.ts';
import { joined } from './bucket.ts';
import { dwdBatch } from './dwd-batch.ts';
import { DwdTotal } from './dwd-total.ts';
import { writeIdTexts } from './id-texts.ts';
import type { Inbox } from './inbox.ts';
import { ITEM_DAYS, itemDayBatch, itemLanes } from './item-days.ts';
import { Layers } from './layers/index.ts';
import type {
  DwdResult,
  IngestProgress,
  IngestSetup,
  SessionTask,
  TablesResult,
} from './messages.ts';
import { Part, sized } from './part.ts';
import type { Peers } from './peers.ts';
import { Reach } from './reach/index.ts';
import { type Survey, survey } from './reach/plan.ts';
import { countSuspects, type SessionCounts, SessionTally, suspects } from './robots.ts';
import { destinationsOf, Outbox } from './route.ts';
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
    const { setup, inbox, textual } = this;
    const { keys } = inbox;
    const { parts, buckets } = setup.destinations;
    const part = await this.part;
    const columns = await part.createDwd(context, keys.texts);
    const tally = robots && new SessionTally();
    if (robots) tally?.addAll(robots);
    const total = new DwdTotal();
    const items = this.itemOutbox();
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
      if (has(context, 'item_id')) this.sendItems(items, index, bucket, context);
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
    items.flush();
    for (let to = 0; to < parts; to++) this.peers.send(to, { kind: 'items-end' });
    const waiting = performance.now();
    await inserting;
    keys.forgetTranslations();
    const dims = await writeIdTexts(part, context, keys.shard, keys.key, names !== null);
    if (names) dims.push(names.built());
    keys.forgetShard();
    total.insertSeconds += since(waiting);
    return total.result(dims);
  }

  /** Builds all other tables of the part and closes it. */
  async buildTables(
    context: DatasetContext,
    rejects: readonly Reject[] | null,
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
    const layers = await this.layers?.finish(part, context, this.inbox.keys.texts);
    tables.push(...(layers ?? []));
    this.layers = null;
    if (has(context, 'item_id')) tables.push(await this.buildItemDays(part, context));
    const rest = await part.buildTables(
      context,
      tables.map(({ name }) => name),
      (subject, done, all) =>
        this.tell({ stage: 'dws', subject, rows: 0, bytes: 0, share: done / all }),
    );
    tables.push(...rest);
    if (rejects) tables.push(await part.writeRejects(context, rejects));
    const inMemory = this.setup.file === null;
    const memory = inMemory ? await part.exported(tables) : [];
    const sizes = inMemory ? new Map<string, number>() : await part.sizes();
    await part.close();
    return { tables: sized(tables, sizes), bytes: Object.fromEntries(sizes), memory };
  }

  /** Bytes of the database's heap. */
  async memoryBytes(): Promise<number> {
    return (await this.part).memoryBytes();
  }

  private itemOutbox(): Outbox {
    const { destinations, pageRows, index } = this.setup;
    return new Outbox({
      destinations,
      capacity: pageRows,
      reader: index,
      send: (destination, page) =>
        this.peers.send(Math.floor(destination / destinations.buckets), {
          kind: 'items',
          bucket: destination % destinations.buckets,
          page,
        }),
    });
  }

  /** Sends a bucket's rows to the owners of their items. */
  private sendItems(outbox: Outbox, bucket: number, from: Arranged, context: DatasetContext): void {
    const { destinations, index } = this.setup;
    const lanes = itemLanes(from, context);
    const { rows } = from.rows;
    const to = destinationsOf(lanes, rows, destinations, null, {
      id: 'item_id',
      spread: 'day',
      textual: this.textual.has('item_id'),
    });
    outbox.begin(bucket * destinations.parts + index);
    outbox.add(lanes, rows, to);
  }

  private async buildItemDays(part: Part, context: DatasetContext): Promise<BuiltTable> {
    const { inbox, textual } = this;
    await inbox.allItems;
    const started = performance.now();
    this.tell({ stage: 'dws', subject: ITEM_DAYS, rows: 0, bytes: 0, share: 0 });
    const columns = await part.createTable(ITEM_DAYS, context);
    let rows = 0;
    let inserting: Promise<void> = Promise.resolve();
    for (let index = 0; index < inbox.items.count; index++) {
      const pages = inbox.items.take(index);
      if (pages.length === 0) continue;
      const bucket = joined(pages, textual, () => undefined);
      const batch = itemDayBatch(bucket, columns, textual);
      rows += batch.rows;
      await inserting;
      inserting = part.insert(ITEM_DAYS, batch.ipc);
    }
    await inbox.items.end();
    await inserting;
    return { name: ITEM_DAYS, rows, bytes: 0, seconds: since(started) };
  }
}

const since = (started: number) => (performance.now() - started) / 1000;
