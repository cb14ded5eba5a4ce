import { isMap, parseDocument } from 'yaml';

/** The head of a file with some values of its front matter changed (`undefined`: left out); comments stay. */
export function changedHead(head: string, values: Readonly<Record<string, unknown>>): string {
  const [, yaml = '', tail = '\n'] =
    /^---[ \t]*\r?\n([\s\S]*?)---[ \t]*(\r?\n[\s\S]*)?$/.exec(head) ?? [];
  const document = parseDocument(yaml);
  if (!isMap(document.contents)) document.contents = document.createNode({}) as never;
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) document.delete(key);
    else document.set(key, value);
  }
  if (isMap(document.contents) && document.contents.items.length === 0 && !document.comment) {
    return '';
  }
  const text = document.toString({ lineWidth: 0 });
  return `---\n${text.endsWith('\n') ? text : `${text}\n`}---${tail || '\n'}`;
}
