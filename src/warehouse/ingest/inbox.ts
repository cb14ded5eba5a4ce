import { GlobalKeys } from './dictionaries.ts';
import type { IngestSetup } from './messages.ts';
import { PageStore } from './page-store.ts';
import type { PeerMessage, ReaderEnd } from './peers.ts';
import { SharedPrints } from './shared-sessions.ts';
import { spillTo } from './spill.ts';

/** What the other workers have sent to the owner of a part. */
export class Inbox {
  /** Rows of this part's users, by bucket. */
  readonly pages: PageStore;
  /** Rows of this part's items, by bucket. */
  readonly items: PageStore;
  readonly keys: GlobalKeys;
  /** Where the sessions of this worker's shard went. */
  readonly prints = new SharedPrints();
  /** Resolves when all readers have ended and this part knows the keys of all their texts. */
  readonly settled: Promise<void>;
  /** Resolves when all parts have sent their rows of items. */
  readonly allItems: Promise<void>;
  private settle: () => void = () => {};
  private haveItems: () => void = () => {};
  private ends: ReaderEnd[] = [];
  private missingEnds: number;
  private missingKeys = 0;
  private missingItems: number;
  private readonly setup: IngestSetup;
  private readonly answer: (part: number, message: PeerMessage) => void;

  /** `answer` sends to the owner of a part. */
  constructor(setup: IngestSetup, answer: (part: number, message: PeerMessage) => void) {
    const { parts, buckets } = setup.destinations;
    this.setup = setup;
    this.answer = answer;
    this.keys = new GlobalKeys(setup.index, parts);
    this.missingItems = parts;
    this.missingEnds = setup.workers;
    this.pages = new PageStore(buckets, spillTo(setup, 'rows'));
    this.items = new PageStore(buckets, spillTo(setup, 'items'));
    this.settled = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.allItems = new Promise((resolve) => {
      this.haveItems = resolve;
    });
  }

  /** Bytes of the rows that wait here. */
  get bytes(): number {
    return this.pages.held + this.items.held;
  }

  receive(message: PeerMessage): void {
    switch (message.kind) {
      case 'page':
        this.pages.add(message.bucket, message.page);
        return;
      case 'items':
        this.items.add(message.bucket, message.page);
        return;
      case 'sessions':
        this.prints.add(message.prints);
        return;
      case 'items-end':
        if (--this.missingItems === 0) this.haveItems();
        return;
      case 'keys':
        this.keys.learn(message);
        this.missingKeys--;
        break;
      case 'end':
        this.ends.push(message);
        if (--this.missingEnds === 0) this.exchangeKeys();
    }
    if (this.missingEnds === 0 && this.missingKeys === 0) this.settle();
  }

  /** All readers have ended: gives their texts keys, and tells them to all owners. */
  private exchangeKeys(): void {
    const { parts } = this.setup.destinations;
    const answers = this.keys.merge(this.ends);
    this.ends = [];
    // Every shard answers for the same readers and columns.
    this.missingKeys += answers.length * parts;
    for (const answer of answers)
      for (let part = 0; part < parts; part++) this.answer(part, answer);
  }
}
