import { TabhouseError } from '../../engine/errors.ts';
import type { Lane, Lanes, Page } from './lanes.ts';

/** A file that is read and written without waiting, as workers have it (`FileSystemSyncAccessHandle`). */
export interface SpillFile {
  /** Bytes read, or written. */
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  write(from: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  close(): void;
}

/** Where what does not fit goes. */
export interface Spill {
  /** Bytes of pages that may lie in memory. */
  readonly limit: number;
  /** Opens the file, when it is first needed. */
  readonly open: () => Promise<SpillFile>;
  /** Deletes it, when it is closed. */
  readonly remove: () => Promise<void>;
}

interface WrittenLane {
  readonly name: string;
  readonly kind: Kind;
  readonly at: number;
  readonly bytes: number;
}

/** A page that lies in the file. */
interface Written extends Omit<Page, 'lanes'> {
  readonly lanes: null;
  readonly written: readonly WrittenLane[];
}

const KINDS = { Uint8Array, Uint32Array, Int32Array, Float64Array };
type Kind = keyof typeof KINDS;

/** Share of the limit down to which is written: it is not done for each page that comes. */
const LEFT = 0.8;

/**
 * Pages by bucket. Beyond a limit of memory the pages of the last buckets, which are needed last, go to a file and are
 * read again when their bucket is asked for.
 */
export class PageStore {
  /** Bytes of the pages in memory, and of those in the file. */
  held = 0;
  spilled = 0;
  private readonly buckets: (Page | Written)[][];
  private readonly spill: Spill | null;
  private file: SpillFile | null = null;
  private opening: Promise<void> | null = null;
  private failure: unknown = null;
  private ended = false;

  /** `spill` null: all stays in memory. */
  constructor(buckets: number, spill: Spill | null = null) {
    this.buckets = Array.from({ length: buckets }, () => []);
    this.spill = spill;
  }

  get count(): number {
    return this.buckets.length;
  }

  add(bucket: number, page: Page): void {
    this.buckets[bucket]?.push(page);
    this.held += sizeOf(page);
    const { spill } = this;
    if (!spill || this.held <= spill.limit || this.failure !== null) return;
    if (this.file) this.write(this.file, spill.limit * LEFT);
    else this.opening ??= this.open(spill);
  }

  /** The pages of a bucket; throws `storage-full` where some could not be written. */
  pages(bucket: number): Page[] {
    if (this.failure !== null) throw this.failure;
    return (this.buckets[bucket] ?? []).map((page) => (isWritten(page) ? this.read(page) : page));
  }

  /** `pages`, and nothing is left of them in memory. */
  take(bucket: number): Page[] {
    const pages = this.pages(bucket);
    for (const page of this.buckets[bucket] ?? []) if (!isWritten(page)) this.held -= sizeOf(page);
    this.buckets[bucket] = [];
    return pages;
  }

  /** All pages; those of one bucket at a time are in memory. */
  *all(): Generator<Page> {
    for (let bucket = 0; bucket < this.count; bucket++) yield* this.pages(bucket);
  }

  /** Closes and deletes the file. One that is still being opened is not waited for: Chromium may never open it. */
  async end(): Promise<void> {
    const { file } = this;
    this.ended = true;
    this.file = null;
    file?.close();
    if (file) await this.spill?.remove();
  }

  private async open(spill: Spill): Promise<void> {
    // Without a file they stay in memory.
    const file = await spill.open().catch(() => null);
    if (this.ended) {
      file?.close();
      if (file) await spill.remove().catch(() => undefined);
      return;
    }
    this.file = file;
    // What came meanwhile may have been the last.
    if (file) this.write(file, spill.limit * LEFT);
  }

  private write(file: SpillFile, limit: number): void {
    for (let bucket = this.count - 1; bucket >= 0 && this.held > limit; bucket--) {
      const pages = this.buckets[bucket] ?? [];
      for (const [index, page] of pages.entries()) {
        if (isWritten(page)) continue;
        try {
          pages[index] = this.writePage(file, page);
        } catch (error) {
          this.failure = error;
          return;
        }
        this.held -= sizeOf(page);
      }
    }
  }

  private writePage(file: SpillFile, { lanes, ...page }: Page): Written {
    const written = Object.entries(lanes).map(([name, lane]): WrittenLane => {
      const at = this.spilled;
      const bytes = new Uint8Array(lane.buffer, lane.byteOffset, lane.byteLength);
      if (file.write(bytes, { at }) !== bytes.length) throw new TabhouseError('storage-full');
      this.spilled += bytes.length;
      return { name, kind: lane.constructor.name as Kind, at, bytes: bytes.length };
    });
    return { ...page, lanes: null, written };
  }

  private read({ written, ...page }: Written): Page {
    const lanes: Lanes = {};
    for (const { name, kind, at, bytes } of written) {
      const buffer = new ArrayBuffer(bytes);
      if (this.file?.read(new Uint8Array(buffer), { at }) !== bytes)
        throw new TabhouseError('internal', { parameters: { page: at } });
      lanes[name] = new KINDS[kind](buffer) as Lane;
    }
    return { ...page, lanes };
  }
}

const isWritten = (page: Page | Written): page is Written => page.lanes === null;

function sizeOf({ lanes }: Page): number {
  let sum = 0;
  for (const name of Object.keys(lanes)) sum += lanes[name]?.byteLength ?? 0;
  return sum;
}
