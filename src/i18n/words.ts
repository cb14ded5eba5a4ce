/** One entry of the dictionary: the same sentence in every language the product speaks. */
export type Entry = { readonly en: string; readonly 'zh-CN': string };

/** A room's part of the dictionary; a key without both languages does not compile. */
export function words<const T extends Record<string, Entry>>(entries: T): T {
  return entries;
}
