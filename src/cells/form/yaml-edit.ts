import { Document, isMap, type Node, stringify } from 'yaml';
import { type YamlText, yamlText } from './yaml-text.ts';

/**
 * The text with another value under `path` (one key, or two), `undefined` to take the key out. Only that place is
 * written anew, so that comments and layout stay; where this cannot be, the whole is written again with its comments.
 * An empty mapping that would be left behind goes. Text that cannot be read is given back as it is.
 */
export function withValue(text: string, path: readonly [string, string?], value: unknown): string {
  const read = yamlText(text);
  if (read.errors.length > 0 || read.odd) return text;
  const [key, inner] = path;
  const whole = inner === undefined ? value : within(read.value[key], inner, value);
  const placed = inPlace(text, read, key, whole);
  if (placed !== null && holds(placed, key, whole)) return placed;
  return rewritten(read.document, path, value);
}

/** A mapping with another value under `key`; undefined where nothing is left. */
function within(mapping: unknown, key: string, value: unknown): unknown {
  const known = typeof mapping === 'object' && mapping !== null ? mapping : {};
  const now = Object.entries({ ...known, [key]: value }).filter(([, one]) => one !== undefined);
  return now.length > 0 ? Object.fromEntries(now) : undefined;
}

/** Null where the value is not one that stands in a line of its own. */
function inPlace(text: string, read: YamlText, key: string, value: unknown): string | null {
  const { contents } = read.document;
  if (isMap(contents) && contents.flow) return null;
  const entry = read.entries.find((one) => one.key === key);
  const line = value === undefined ? '' : inline(value);
  if (line.includes('\n')) return null;
  if (!entry) {
    if (value === undefined) return text;
    const before = text.trimEnd();
    return `${before}${before ? '\n' : ''}${inline(key)}: ${line}`;
  }
  if (!entry.valueAt || text.slice(entry.at.from, entry.valueAt.to).includes('\n')) return null;
  const { from, to } = entry.valueAt;
  if (value !== undefined) return text.slice(0, from) + line + text.slice(to);
  const start = text.lastIndexOf('\n', entry.at.from) + 1;
  const end = text.indexOf('\n', to);
  const left = text.slice(0, start) + (end < 0 ? '' : text.slice(end + 1));
  return left.replace(/\n+$/, '');
}

const holds = (text: string, key: string, value: unknown): boolean => {
  const { errors, value: now } = yamlText(text);
  return errors.length === 0 && JSON.stringify(now[key]) === JSON.stringify(value);
};

/** A value in one line, as our notebooks are written: `[a, b]`, `{ a: 1 }`. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inside).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, one]) => `${inside(key)}: ${inside(one)}`);
    return pairs.length > 0 ? `{ ${pairs.join(', ')} }` : '{}';
  }
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/** A value within brackets, where commas and brackets need quotes. */
function inside(value: unknown): string {
  if (typeof value === 'object' && value !== null) return inline(value);
  const document = new Document([value]);
  (document.contents as { flow?: boolean }).flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trim().slice(1, -1);
}

function rewritten(document: Document, path: readonly [string, string?], value: unknown): string {
  const keys = path.filter((key): key is string => key !== undefined);
  const [parent] = keys;
  if (value === undefined) {
    document.deleteIn(keys);
    const left = keys.length > 1 ? document.get(parent) : null;
    if (isMap(left) && left.items.length === 0) document.delete(parent);
  } else {
    if (document.contents === null) document.contents = document.createNode({}) as never;
    if (keys.length > 1 && !isMap(document.get(parent))) document.set(parent, flow(document, {}));
    document.setIn(keys, flow(document, value));
  }
  const { contents } = document;
  if (isMap(contents) && contents.items.length === 0) return '';
  return document.toString({ lineWidth: 0 }).replace(/\n+$/, '');
}

/** Lists and small mappings are written in one line. */
function flow(document: Document, value: unknown): Node {
  const node = document.createNode(value) as Node;
  if (typeof value === 'object' && value !== null) (node as { flow?: boolean }).flow = true;
  return node;
}
