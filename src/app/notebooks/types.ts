import type { Standing } from '../../notebook/index.ts';
import type { BuiltInText } from './built-in.ts';
import type { Origin } from './record.ts';
import type { NotebookStore } from './store.ts';
import type { TabNews } from './tab-news.ts';

/** The notebook on screen. */
export interface CurrentNotebook {
  readonly id: string;
  readonly title: string;
  readonly origin: Origin;
  /** Name of a built-in notebook, path of a hosted one. */
  readonly path: string | null;
  /** Which copy is on screen. */
  readonly standing: Standing;
  /** True where the published copy has changed since one's own edits were made from it. */
  readonly movedOn: boolean;
}

export interface OpenTextOptions {
  readonly origin: Exclude<Origin, 'built-in'>;
  /** Path of a hosted notebook. */
  readonly path?: string;
  /** Name of the file, or what to call a notebook that has no title. */
  readonly name?: string;
  readonly handle?: FileSystemFileHandle | null;
  /** Inputs as they are to be set, for the data that is open. */
  readonly values?: ReadonlyMap<string, unknown>;
}

export interface NotebooksOptions {
  readonly store?: NotebookStore;
  readonly news?: TabNews;
  readonly builtIn?: BuiltInText;
  readonly now?: () => number;
  /** Milliseconds without an edit after which it is kept. */
  readonly delay?: number;
  /** The text on screen was taken over from another tab. */
  readonly adopted?: () => void;
}
