import { identifier } from '../../engine/identifier.ts';
import type { Catalog, MemoryAttachment, OpfsAttachment } from '../../engine/types.ts';
import type { DatasetContext, Rules } from '../types.ts';
import { relations } from './relations.ts';
import type { Place } from './stored.ts';

/** A file that is not events, stored as a table of its own. */
export interface PlainTable {
  /** The name by which it is queried. */
  readonly name: string;
  readonly alias: string;
  /** Its name inside the attachment. */
  readonly table: string;
}

/** Aliases of attachments that hold plain tables begin with this. */
export const PLAIN = 'plain_file';

/** What must be open for a data set to be read. */
export interface MountedDataset {
  readonly context: DatasetContext;
  readonly attachments: readonly (OpfsAttachment | MemoryAttachment)[];
  readonly places: readonly Place[];
  readonly plain: readonly PlainTable[];
  readonly rules?: Rules;
  /** The rules that DWD was written by, where they have changed since. */
  readonly written?: Rules;
}

/** Everything the engine must open and create so that the data set's relations can be queried. */
export function catalogFor(dataset: MountedDataset): Catalog {
  const { rules, written } = dataset;
  const judged = rules && written ? { rules, written } : null;
  return {
    attachments: dataset.attachments,
    statements: [
      ...relations(dataset.context, dataset.places, judged),
      ...dataset.plain.map(
        ({ name, alias, table }) =>
          `CREATE OR REPLACE VIEW ${identifier(name)} AS SELECT * FROM ${alias}.${identifier(table)}`,
      ),
    ],
  };
}

export { hidesRepeats, type Judged, seenRows } from './judged.ts';
export { relations } from './relations.ts';
export { isMain, MAIN, type Place } from './stored.ts';
