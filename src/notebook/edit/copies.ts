/** The published copy of a notebook and one's own edits of it, as texts. */
export interface Copies {
  readonly published: string;
  /** Null where nothing differs from the published copy. */
  readonly mine: string | null;
  /** The published text that one's own edits were made from. */
  readonly base: string;
  readonly showing: 'published' | 'mine';
}

/**
 * What is on screen: the published copy and there is no other; one's own edits; or the published copy while one's
 * own edits wait.
 */
export type Standing = 'published' | 'mine' | 'published-beside-mine';

/** `mine`: own edits with the published text that they were made from; edits that change nothing are none. */
export function copiesOf(
  published: string,
  mine: { readonly text: string; readonly base: string } | null,
): Copies {
  if (!mine || mine.text === published) {
    return { published, mine: null, base: published, showing: 'published' };
  }
  return { published, mine: mine.text, base: mine.base, showing: 'mine' };
}

export function standingOf({ mine, showing }: Copies): Standing {
  if (mine === null) return 'published';
  return showing === 'mine' ? 'mine' : 'published-beside-mine';
}

/** True where the published copy has changed since one's own edits were made from it. */
export const hasMovedOn = ({ mine, base, published }: Copies): boolean =>
  mine !== null && base !== published;
