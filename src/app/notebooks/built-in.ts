import type { Locale } from '../../i18n/index.ts';
import type { LoadReport } from '../../warehouse/index.ts';
import { notebookFile } from '../notebook-file.ts';
import { tablesNotebook } from '../tables-notebook.ts';

/** The notebook that stands for the data on screen: the overview, or a look at each table where there are no events. */
export const HOME = 'overview';

/** What is open, as far as notebooks depend on it. */
export interface DataOnScreen {
  /** Empty where nothing is open. */
  readonly id: string;
  /** Changes whenever any figure could. */
  readonly version: string;
  /** Of a data set of tables without events. */
  readonly tables: LoadReport | null;
}

export type BuiltInText = (id: string, language: Locale, data: DataOnScreen) => Promise<string>;

/** Id of the notebook that `HOME` means with this data. */
export const homeOf = ({ id, tables }: DataOnScreen): string => (tables ? `tables:${id}` : HOME);

export const isBuiltIn = (id: string): boolean => id === HOME || id === 'speed' || isTables(id);

export const isTables = (id: string): boolean => id.startsWith('tables:');

/** The published text of a built-in notebook in a language. Rejects with `file-missing`. */
export const builtInText: BuiltInText = async (id, language, { tables }) => {
  if (isTables(id)) return tables ? tablesNotebook(tables) : '';
  return notebookFile(id === 'speed' ? 'speed' : 'overview', language);
};
