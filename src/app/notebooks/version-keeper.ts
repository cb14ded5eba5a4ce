import { type Version, withVersion } from '../../notebook/index.ts';
import type { NotebookStore } from './store.ts';

interface Kept {
  readonly text: string;
  readonly reason: Version['reason'];
  /** The text before one's own edits: the first version. */
  readonly base?: string;
}

/** Milliseconds that pass at least between two automatic versions of one visit. */
const PAUSE = 20_000;

/** Keeps texts of notebooks as versions. */
export class VersionKeeper {
  readonly #store: NotebookStore;
  readonly #now: () => number;
  /** When the last version of each notebook was looked at. */
  readonly #last = new Map<string, number>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: NotebookStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** From the oldest to the newest; empty where the browser keeps none. */
  all(id: string): Promise<readonly Version[]> {
    return this.#inTurn(() => this.#read(id));
  }

  /** Keeps a text; automatic ones wait for their time unless `now`. Failing is silent: the text itself is kept. */
  async keep(
    id: string,
    { text, reason, base }: Kept,
    { now = true }: { readonly now?: boolean } = {},
  ): Promise<void> {
    const at = this.#now();
    if (!now && at - (this.#last.get(id) ?? 0) < PAUSE) return;
    this.#last.set(id, at);
    await this.#inTurn(async () => {
      const before = await this.#read(id);
      const first: readonly Version[] =
        before.length === 0 && base !== undefined && base !== text
          ? [{ text: base, at: at - 1, reason: 'opened' }]
          : before;
      const after = withVersion(first, { text, at, reason });
      if (after !== before) await this.#store.versions.set(id, after);
    }).catch(() => undefined);
  }

  async #read(id: string): Promise<readonly Version[]> {
    return (await this.#store.versions.get(id).catch(() => undefined)) ?? [];
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
