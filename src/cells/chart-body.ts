import { type Document, isMap, parseDocument, type YAMLMap } from 'yaml';

type Keys = Readonly<Record<string, unknown>>;

/** Writes YAML as a person would: short lists and mappings on one line, no quotes that need not be. */
const write = (document: Document): string =>
  document.toString({ lineWidth: 0, flowCollectionPadding: true });

function rootOf(document: Document): YAMLMap {
  if (!isMap(document.contents)) document.contents = document.createNode({}) as never;
  return document.contents as unknown as YAMLMap;
}

/**
 * A chart block's YAML with some of its keys set, taken out (`undefined`) or left: comments, order and keys that are
 * not named stay as they were. `at` leads to one of several marks.
 */
export function withKeys(body: string, keys: Keys, at: readonly (string | number)[] = []): string {
  const document = parseDocument(body);
  rootOf(document);
  for (const [key, value] of Object.entries(keys)) {
    const path = [...at, key];
    if (value === undefined) {
      if (document.hasIn(path)) document.deleteIn(path);
      continue;
    }
    if (same(document.getIn(path), value, document, path)) continue;
    const node: unknown = document.createNode(value);
    for (const one of key === 'scales' ? mapsIn(node) : [node, ...mapsIn(node)]) inLine(one);
    document.setIn(path, node);
  }
  const text = write(document);
  return body.trim() === '' && text.trim() === '{}' ? '' : text;
}

/** The mappings that stand directly in a mapping. */
const mapsIn = (node: unknown): unknown[] =>
  isMap(node) ? node.items.map(({ value }) => value).filter((value) => isMap(value)) : [];

function inLine(node: unknown): void {
  if (isMap(node)) node.flow = true;
}

function same(
  old: unknown,
  value: unknown,
  document: Document,
  path: readonly (string | number)[],
): boolean {
  if (old === undefined) return false;
  const plain =
    isMap(old) || (typeof old === 'object' && old !== null) ? (document.toJS() as Keys) : null;
  const known = plain
    ? path.reduce<unknown>(
        (at, step) => (at as Record<string | number, unknown> | undefined)?.[step],
        plain,
      )
    : old;
  return JSON.stringify(known) === JSON.stringify(value);
}

/** The block with the keys of a proposal, after those that it has. */
export const chosenBody = (body: string, keys: Keys): string => withKeys(body, keys);

/** The body of a new chart over a cell or table; what it shows is proposed from its columns. */
export const chartBody = (from: string): string => withKeys('', { from });
