import { isMap, isNode, parseDocument } from 'yaml';
import type { YamlPath } from '../chart-body.ts';

/** Where the value at a path stands in the text, or its key where it has none, or what is nearest around it. */
export function rangeOf(
  text: string,
  path: YamlPath,
): { readonly from: number; readonly to: number } {
  const document = parseDocument(text);
  for (let length = path.length; length > 0; length--) {
    const found: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(found) && found.range) return { from: found.range[0], to: found.range[1] };
    const above: unknown =
      length > 1 ? document.getIn(path.slice(0, length - 1), true) : document.contents;
    const pair = isMap(above)
      ? above.items.find(({ key }) => String(key) === String(path[length - 1]))
      : undefined;
    if (pair && isNode(pair.key) && pair.key.range)
      return { from: pair.key.range[0], to: pair.key.range[1] };
  }
  return { from: 0, to: Math.max(1, text.indexOf('\n')) };
}
