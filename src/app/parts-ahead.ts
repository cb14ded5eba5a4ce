/** Where the scripts of the last visit are noted. */
const KEY = 'tabhouse.parts';
/** More than a notebook needs; what comes later is not waited for. */
const MOST = 120;

interface Noted {
  /** The build that they are of: names of another mean nothing. */
  readonly of: string;
  readonly scripts: readonly string[];
}

type Place = Pick<Document, 'head' | 'createElement' | 'querySelectorAll'>;

const linked = (place: Place): readonly string[] =>
  [...place.querySelectorAll<HTMLLinkElement>('link[rel="modulepreload"]')].map(({ href }) => href);

/**
 * Begins to fetch, all at once and without evaluating any, the scripts that drew a notebook at the last visit; false where
 * no data was open then, or the page is of another build by now.
 */
export function fetchPartsAgain(
  place: Place = document,
  storage: () => Storage = () => localStorage,
  build = import.meta.url,
): boolean {
  try {
    const noted = JSON.parse(storage().getItem(KEY) ?? 'null') as Noted | null;
    if (noted?.of !== build) return false;
    const known = new Set(linked(place));
    for (const script of noted.scripts.filter((one) => !known.has(one))) {
      const link = place.createElement('link');
      link.rel = 'modulepreload';
      link.as = 'script';
      link.crossOrigin = '';
      link.href = script;
      place.head.append(link);
    }
    return noted.scripts.length > 0;
  } catch {
    return false;
  }
}

/** Notes for the next visit which scripts this one has fetched; where no data is open it needs none. */
export function noteParts(
  isOpen: boolean,
  place: Place = document,
  storage: () => Storage = () => localStorage,
  build = import.meta.url,
): void {
  try {
    const noted: Noted = { of: build, scripts: linked(place).slice(0, MOST) };
    if (isOpen) storage().setItem(KEY, JSON.stringify(noted));
    else storage().removeItem(KEY);
  } catch {
    // Fetched one after the other then.
  }
}
