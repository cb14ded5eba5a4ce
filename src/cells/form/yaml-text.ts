import { type Document, isMap, isScalar, type Node, type Pair, parseDocument } from 'yaml';

/** A stretch of the text, in UTF-16 units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One key of a mapping with where it and its value stand. */
export interface YamlEntry {
  readonly key: string;
  readonly at: Stretch;
  /** Null where the key has no value. */
  readonly valueAt: Stretch | null;
  readonly value: unknown;
}

export interface YamlText {
  readonly document: Document;
  readonly value: Readonly<Record<string, unknown>>;
  readonly entries: readonly YamlEntry[];
  /** Why it cannot be read, in the parser's words; `entries` then hold what was found. */
  readonly errors: readonly (Stretch & { readonly message: string })[];
  /** True where the text holds something else than keys with values. */
  readonly odd: boolean;
}

/** Reads a block's YAML with the places of its keys. Never throws. */
export function yamlText(text: string): YamlText {
  const document = parseDocument(text, { prettyErrors: true });
  const errors = document.errors.map(({ message, pos: [from, to] }) => ({
    from: Math.min(from, text.length),
    to: Math.min(Math.max(to, from + 1), text.length),
    message: (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?/, '').trim(),
  }));
  const { contents } = document;
  const entries = isMap(contents) ? contents.items.flatMap((pair) => entry(pair, document)) : [];
  return {
    document,
    value: Object.fromEntries(entries.map(({ key, value }) => [key, value])),
    entries,
    errors,
    odd: contents !== null && !isMap(contents),
  };
}

function entry({ key, value }: Pair<unknown, unknown>, document: Document): YamlEntry[] {
  if (!isScalar(key) || !key.range) return [];
  const [from, to] = key.range;
  const node = value as Node | null;
  const range = node?.range;
  const empty = !range || (isScalar(node) && node.value === null && range[0] === range[1]);
  return [
    {
      key: String(key.value),
      at: { from, to },
      valueAt: empty ? null : { from: range[0], to: range[1] },
      value: plain(node, document),
    },
  ];
}

/** Aliases that would grow beyond all bounds have no value. */
function plain(node: Node | null, document: Document): unknown {
  try {
    return node?.toJS(document, { maxAliasCount: 100 }) ?? null;
  } catch {
    return null;
  }
}
