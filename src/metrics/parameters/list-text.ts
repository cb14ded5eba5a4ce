/** The parts of a text with commas between them; one with commas of its own stands in double quotes. */
export function listOf(text: string): readonly string[] {
  const found = text.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*(?=[,，]|$)|([^,，]*))(?:[,，]|$)/g);
  return [...found]
    .map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim())
    .filter(Boolean);
}

/** The text of which `listOf` reads the same list. */
export const listText = (list: readonly unknown[]): string =>
  list
    .map(String)
    .map((one) => (/[,，]|^\s*"/.test(one) ? `"${one.replaceAll('"', '""')}"` : one))
    .join(', ');
