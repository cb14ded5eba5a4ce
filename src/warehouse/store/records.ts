import { clear, createStore, del, get, set, type UseStore, values } from 'idb-keyval';
import type { OpfsAttachment } from '../../engine/types.ts';
import type { DecodePlan, FileShape } from '../../sources/types.ts';
import type { Place, PlainTable } from '../catalog/index.ts';
import type { DatasetContext, LoadReport, Rules, Storage } from '../types.ts';

export interface RecordedFile {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
  readonly hash: string;
  /** What was taken of an archive or a workbook. */
  readonly members?: readonly string[];
  /** Where the browser can keep one: the file can be read again without being picked. */
  readonly handle?: FileSystemFileHandle;
}

/** A data set that is kept, with all that it takes to open it again. */
export interface DatasetRecord {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly storage: Storage;
  /** See `loadKey`; empty where it is of no load that could come again. */
  readonly key: string;
  readonly files: readonly RecordedFile[];
  readonly plans: readonly DecodePlan[];
  readonly rules: Rules;
  /** The rules that DWD was written by, where `rules` have changed since without the files. */
  readonly written?: Rules;
  readonly context: DatasetContext;
  /** True where every instant is stored as the source has it: then equal events can be told without the files. */
  readonly exactTimes?: true;
  /** Id of the data set that this one stands in for, which is deleted once this one is kept. */
  readonly replaces?: string;
  readonly attachments: readonly OpfsAttachment[];
  readonly places: readonly Place[];
  readonly plain: readonly PlainTable[];
  readonly report: LoadReport;
}

/** A key-value store; the browser's IndexedDB, or a `Map` in tests. */
export interface Shelf<T> {
  get(key: string): Promise<T | undefined>;
  set(key: string, value: T): Promise<void>;
  delete(key: string): Promise<void>;
  all(): Promise<readonly T[]>;
  clear(): Promise<void>;
}

/** A shelf in IndexedDB that survives the page. */
export function shelf<T>(name: string): Shelf<T> {
  let opened: UseStore | undefined;
  const store = () => {
    opened ??= createStore(`tabhouse-${name}`, name);
    return opened;
  };
  return {
    get: (key) => get<T>(key, store()),
    set: (key, value) => set(key, value, store()),
    delete: (key) => del(key, store()),
    all: () => values<T>(store()),
    clear: () => clear(store()),
  };
}

/** A shelf that lives as long as the page. */
export function memoryShelf<T>(): Shelf<T> {
  const items = new Map<string, T>();
  return {
    get: async (key) => items.get(key),
    set: async (key, value) => void items.set(key, value),
    delete: async (key) => void items.delete(key),
    all: async () => [...items.values()],
    clear: async () => items.clear(),
  };
}

/** What the page remembers besides data sets. */
export interface Settings {
  /** Id of the data set on screen. */
  readonly current?: string | null;
  readonly storage?: Storage;
  /** How fast the last loads were, newest first. */
  readonly speeds?: readonly Speed[];
}

export interface Speed {
  readonly storage: Storage;
  readonly rows: number;
  readonly seconds: number;
  /** Bytes that were stored, and what constants alone had expected; absent where sizes are not known. */
  readonly bytes?: number;
  readonly expected?: number;
}

/** A mapping that a person made, for files of the same `shapeKey`. */
export interface RememberedMapping {
  readonly shape: string;
  readonly plan: Pick<DecodePlan, 'mapping' | 'source' | 'timezone'>;
  readonly example: FileShape['name'];
}

/** Everything that is kept on this machine apart from the data sets' files. */
export interface Store {
  readonly datasets: Shelf<DatasetRecord>;
  readonly mappings: Shelf<RememberedMapping>;
  readonly settings: Shelf<Settings>;
}

export const browserStore = (): Store => ({
  datasets: shelf('datasets'),
  mappings: shelf('mappings'),
  settings: shelf('settings'),
});

export const memoryStore = (): Store => ({
  datasets: memoryShelf(),
  mappings: memoryShelf(),
  settings: memoryShelf(),
});

const SETTINGS = 'settings';

export const settingsOf = async ({ settings }: Store): Promise<Settings> =>
  (await settings.get(SETTINGS)) ?? {};

export async function changeSettings(store: Store, change: Settings): Promise<void> {
  await store.settings.set(SETTINGS, { ...(await settingsOf(store)), ...change });
}
