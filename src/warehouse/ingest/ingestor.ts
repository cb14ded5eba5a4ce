import type { IdColumn, Reject } from '../../sources/types.ts';
import type { BuiltTable } from '../load.ts';
import { hasSessions } from '../tables/columns.ts';
import type { DatasetContext, RuleName } from '../types.ts';
import { type Arranged, arrange } from './arrange.ts';
import { joined } from './bucket.ts';
import { GlobalKeys, shardsOf, textsOf } from './dictionaries.ts';
import { dwdBatch } from './dwd-batch.ts';
import type { Lane, Page } from './lanes.ts';
import type {
  CombineResult,
  CombineTask,
  DwdResult,
  IngestProgress,
  IngestSetup,
  IngestWorker,
  ReadAgain,
  ReadTask,
  SliceResult,
  TablesResult,
} from './messages.ts';
import { dwdColumns, Part } from './part.ts';
import { type PeerMessage, Peers, type ReaderEnd } from './peers.ts';
import { SliceReader } from './reader.ts';
import { countSuspects, type SessionCounts, SessionTally, suspects } from './robots.ts';
import { Outbox } from './route.ts';
import { flagCounts } from './rules.ts';

/** What one ingest worker does: it reads slices, and owns the part that all rows of some users go to. */
export class Ingestor implements IngestWorker {
  private state: State | null = null;

  async start(
    setup: IngestSetup,
    lines: (MessagePort | null)[],
    progress: MessagePort,
  ): Promise<void> {
    this.state = new State(setup, lines, (message) => progress.postMessage(message));
  }

  read(task: ReadTask): Promise<SliceResult | ReadAgain> {
    return this.started.reader.read(task);
  }

  settle(): Promise<void> {
    return this.started.settle();
  }

  async suspects(): Promise<SessionCounts> {
    return this.started.suspects();
  }

  async countSuspects(suspected: SessionCounts): Promise<SessionCounts> {
    return this.started.countSuspects(suspected);
  }

  buildDwd(context: DatasetContext, robots: SessionCounts | null): Promise<DwdResult> {
    return this.started.buildDwd(context, robots);
  }

  buildTables(context: DatasetContext, rejects: readonly Reject[] | null): Promise<TablesResult> {
    return this.started.buildTables(context, rejects);
  }

  async combine(task: CombineTask): Promise<CombineResult> {
    const main = await Part.open(task.wasm, task.file);
    const { tables, replaced } = await main.combine(task);
    const sizes = await main.sizes();
    await main.close();
    return { tables: sized(tables, sizes), replaced };
  }

  locate(task: ReadTask, rows: readonly number[]): Promise<readonly Reject[]> {
    return this.started.reader.locate(task, rows);
  }

  private get started(): State {
    if (!this.state) throw new RangeError('not started');
    return this.state;
  }
}

class State {
  readonly reader: SliceReader;
  private readonly setup: IngestSetup;
  private readonly tell: (progress: IngestProgress) => void;
  private readonly outbox: Outbox;
  private readonly peers: Peers;
  private readonly textual: ReadonlySet<IdColumn>;
  private readonly keys: GlobalKeys;
  /** Pages of this part by bucket. */
  private readonly buckets: Page[][];
  private readonly ends: ReaderEnd[] = [];
  private missingKeys = 0;
  private settled: () => void = () => {};
  private readonly settling: Promise<void>;
  private part: Part | null = null;

  constructor(
    setup: IngestSetup,
    lines: (MessagePort | null)[],
    tell: (progress: IngestProgress) => void,
  ) {
    const { destinations, index } = setup;
    this.setup = setup;
    this.tell = tell;
    this.textual = new Set(setup.textual);
    this.keys = new GlobalKeys(index, destinations.parts);
    this.buckets = Array.from({ length: destinations.buckets }, () => []);
    this.settling = new Promise((resolve) => {
      this.settled = resolve;
    });
    this.peers = new Peers(lines, (message) => this.receive(message));
    this.outbox = new Outbox({
      destinations,
      capacity: setup.pageRows,
      reader: index,
      send: (destination, page) => {
        const part = Math.floor(destination / destinations.buckets);
        this.peers.send(part, { kind: 'page', bucket: destination % destinations.buckets, page });
      },
    });
    this.reader = new SliceReader(setup, this.outbox, (subject, rows, bytes) =>
      tell({ stage: 'read', subject, rows, bytes, share: 0 }),
    );
  }

  /** True where this worker owns a part; others read only. */
  private get owns(): boolean {
    return this.setup.index < this.setup.destinations.parts;
  }

  async settle(): Promise<void> {
    const { dictionaries } = this.reader;
    const texts = textsOf(dictionaries);
    const { parts } = this.setup.destinations;
    for (const [shard, ids] of shardsOf(dictionaries, parts).entries())
      this.peers.send(shard, { kind: 'end', reader: this.setup.index, texts, ids });
    if (this.owns) await this.settling;
  }

  private receive(message: PeerMessage): void {
    if (message.kind === 'page') {
      this.buckets[message.bucket]?.push(message.page);
      return;
    }
    if (message.kind === 'keys') {
      this.keys.learn(message);
      this.missingKeys--;
    } else {
      this.ends.push(message);
      if (this.ends.length === this.setup.workers) this.exchangeKeys();
    }
    if (this.ends.length === this.setup.workers && this.missingKeys === 0) this.settled();
  }

  /** All readers have ended: gives their texts keys, and tells them to all owners. */
  private exchangeKeys(): void {
    const { parts } = this.setup.destinations;
    const answers = this.keys.merge(this.ends);
    // Every shard answers for the same readers and columns.
    this.missingKeys += answers.length * parts;
    for (const answer of answers)
      for (let part = 0; part < parts; part++) this.peers.send(part, answer);
  }

  suspects(): SessionCounts {
    const { parts } = this.setup.destinations;
    const textual = this.textual.has('session_id');
    return suspects(this.buckets.flat(), textual, this.keys.translation, parts);
  }

  countSuspects(suspected: SessionCounts): SessionCounts {
    const wanted = new SessionTally();
    wanted.addAll(suspected);
    const distinct = this.setup.rules.duplicates === 'reject';
    const total = new SessionTally();
    for (const pages of this.buckets) {
      const counted = countSuspects(pages, wanted, this.textual, this.keys.translation, distinct);
      total.addAll(counted.above(0));
    }
    return total.above(0);
  }

  async buildDwd(context: DatasetContext, robots: SessionCounts | null): Promise<DwdResult> {
    const { setup, keys } = this;
    const part = await Part.open(setup.wasm, setup.file);
    this.part = part;
    await part.createDwd(context);
    const columns = dwdColumns(context);
    const { parts } = setup.destinations;
    const total = new DwdTotal();
    const tally = robots && new SessionTally();
    if (robots) tally?.addAll(robots);
    let inserting: Promise<void> = Promise.resolve();
    for (const [index, pages] of this.buckets.entries()) {
      this.buckets[index] = [];
      if (pages.length === 0) continue;
      const started = performance.now();
      const bucket = arrange(joined(pages, this.textual, keys.translation), {
        rules: setup.rules,
        textual: this.textual,
        sessions: hasSessions(context) ? context.sessions : 'source',
        gapSeconds: context.sessionGapSeconds,
        reportTimezone: context.reportTimezone,
        robots: tally,
        sessionsBefore: total.sessions,
      });
      const ipc = dwdBatch(bucket, {
        columns,
        textual: this.textual,
        texts: keys.texts,
        sessionKey: (number) => (number - 1) * parts + setup.index,
      });
      total.add(bucket, (performance.now() - started) / 1000);
      const { rows } = bucket.rows;
      const waiting = performance.now();
      await inserting;
      total.insertSeconds += (performance.now() - waiting) / 1000;
      if (rows > 0) inserting = part.insert('dwd', ipc);
      const share = (index + 1) / this.buckets.length;
      this.tell({ stage: 'dwd', subject: 'dwd', rows, bytes: ipc.length, share });
    }
    const waiting = performance.now();
    await inserting;
    keys.forgetTranslations();
    const tables = await part.writeDims(context, keys.shard, keys.key);
    total.insertSeconds += (performance.now() - waiting) / 1000;
    return total.result(tables);
  }

  async buildTables(
    context: DatasetContext,
    rejects: readonly Reject[] | null,
  ): Promise<TablesResult> {
    const { part } = this;
    if (!part) throw new RangeError('no part');
    const tables = await part.buildTables(context, (subject, done, all) =>
      this.tell({ stage: 'dws', subject, rows: 0, bytes: 0, share: done / all }),
    );
    if (rejects) tables.push(await part.writeRejects(context, rejects));
    const inMemory = this.setup.file === null;
    const memory = inMemory ? await part.exported(tables) : [];
    const sizes = inMemory ? new Map<string, number>() : await part.sizes();
    await part.close();
    return { tables: sized(tables, sizes), bytes: Object.fromEntries(sizes), memory };
  }
}

const sized = (tables: readonly BuiltTable[], sizes: ReadonlyMap<string, number>) =>
  tables.map((table) => ({ ...table, bytes: sizes.get(table.name) ?? 0 }));

/** Sums over the buckets of a part. */
class DwdTotal {
  rows = 0;
  sessions = 0;
  insertSeconds = 0;
  private duplicates = 0;
  private robots = 0;
  private sortSeconds = 0;
  private firstTime = Number.POSITIVE_INFINITY;
  private lastTime = Number.NEGATIVE_INFINITY;
  private readonly ordinals: number[] = [];
  private readonly types = new Array<number>(8).fill(0);
  private readonly flags: Record<RuleName, number> = {
    duplicates: 0,
    price_illegal: 0,
    bot_session: 0,
    out_of_window: 0,
  };

  add(bucket: Arranged, seconds: number): void {
    const { rows, lanes } = bucket.rows;
    this.rows += rows;
    this.sessions = bucket.sessions ? bucket.lastSession : 0;
    this.duplicates += bucket.duplicates;
    this.robots += bucket.robots;
    for (const ordinal of bucket.robotOrdinals) this.ordinals.push(ordinal);
    this.sortSeconds += seconds;
    const counted = flagCounts(bucket.flags);
    for (const rule of Object.keys(counted) as RuleName[]) this.flags[rule] += counted[rule];
    if (rows === 0) return;
    const type = lanes.type as Lane;
    for (let row = 0; row < rows; row++) {
      const code = type[row] as number;
      this.types[code] = (this.types[code] ?? 0) + 1;
    }
    const time = lanes.time as Lane;
    const unit = time instanceof Uint32Array ? 1e6 : 1;
    for (let row = 0; row < rows; row++) {
      const at = (time[row] as number) * unit;
      if (at < this.firstTime) this.firstTime = at;
      if (at > this.lastTime) this.lastTime = at;
    }
  }

  result(tables: readonly BuiltTable[]): DwdResult {
    return {
      rows: this.rows,
      duplicates: this.duplicates,
      robots: this.robots,
      robotOrdinals: Float64Array.from(this.ordinals).sort().subarray(0, 10_000),
      flags: this.flags,
      firstTime: this.firstTime,
      lastTime: this.lastTime,
      types: this.types,
      tables,
      seconds: { sort: this.sortSeconds, insert: this.insertSeconds },
    };
  }
}
