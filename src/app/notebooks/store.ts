import { clear, createStore, del, get, type UseStore, update, values } from 'idb-keyval';
import type { Version } from '../../notebook/index.ts';
import { memoryShelf, type Shelf, shelf } from '../../warehouse/store/records.ts';
import type { NotebookRecord } from './record.ts';

/** How the inputs of a notebook were set on one data set. */
export interface KeptInputs {
  readonly values: readonly (readonly [name: string, value: unknown])[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

type Change = (now: NotebookRecord | undefined) => NotebookRecord;

/** Notebooks by id. */
export interface RecordShelf {
  get(id: string): Promise<NotebookRecord | undefined>;
  all(): Promise<readonly NotebookRecord[]>;
  /** Writes what `change` makes of what is there, in one transaction, and resolves with it. */
  update(id: string, change: Change): Promise<NotebookRecord>;
  delete(id: string): Promise<void>;
  clear(): Promise<void>;
}

/** What the browser keeps of notebooks. All of it rejects where the browser keeps nothing. */
export interface NotebookStore {
  readonly records: RecordShelf;
  /** By the notebook's id. */
  readonly versions: Shelf<readonly Version[]>;
  /** By `inputsKey`. */
  readonly inputs: Shelf<KeptInputs>;
}

export const inputsKey = (notebook: string, data: string): string => `${notebook}|${data}`;

export const browserNotebooks = (): NotebookStore => ({
  records: recordShelf(),
  versions: rejecting(shelf('notebook-versions')),
  inputs: rejecting(shelf('notebook-inputs')),
});

export const memoryNotebooks = (): NotebookStore => ({
  records: memoryRecords(),
  versions: memoryShelf(),
  inputs: memoryShelf(),
});

/** A browser without storage throws at once; here it rejects. */
const rejecting = <T>(inner: Shelf<T>): Shelf<T> => ({
  get: async (key) => inner.get(key),
  set: async (key, value) => inner.set(key, value),
  delete: async (key) => inner.delete(key),
  all: async () => inner.all(),
  clear: async () => inner.clear(),
});

function recordShelf(): RecordShelf {
  let opened: UseStore | undefined;
  const store = () => {
    opened ??= createStore('tabhouse-notebooks', 'notebooks');
    return opened;
  };
  return {
    get: async (id) => get<NotebookRecord>(id, store()),
    all: async () => values<NotebookRecord>(store()),
    delete: async (id) => del(id, store()),
    clear: async () => clear(store()),
    async update(id, change) {
      let made: NotebookRecord | undefined;
      await update<NotebookRecord>(
        id,
        (now) => {
          made = change(now);
          return made;
        },
        store(),
      );
      if (!made) throw new DOMException('nothing was written', 'InvalidStateError');
      return made;
    },
  };
}

function memoryRecords(): RecordShelf {
  const items = new Map<string, NotebookRecord>();
  return {
    get: async (id) => items.get(id),
    all: async () => [...items.values()],
    delete: async (id) => void items.delete(id),
    clear: async () => items.clear(),
    async update(id, change) {
      const made = change(items.get(id));
      items.set(id, made);
      return made;
    },
  };
}
