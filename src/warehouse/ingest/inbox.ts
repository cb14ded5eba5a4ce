import { GlobalKeys } from './dictionaries.ts';
import type { Page } from './lanes.ts';
import type { IngestSetup } from './messages.ts';
import type { PeerMessage, ReaderEnd } from './peers.ts';

/** What the other workers have sent to the owner of a part. */
export class Inbox {
  /** Rows of this part's users, by bucket. */
  readonly pages: Page[][];
  /** Rows of this part's items, by bucket. */
  readonly items: Page[][];
  readonly keys: GlobalKeys;
  /** Resolves when all readers have ended and this part knows the keys of all their texts. */
  readonly settled: Promise<void>;
  /** Resolves when all parts have sent their rows of items. */
  readonly allItems: Promise<void>;
  private settle: () => void = () => {};
  private haveItems: () => void = () => {};
  private readonly ends: ReaderEnd[] = [];
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
    this.pages = Array.from({ length: buckets }, () => []);
    this.items = Array.from({ length: buckets }, () => []);
    this.settled = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.allItems = new Promise((resolve) => {
      this.haveItems = resolve;
    });
  }

  /** Bytes of the rows that wait here. */
  get bytes(): number {
    let sum = 0;
    for (const page of [...this.pages, ...this.items].flat())
      for (const lane of Object.values(page.lanes)) sum += lane.byteLength;
    return sum;
  }

  receive(message: PeerMessage): void {
    switch (message.kind) {
      case 'page':
        this.pages[message.bucket]?.push(message.page);
        return;
      case 'items':
        this.items[message.bucket]?.push(message.page);
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
        if (this.ends.length === this.setup.workers) this.exchangeKeys();
    }
    if (this.ends.length === this.setup.workers && this.missingKeys === 0) this.settle();
  }

  /** All readers have ended: gives their texts keys, and tells them to all owners. */
  private exchangeKeys(): void {
    const { parts } = this.setup.destinations;
    const answers = this.keys.merge(this.ends);
    // Every shard answers for the same readers and columns.
    this.missingKeys += answers.length * parts;
    for (const answer of answers)
      for (let part = 0; part < parts; part++) this.answer(part, answer);
  }
}
