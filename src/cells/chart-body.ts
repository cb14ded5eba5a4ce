import { isMap, parseDocument } from 'yaml';
import { withValue } from './form/yaml-edit.ts';

/** Keys of YAML from the root down to a value. */
export type YamlPath = readonly (string | number)[];

/**
 * A chart block's YAML with another value at a path, `undefined` to take it out; comments, order and keys that are not
 * named stay as they are. Text that cannot be read is given back as it is.
 */
export function withPath(body: string, path: YamlPath, value: unknown): string {
  const [key, inner, ...deeper] = path;
  if (
    typeof key === 'string' &&
    (inner === undefined || typeof inner === 'string') &&
    deeper.length === 0
  )
    return withValue(body, inner === undefined ? [key] : [key, inner], value);
  const document = parseDocument(body);
  if (document.errors.length > 0) return body;
  if (value === undefined) document.deleteIn(path);
  else {
    const node: unknown = document.createNode(value);
    if (isMap(node)) node.flow = true;
    document.setIn(path, node);
  }
  // A mapping of which nothing is left goes too; a mark among others stays.
  for (
    let above = path.slice(0, -1);
    typeof above.at(-1) === 'string';
    above = above.slice(0, -1)
  ) {
    const left: unknown = document.getIn(above);
    if (isMap(left) && left.items.length === 0) document.deleteIn(above);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).replace(/\n+$/, '');
}

/** The block with keys of a proposal in place of those that it has. */
export const withKeys = (body: string, keys: Readonly<Record<string, unknown>>): string =>
  Object.entries(keys).reduce((text, [key, value]) => withPath(text, [key], value), body);
