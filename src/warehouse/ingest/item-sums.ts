import type { IdColumn } from '../../sources/types.ts';
import type { BuiltTable } from '../load.ts';
import type { DatasetContext } from '../types.ts';
import type { Arranged } from './arrange.ts';
import { joined } from './bucket.ts';
import type { Inbox } from './inbox.ts';
import { ITEM_DAYS, itemDayBatch, itemLanes } from './item-days.ts';
import type { IngestProgress, IngestSetup } from './messages.ts';
import type { Part } from './part.ts';
import type { Peers } from './peers.ts';
import { destinationsOf, Outbox } from './route.ts';

/** Sends a part's rows to the owners of their items, and sums up the items that are this part's. */
export class ItemSums {
  private readonly setup: IngestSetup;
  private readonly inbox: Inbox;
  private readonly peers: Peers;
  private readonly textual: ReadonlySet<IdColumn>;
  private readonly outbox: Outbox;

  constructor(setup: IngestSetup, inbox: Inbox, peers: Peers) {
    const { destinations, pageRows, index } = setup;
    this.setup = setup;
    this.inbox = inbox;
    this.peers = peers;
    this.textual = new Set(setup.textual);
    this.outbox = new Outbox({
      destinations,
      capacity: pageRows,
      reader: index,
      send: (destination, page) =>
        peers.send(Math.floor(destination / destinations.buckets), {
          kind: 'items',
          bucket: destination % destinations.buckets,
          page,
        }),
    });
  }

  /** Sends a bucket's rows; `bucket` is its number in this part. */
  send(bucket: number, from: Arranged, context: DatasetContext): void {
    const { destinations, index } = this.setup;
    const lanes = itemLanes(from, context);
    const { rows } = from.rows;
    const to = destinationsOf(lanes, rows, destinations, null, {
      id: 'item_id',
      spread: 'day',
      textual: this.textual.has('item_id'),
    });
    this.outbox.begin(bucket * destinations.parts + index);
    this.outbox.add(lanes, rows, to);
  }

  /** All rows of this part are sent. */
  end(): void {
    this.outbox.flush();
    for (let to = 0; to < this.setup.destinations.parts; to++)
      this.peers.send(to, { kind: 'items-end' });
  }

  /** Fills `dws_item_day` of this part's items, once all parts have sent their rows. */
  async build(
    part: Part,
    context: DatasetContext,
    tell: (progress: IngestProgress) => void,
  ): Promise<BuiltTable> {
    const { inbox, textual } = this;
    await inbox.allItems;
    const started = performance.now();
    tell({ stage: 'dws', subject: ITEM_DAYS, rows: 0, bytes: 0, share: 0 });
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
    const seconds = (performance.now() - started) / 1000;
    return { name: ITEM_DAYS, rows, bytes: 0, seconds };
  }
}
