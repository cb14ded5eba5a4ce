import type { Locale } from '../../i18n/index.ts';

/** Where a notebook came from. */
export type Origin = 'built-in' | 'mine' | 'hosted' | 'shared' | 'file';

/** The user's file that a notebook was read from or last saved to. */
export interface AttachedFile {
  readonly name: string;
  /** Where the browser can keep one: later saves go to the same file. */
  readonly handle: FileSystemFileHandle | null;
  /** What the file held when it was last read or written. */
  readonly text: string;
  /** When that was, in milliseconds since 1970. */
  readonly at: number;
  /** True where it was only read since. */
  readonly read?: boolean;
}

/** A notebook as the browser keeps it. */
export interface NotebookRecord {
  readonly id: string;
  readonly origin: Origin;
  readonly title: string;
  /** Name of a built-in notebook, path of a hosted one. */
  readonly path: string | null;
  /** Language of a built-in notebook that was edited. */
  readonly language: Locale | null;
  readonly published: string;
  /** Own edits, with the published text that they were made from; null where there are none. */
  readonly mine: { readonly text: string; readonly base: string } | null;
  readonly file: AttachedFile | null;
  /** Milliseconds since 1970. */
  readonly opened: number;
  readonly changed: number;
  /** Counts the writes of its text: a tab that knows an older number must not write over a newer text. */
  readonly revision: number;
  /** When it was deleted; kept a while so that this can be taken back. */
  readonly deleted?: number;
}

/** A notebook that nobody has kept yet. */
export function fresh(id: string, origin: Origin, published: string, at: number): NotebookRecord {
  const path = origin === 'built-in' ? id : null;
  const none = { path, language: null, mine: null, file: null, title: '' };
  return { id, origin, published, ...none, opened: at, changed: at, revision: 0 };
}

/** What the notebook holds: own edits, or the published text. */
export const textOf = ({ mine, published }: NotebookRecord): string => mine?.text ?? published;

/** A notebook for lists. */
export interface NotebookSummary {
  readonly id: string;
  readonly title: string;
  readonly origin: Origin;
  readonly path: string | null;
  readonly fileName: string | null;
  /** True where there are edits of one's own beside a published copy. */
  readonly edited: boolean;
  /** Milliseconds since 1970; 0 where it never was. */
  readonly opened: number;
  readonly changed: number;
}

export const summaryOf = (record: NotebookRecord): NotebookSummary => ({
  id: record.id,
  title: record.title,
  origin: record.origin,
  path: record.path,
  fileName: record.file?.name ?? null,
  edited: record.mine !== null,
  opened: record.opened,
  changed: record.changed,
});
