import type { Dialect, Encoding } from '../types.ts';

/** What the reader of the page corrected by hand. */
export interface InspectOverrides {
  readonly encoding?: Encoding;
  readonly dialect?: Partial<Dialect>;
  /** Only this entry of the archive or sheet of the workbook. */
  readonly member?: string;
}
