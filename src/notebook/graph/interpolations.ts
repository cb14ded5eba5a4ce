/** `{{name.column | format}}` in Markdown. */
export interface Interpolation {
  readonly source: string;
  readonly name: string;
  readonly path: readonly string[];
  readonly format: string | null;
}

const INTERPOLATION = /\{\{\s*([A-Za-z_]\w*)((?:\.\w+)*)\s*(?:\|\s*([\w-]+)\s*)?\}\}/g;

export function interpolations(markdown: string): Interpolation[] {
  return [...markdown.matchAll(INTERPOLATION)].map((match) => ({
    source: match[0],
    name: match[1] ?? '',
    path: (match[2] ?? '').split('.').filter(Boolean),
    format: match[3] ?? null,
  }));
}

/** Markdown in which `{{from…}}` reads `to`. */
export function renamedInMarkdown(markdown: string, from: string, to: string): string {
  return markdown.replace(INTERPOLATION, (source: string, name: string) =>
    name === from ? source.replace(name, to) : source,
  );
}
