import type { Group, Item } from './nest.ts';
import type { Token } from './tokens.ts';
import { FOLLOWING, JOINING, RESERVED } from './words.ts';

/** What a query can begin with. */
export const STARTS = new Set(
  'select with from values table describe desc show summarize explain pivot pivot_wider pivot_longer unpivot'.split(
    ' ',
  ),
);
/** A relation follows these at the start of a query. */
export const TAKES_TABLE = new Set(
  'from table describe desc show summarize pivot pivot_wider pivot_longer unpivot'.split(' '),
);
/** After these a relation has no alias. */
export const BARE = new Set('table describe desc show summarize'.split(' '));
/** Statements whose ON and USING name columns. */
export const PIVOTS = new Set('pivot pivot_wider pivot_longer unpivot'.split(' '));
/** `FROM` in the call of these is part of the call. */
export const CALLS_WITH_FROM = new Set('extract overlay substring trim'.split(' '));
/** Clauses after which a comma no longer leads to another relation. */
export const ENDS_FROM = new Set(
  'select where group having qualify order limit offset window fetch union intersect except values returning'.split(
    ' ',
  ),
);
/** What joins two queries. */
export const SETS = new Set(['union', 'intersect', 'except']);
/** SHOW takes these instead of a table. */
export const SHOWN_WITHOUT_TABLE = new Set('tables databases schemas variables all'.split(' '));

export const isGroup = (item: Item | undefined): item is Group => item?.kind === 'group';
export const isMark = (item: Item | undefined, text: string): boolean =>
  item !== undefined && item.kind === 'mark' && item.text === text;
/** A word or quoted text that can be a name. */
export const isName = (item: Item | undefined): item is Token =>
  item?.kind === 'quoted' || (item?.kind === 'word' && !RESERVED.has(item.lower));
/** A word in lower case; empty for anything else. */
export const wordOf = (item: Item | undefined): string => (item?.kind === 'word' ? item.lower : '');

/** The statements that semicolons part. */
export function statements(items: readonly Item[]): (readonly Item[])[] {
  const found: Item[][] = [[]];
  for (const item of items) {
    if (isMark(item, ';')) found.push([]);
    else found.at(-1)?.push(item);
  }
  return found.filter((one) => one.length > 0);
}

/** True where the items begin as a query does. */
export function isQuery(items: readonly Item[]): boolean {
  const [first] = items;
  if (isGroup(first)) return first.open === '(' && isQuery(first.items);
  return STARTS.has(wordOf(first));
}

/** `a IS [NOT] DISTINCT FROM b` is a comparison. */
export const isDistinctFrom = (items: readonly Item[], at: number): boolean =>
  wordOf(items[at - 1]) === 'distinct' &&
  (wordOf(items[at - 2]) === 'is' ||
    (wordOf(items[at - 2]) === 'not' && wordOf(items[at - 3]) === 'is'));

/** UNION [ALL | DISTINCT] [BY NAME]: the last word of it. */
export function skipSet(items: readonly Item[], at: number): number {
  let last = at;
  while (['all', 'distinct', 'by', 'name'].includes(wordOf(items[last + 1]))) last++;
  return last;
}

/** True where an alias stands at `at`. */
export function hasAlias(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (wordOf(item) === 'as') return true;
  if (item?.kind === 'quoted') return true;
  const word = wordOf(item);
  return word !== '' && !RESERVED.has(word) && !FOLLOWING.has(word) && !JOINING.has(word);
}

/** The texts of all strings, also in brackets. */
export function strings(items: readonly Item[]): string[] {
  return items.flatMap((item) =>
    isGroup(item) ? strings(item.items) : item.kind === 'string' ? [item.text] : [],
  );
}
