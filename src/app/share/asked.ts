import { locale } from '../../i18n/index.ts';
import {
  type GalleryText,
  galleryEntries,
  galleryText,
  hostedNotebook,
  sharedIn,
} from '../../notebook/index.ts';

/** A notebook that the page's address asks for. */
export type Asked =
  | { readonly kind: 'built-in'; readonly name: 'overview' | 'speed' }
  | {
      readonly kind: 'hosted';
      readonly text: string;
      readonly path: string;
      /** File that a notebook of the gallery comes with. */
      readonly data?: string;
    }
  | {
      readonly kind: 'shared';
      readonly text: string;
      readonly values: ReadonlyMap<string, unknown>;
    };

const BUILT_IN = ['overview', 'speed'] as const;

/**
 * The notebook that an address asks for: the one in its fragment (`#notebook=…`), else the one that `?notebook=` names;
 * null where it asks for none. Rejects with `notebook-link`, `notebook-elsewhere`, `notebook-missing` or
 * `notebook-too-large`.
 */
export async function askedNotebook(address: string = location.href): Promise<Asked | null> {
  const { hash, searchParams } = new URL(address);
  const shared = await sharedIn(hash);
  if (shared) return { kind: 'shared', ...shared };
  const wanted = searchParams.get('notebook');
  if (wanted === null || wanted === '') return null;
  const name = BUILT_IN.find((one) => one === wanted);
  if (name) return { kind: 'built-in', name };
  const named = await inGallery(wanted);
  const path = named?.path ?? wanted;
  const data = searchParams.has('data') ? undefined : named?.data;
  return {
    kind: 'hosted',
    path,
    text: await hostedNotebook(path),
    ...(data === undefined ? {} : { data }),
  };
}

/** A bare word is the name of a notebook of the gallery; its path is that of one text of it. */
async function inGallery(wanted: string): Promise<GalleryText | null> {
  const entries = await galleryEntries();
  if (/[/.:]/.test(wanted))
    return (
      entries
        .flatMap(({ languages }) => Object.values(languages))
        .find(({ path }) => path === wanted) ?? null
    );
  const entry = entries.find(({ name }) => name === wanted);
  return entry ? galleryText(entry, locale.peek()) : null;
}
