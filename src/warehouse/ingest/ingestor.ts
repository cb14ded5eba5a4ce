import * as Comlink from 'comlink';
import type { Reject } from '../../sources/types.ts';
import type { DatasetContext } from '../types.ts';
import { shardsOf, textsOf } from './dictionaries.ts';
import { readStored } from './earlier-events.ts';
import { Inbox } from './inbox.ts';
import { buffersOf } from './layers/latest.ts';
import type {
  CombineResult,
  CombineTask,
  DwdResult,
  IngestProgress,
  IngestSetup,
  IngestWorker,
  ReadAgain,
  ReadTask,
  RelayerTask,
  SessionTask,
  SliceResult,
  StoredTask,
  TablesResult,
} from './messages.ts';
import { Owner } from './owner.ts';
import { Part, sized } from './part.ts';
import { Peers } from './peers.ts';
import type { Survey } from './reach/plan.ts';
import { SliceReader } from './reader.ts';
import type { SessionCounts } from './robots.ts';
import { Outbox } from './route.ts';
import { findShared, type SharedSessions } from './shared-sessions.ts';

interface Started {
  readonly setup: IngestSetup;
  readonly peers: Peers;
  readonly reader: SliceReader;
  readonly outbox: Outbox;
  readonly tell: (progress: IngestProgress) => void;
  /** Null where this worker reads only. */
  readonly owner: Owner | null;
  readonly inbox: Inbox;
}

/** What one ingest worker does: it reads slices, and owns the part that all rows of some users go to. */
export class Ingestor implements IngestWorker {
  private started: Started | null = null;
  /** The main file, opened when this worker's part is closed: two databases at a time would take more memory. */
  private main: Promise<Part> | null = null;

  async start(
    setup: IngestSetup,
    lines: (MessagePort | null)[],
    progress: MessagePort,
  ): Promise<void> {
    const { destinations, index, pageRows } = setup;
    const tell = (message: IngestProgress) => progress.postMessage(message);
    const inbox: Inbox = new Inbox(setup, (part, message) => peers.send(part, message));
    const peers = new Peers(lines, (message) => inbox.receive(message));
    const outbox = new Outbox({
      destinations,
      capacity: pageRows,
      reader: index,
      ...(setup.carried && {
        sendSessions: (all) => {
          for (const [part, prints] of all.entries())
            if (prints.prints.length > 0) peers.send(part, { kind: 'sessions', prints });
        },
      }),
      send: (destination, page) =>
        peers.send(Math.floor(destination / destinations.buckets), {
          kind: 'page',
          bucket: destination % destinations.buckets,
          page,
        }),
    });
    const reader = new SliceReader(setup, outbox, (subject, rows, bytes) =>
      tell({ stage: 'read', subject, rows, bytes, share: 0 }),
    );
    const owner = index < destinations.parts ? new Owner(setup, inbox, peers, tell) : null;
    this.started = { setup, peers, reader, outbox, tell, owner, inbox };
  }

  read(task: ReadTask): Promise<SliceResult | ReadAgain> {
    return this.now.reader.read(task);
  }

  async readStored(tasks: readonly StoredTask[]): Promise<readonly SliceResult[]> {
    const [first] = tasks;
    if (!first) return [];
    const { setup, reader, outbox, tell } = this.now;
    const { dictionaries } = reader;
    return this.owner.reading(first.events, async (select) => {
      const done: SliceResult[] = [];
      for (const task of tasks) {
        const bytes = task.events.plans.reduce((sum, { shape }) => sum + shape.size, 0);
        const rows = task.events.places.reduce(
          (sum, place) => sum + (place.table === 'dwd' ? place.rows : 0),
          0,
        );
        const onRows = (count: number) =>
          tell({
            stage: 'read',
            subject: 'dwd',
            rows: count,
            bytes: (bytes * count) / rows,
            share: 0,
          });
        done.push(await readStored(task, { setup, outbox, dictionaries, select, onRows }));
      }
      return done;
    });
  }

  async settle(): Promise<void> {
    const { setup, peers, reader, owner, inbox } = this.now;
    const texts = textsOf(reader.dictionaries);
    const shards = shardsOf(reader.dictionaries, setup.destinations.parts, {}, reader.kept);
    for (const [part, ids] of shards.entries())
      peers.send(part, { kind: 'end', reader: setup.index, texts, ids });
    reader.forget();
    if (owner) await inbox.settled;
  }

  async survey(): Promise<Survey> {
    return this.owner.survey();
  }

  async suspects(): Promise<SessionCounts> {
    return this.owner.suspects();
  }

  async countSuspects(suspected: SessionCounts): Promise<SessionCounts> {
    return this.owner.countSuspects(suspected);
  }

  async sessionPrints(): Promise<Uint32Array<ArrayBuffer>> {
    return this.now.inbox.prints.end();
  }

  async sharedSessions(prints: Uint32Array): Promise<SharedSessions> {
    return findShared(this.now.inbox.pages, prints);
  }

  async countShared(texts: readonly string[]): Promise<readonly number[]> {
    return this.owner.countShared(texts);
  }

  buildDwd(context: DatasetContext, sessions: SessionTask): Promise<DwdResult> {
    return this.owner.buildDwd(context, sessions);
  }

  async buildTables(
    context: DatasetContext,
    rejects: readonly Reject[] | null,
    dims: readonly string[],
  ): Promise<TablesResult> {
    const made = await this.owner.buildTables(context, rejects, dims);
    this.openMain();
    return Comlink.transfer(
      made,
      made.dims.flatMap(({ entries }) => buffersOf(entries)),
    );
  }

  async relayer(task: RelayerTask): Promise<TablesResult> {
    const made = await this.owner.relayer(task);
    this.openMain();
    return made;
  }

  async combine(task: CombineTask): Promise<CombineResult> {
    const main = await this.main;
    if (!main) throw new RangeError('no main file');
    const { inbox } = this.now;
    const { tables, replaced } = await main.combine(task, inbox.keys.texts);
    const sizes = await main.sizes();
    await main.close();
    return { tables: sized(tables, sizes), replaced };
  }

  locate(task: ReadTask, rows: readonly number[]): Promise<readonly Reject[]> {
    return this.now.reader.locate(task, rows);
  }

  async memoryBytes(): Promise<number> {
    const { owner, inbox } = this.now;
    return inbox.bytes + (owner ? await owner.memoryBytes() : 0);
  }

  private openMain(): void {
    const { wasm, mainFile } = this.now.setup;
    if (mainFile === null) return;
    this.main = Part.open(wasm, mainFile);
    // Told where it is waited for.
    this.main.catch(() => {});
  }

  private get now(): Started {
    if (!this.started) throw new RangeError('not started');
    return this.started;
  }

  private get owner(): Owner {
    const { owner } = this.now;
    if (!owner) throw new RangeError('no part');
    return owner;
  }
}
