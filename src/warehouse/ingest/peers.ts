import type { DictionaryData } from '../../sources/read/index.ts';
import type { IdColumn, TextColumn } from '../../sources/types.ts';
import type { SessionPrints } from './carried.ts';
import type { Page } from './lanes.ts';

/** What ingest workers say to each other. */
export type PeerMessage =
  | { readonly kind: 'page'; readonly bucket: number; readonly page: Page }
  /** Rows of one bucket of items, for the day sums of items. */
  | { readonly kind: 'items'; readonly bucket: number; readonly page: Page }
  /** A part has sent all its rows of items. */
  | { readonly kind: 'items-end' }
  /** Where sessions of the receiver's shard went. */
  | { readonly kind: 'sessions'; readonly prints: SessionPrints }
  | ReaderEnd
  | ShardKeys;

/** A reader has sent all its pages; its dictionaries, of identifiers only the receiver's shard. */
export interface ReaderEnd {
  readonly kind: 'end';
  readonly reader: number;
  readonly texts: Partial<Record<TextColumn, DictionaryData>>;
  readonly ids: Partial<Record<IdColumn, IdShard>>;
}

/** The texts of a reader's dictionary that belong to one shard, with their keys there. */
export interface IdShard {
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly data: DictionaryData;
}

/** Global keys of a reader's keys, worked out by one shard. */
export interface ShardKeys {
  readonly kind: 'keys';
  readonly shard: number;
  readonly reader: number;
  readonly column: IdColumn;
  /** The reader's keys. */
  readonly keys: Uint32Array<ArrayBuffer>;
  readonly globals: Uint32Array<ArrayBuffer>;
}

/** The memory of a message that can be given away with it. */
function transferable(message: PeerMessage): ArrayBuffer[] {
  if (message.kind === 'page' || message.kind === 'items')
    return Object.values(message.page.lanes).map((lane) => lane.buffer);
  if (message.kind === 'sessions')
    return [message.prints.prints.buffer, message.prints.destinations.buffer];
  // Few-valued texts go to all parts.
  if (message.kind !== 'end') return [];
  return Object.values(message.ids).flatMap(({ keys, data }) =>
    [keys, data.bytes, data.offsets, data.counts].map(({ buffer }) => buffer),
  );
}

/** The other workers' ends of the lines; what a worker sends to itself takes no line. */
export class Peers {
  private readonly lines: readonly (MessagePort | null)[];
  private readonly receive: (message: PeerMessage) => void;

  constructor(lines: readonly (MessagePort | null)[], receive: (message: PeerMessage) => void) {
    this.lines = lines;
    this.receive = receive;
    for (const line of lines)
      if (line) line.onmessage = ({ data }: MessageEvent<PeerMessage>) => receive(data);
  }

  get count(): number {
    return this.lines.length;
  }

  send(to: number, message: PeerMessage): void {
    const line = this.lines[to];
    if (line) line.postMessage(message, [...new Set(transferable(message))]);
    else this.receive(message);
  }

  close(): void {
    for (const line of this.lines) line?.close();
  }
}
