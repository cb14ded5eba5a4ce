import { type Document, isMap, isScalar, parseDocument, stringify } from 'yaml';

/**
 * The head of a file with some values of its front matter changed (`undefined`: left out). What is not changed stays as
 * it was written, unless a value is taken out or is none that fits on a line.
 */
export function changedHead(head: string, values: Readonly<Record<string, unknown>>): string {
  const [, yaml = '', tail = '\n'] =
    /^---[ \t]*\r?\n([\s\S]*?)---[ \t]*(\r?\n[\s\S]*)?$/.exec(head) ?? [];
  let text = yaml;
  for (const [key, value] of Object.entries(values)) {
    text = withLine(text, key, value) ?? rewritten(text, key, value);
  }
  if (text.trim() === '') return '';
  const opening = /^---[ \t]*\r?\n/.exec(head)?.[0] ?? '---\n';
  return `${opening}${text.endsWith('\n') ? text : `${text}\n`}---${tail || '\n'}`;
}

/** The YAML with one value changed where it stands, or in a line of its own; null where that cannot be. */
function withLine(yaml: string, key: string, value: unknown): string | null {
  const document = parseDocument(yaml);
  const text = onOneLine(value);
  const { contents } = document;
  if (text === null || document.errors.length > 0) return null;
  if (contents !== null && (!isMap(contents) || contents.flow)) return null;
  const pair = contents?.items.find((one) => isScalar(one.key) && one.key.value === key);
  if (!pair) {
    if (!/^[\w-]+$/.test(key) || /^\.\.\./m.test(yaml)) return null;
    const end = /\r\n/.test(yaml) ? '\r\n' : '\n';
    return `${yaml}${yaml === '' || yaml.endsWith('\n') ? '' : end}${key}: ${text}${end}`;
  }
  const old: unknown = pair.value;
  if (!isScalar(old) || !old.range || old.anchor || old.tag || /^BLOCK/.test(old.type ?? '')) {
    return null;
  }
  const [at, end] = old.range;
  const apart = yaml[at - 1] === ':' ? ' ' : '';
  return yaml.slice(0, at) + apart + text + yaml.slice(end);
}

/** A plain value as YAML of one line; null where it is none. */
function onOneLine(value: unknown): string | null {
  if (typeof value !== 'string') {
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  }
  const text = stringify(value, { lineWidth: 0 }).trimEnd();
  return text.includes('\n') ? JSON.stringify(value) : text;
}

/** The YAML written anew with one value changed; comments stay. */
function rewritten(yaml: string, key: string, value: unknown): string {
  const document: Document = parseDocument(yaml);
  if (!isMap(document.contents)) document.contents = document.createNode({}) as never;
  if (value === undefined) document.delete(key);
  else document.set(key, value);
  const empty = isMap(document.contents) && document.contents.items.length === 0;
  if (empty && !document.comment) return '';
  return document.toString({ lineWidth: 0 });
}
