import { digest } from '../../notebook/runtime/digest.ts';
import type { Cell } from '../types.ts';

const PREFIX = 'tabhouse-draft:';
/** Drafts that are kept, the newest first; nobody comes back to more. */
const MOST = 40;

interface Draft {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * What was typed into cells and is not part of the notebook yet, kept by the text that it was typed over: it
 * outlives a closed tab and a crash, and is gone once the notebook has it.
 */
export class Drafts {
  readonly #storage: DraftStorage;
  readonly #owners = new Map<string, string>();

  constructor(storage: DraftStorage = localStorage) {
    this.#storage = storage;
  }

  /** The draft over this cell's text; null where there is none, or another cell with the same text has it. */
  get(cell: Cell): Draft | null {
    const key = keyOf(cell);
    const owner = this.#owners.get(key);
    if (owner !== undefined && owner !== cell.id) return null;
    const draft = this.#read(key);
    if (draft) this.#owners.set(key, cell.id);
    return draft;
  }

  /** Storage that is full or switched off loses drafts, never the typing. */
  keep(cell: Cell, text: string, now = Date.now()): void {
    const key = keyOf(cell);
    if ((this.#owners.get(key) ?? cell.id) !== cell.id) return;
    this.#owners.set(key, cell.id);
    try {
      this.#storage.setItem(key, JSON.stringify({ text, at: now } satisfies Draft));
      this.#prune();
    } catch {
      this.drop(cell);
    }
  }

  drop(cell: Cell): void {
    const key = keyOf(cell);
    if ((this.#owners.get(key) ?? cell.id) !== cell.id) return;
    this.#owners.delete(key);
    this.#storage.removeItem(key);
  }

  #read(key: string): Draft | null {
    try {
      const found: unknown = JSON.parse(this.#storage.getItem(key) ?? 'null');
      return isDraft(found) ? found : null;
    } catch {
      return null;
    }
  }

  #prune(): void {
    const keys = Array.from({ length: this.#storage.length }, (_, at) => this.#storage.key(at));
    const own = keys.filter((key): key is string => key?.startsWith(PREFIX) === true);
    if (own.length <= MOST) return;
    const dated = own.map((key) => ({ key, at: this.#read(key)?.at ?? 0 }));
    for (const { key } of dated.sort((a, b) => b.at - a.at).slice(MOST))
      this.#storage.removeItem(key);
  }
}

const keyOf = ({ kind, name, body }: Cell): string =>
  PREFIX + digest(JSON.stringify([kind, name, body]));

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'at' in value &&
  typeof value.at === 'number';
