/** A notebook of `public/notebooks` in one language. */
export interface GalleryText {
  /** From the page's address. */
  readonly path: string;
  readonly title: string;
  /** One line; empty where the notebook has none. */
  readonly description: string;
  /** `needs` of its front matter as it stands; null where it needs nothing. */
  readonly needs: unknown;
  /** Path of the file that lies beside it, where it comes with one. */
  readonly data?: string;
}

/** A notebook of the gallery, in the languages it is written in. */
export interface GalleryEntry {
  /** Its file's name without language and ending. */
  readonly name: string;
  readonly languages: Readonly<Record<string, GalleryText>>;
}

/** What the gallery shows of a notebook to a reader of `language`: another's text where there is none of it. */
export function galleryText(entry: GalleryEntry, language: string): GalleryText | null {
  const { languages } = entry;
  return languages[language] ?? languages.en ?? Object.values(languages)[0] ?? null;
}

/** The notebooks that the page was built with; none where there is no list. */
export async function galleryEntries(
  base: string = document.baseURI,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<readonly GalleryEntry[]> {
  const response = await fetch(new URL('notebooks/index.json', base)).catch(() => null);
  if (!response?.ok) return [];
  try {
    const entries: unknown = await response.json();
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

const isEntry = (value: unknown): value is GalleryEntry =>
  value !== null &&
  typeof value === 'object' &&
  'name' in value &&
  typeof value.name === 'string' &&
  'languages' in value &&
  value.languages !== null &&
  typeof value.languages === 'object';
