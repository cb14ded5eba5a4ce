import type { IdColumn } from '../types.ts';

/**
 * The plan does not hold for what stands in the file: read it again with a better one.
 * Not an error for people, so not a `TabhouseError`; whoever coordinates the readers catches it.
 */
export class Reread extends Error {
  override readonly name = 'Reread';
  /** Fields are quoted: plan the slices again with `quoted`. */
  readonly quoted: boolean;
  /** Identifier columns that hold other things than integers. */
  readonly textual: readonly IdColumn[];

  constructor(what: { readonly quoted?: boolean; readonly textual?: readonly IdColumn[] }) {
    super('the file must be read again');
    this.quoted = what.quoted ?? false;
    this.textual = what.textual ?? [];
  }
}
