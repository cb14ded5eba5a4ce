import {
  BARE,
  CALLS_WITH_FROM,
  ENDS_FROM,
  hasAlias,
  isDistinctFrom,
  isGroup,
  isMark,
  isName,
  isQuery,
  PIVOTS,
  SETS,
  SHOWN_WITHOUT_TABLE,
  STARTS,
  skipSet,
  statements,
  strings,
  TAKES_TABLE,
  wordOf,
} from './clauses.ts';
import { type Group, type Item, nest } from './nest.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A place where a statement reads a relation by name. */
export interface RelationReference {
  readonly name: string;
  /** Schema and database before the name, outermost first. */
  readonly qualifiers: readonly string[];
  /** Where the name stands in the text; null where it is inside a string. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** True where an alias follows. */
  readonly aliased: boolean;
  /** The same with its qualifiers. */
  readonly whole: { readonly from: number; readonly to: number } | null;
  /** The word before it where the grammar takes no alias, as in `SUMMARIZE a`. */
  readonly bare: { readonly word: string; readonly from: number } | null;
}

export interface Relations {
  readonly relations: readonly RelationReference[];
  /**
   * False where the text could not be followed (brackets or quotes that do not match, a statement that does not
   * read): `relations` then holds every name that occurs, so that none is missed.
   */
  readonly exact: boolean;
}

type Bound = ReadonlySet<string>;
/** What is expected next: a query, a relation, what follows a relation, or part of an expression. */
type Place = 'start' | 'table' | 'named' | 'expression';

/** Relations that an SQL text reads, by position in the editor's parse tree; names of its own CTEs are left out. */
export function relationsOf(sql: string): Relations {
  const { tokens, closed } = tokensOf(sql);
  const { items, balanced } = nest(tokens);
  const reader = new Reader();
  let exact = closed && balanced;
  for (const statement of statements(items)) {
    if (!isQuery(statement)) exact = false;
    reader.query(statement, new Set());
  }
  if (exact) return { relations: reader.found, exact };
  const everything = tokens
    .filter((token, at) => isName(token) && (!isMark(tokens[at - 1], '.') || inMain(tokens, at)))
    .map(({ text: name, from, to }) => ({
      name,
      qualifiers: [],
      range: { from, to },
      whole: { from, to },
      aliased: true,
      bare: null,
    }));
  return { relations: [...reader.found.filter(({ range }) => !range), ...everything], exact };
}

/** The schemas in which cells are relations. */
const CELL_SCHEMAS = new Set(['main', 'temp', 'memory']);

/** True where a reference can mean a cell: by its bare name, or in the schema that holds the cells. */
export const meansCell = ({ qualifiers }: RelationReference): boolean =>
  qualifiers.every((one) => CELL_SCHEMAS.has(one.toLowerCase()));

const inMain = (tokens: readonly Token[], at: number): boolean =>
  CELL_SCHEMAS.has(tokens[at - 2]?.lower ?? '');

/** Follows queries from left to right: is a relation expected here, or has one just been named? */
class Reader {
  readonly found: RelationReference[] = [];

  /** A whole query; `bound` are the names of CTEs that it sees. */
  query(items: readonly Item[], bound: Bound): void {
    this.#walk(items, bound, 'start');
  }

  #walk(items: readonly Item[], outer: Bound, begin: Place): void {
    let bound = outer;
    let place: Place = begin;
    /** True between FROM and the next clause: a comma leads to another relation. */
    let inFrom = begin === 'table';
    let pivots = false;
    let at = 0;
    while (at < items.length) {
      const item = items[at];
      const word = wordOf(item);
      if (word === 'with' && place !== 'named') {
        const ctes = this.#ctes(items, at + 1, bound);
        if (ctes) ({ bound, at } = ctes);
        else at++;
      } else if (place === 'start' && word === 'explain') {
        at += isGroup(items[at + 1]) ? 2 : wordOf(items[at + 1]) === 'analyze' ? 2 : 1;
      } else if (place === 'start' && TAKES_TABLE.has(word)) {
        pivots = PIVOTS.has(word);
        inFrom = word === 'from';
        const next = wordOf(items[at + 1]);
        place = 'table';
        if (word === 'show' && SHOWN_WITHOUT_TABLE.has(next)) place = 'expression';
        else if (word !== 'from' && STARTS.has(next)) place = 'start';
        at++;
      } else if (word === 'from' && !isDistinctFrom(items, at)) {
        [place, inFrom, at] = ['table', !pivots, at + 1];
      } else if (word === 'join') {
        [place, at] = ['table', at + 1];
      } else if (place === 'table' && word === 'values') {
        at++;
      } else if (ENDS_FROM.has(word)) {
        if (SETS.has(word)) at = skipSet(items, at);
        [place, inFrom, pivots] = [SETS.has(word) ? 'start' : 'expression', false, false];
        at++;
      } else if (word === 'on' || word === 'using') {
        [place, at] = ['expression', at + 1];
      } else if (isMark(item, ',')) {
        [place, at] = [inFrom ? 'table' : 'expression', at + 1];
      } else if (isGroup(item)) {
        this.#group(item, items[at - 1], bound, place);
        place = behindGroup(place);
        at++;
      } else if (place === 'table' && item) {
        [place, at] = this.#relation(items, at, bound);
      } else {
        // After a relation: its alias, or a word of a join. In an expression: anything.
        if (place === 'start') place = 'expression';
        at++;
      }
    }
  }

  #group(group: Group, before: Item | undefined, bound: Bound, place: Place): void {
    if (group.open === '(' && isQuery(group.items) && !CALLS_WITH_FROM.has(wordOf(before))) {
      this.query(group.items, bound);
    } else if (place === 'table' && group.open === '(') {
      this.#walk(group.items, bound, 'table');
    } else if (CALLS_WITH_FROM.has(wordOf(before))) {
      const rest = group.items.filter((item) => wordOf(item) !== 'from');
      this.#walk(rest, bound, 'expression');
    } else this.#walk(group.items, bound, 'expression');
  }

  /** The relation that begins at `at`, or what else may stand there. */
  #relation(items: readonly Item[], at: number, bound: Bound): ['table' | 'named', number] {
    const item = items[at];
    if (wordOf(item) === 'lateral' || wordOf(item) === 'only') return ['table', at + 1];
    if (item?.kind === 'string') {
      this.#add(item.text, [], bound);
      return ['named', at + 1];
    }
    if (!isName(item)) return ['named', at + 1];
    const path: Token[] = [item];
    let next = at + 1;
    while (isMark(items[next], '.')) {
      const part = items[next + 1];
      if (!part || isGroup(part)) break;
      path.push(part);
      next += 2;
    }
    if (isMark(items[next], ':') && !isMark(items[next + 1], ':')) return ['table', next + 1];
    const last = path.at(-1) ?? item;
    const following = items[next];
    if (isGroup(following) && following.open === '(') {
      this.#inStrings(last.lower, following, bound);
      return ['named', next];
    }
    const qualifiers = path.slice(0, -1).map(({ text }) => text);
    if (qualifiers.length === 0 && bound.has(last.lower)) return ['named', next];
    const before = items[at - 1];
    const bare = before && !isGroup(before) && BARE.has(wordOf(before)) ? before : null;
    this.found.push({
      name: last.text,
      qualifiers,
      range: { from: last.from, to: last.to },
      whole: { from: item.from, to: last.to },
      aliased: hasAlias(items, next) || isMark(before, ':'),
      bare: bare && { word: bare.lower, from: bare.from },
    });
    return ['named', next];
  }

  /** `query_table` and `query` take names and SQL as text. */
  #inStrings(call: string, { items }: Group, bound: Bound): void {
    if (call !== 'query_table' && call !== 'query') return;
    for (const text of strings(items)) {
      if (call === 'query_table') this.#add(text, [], bound);
      else {
        for (const { name, qualifiers } of relationsOf(text).relations)
          this.#add(name, qualifiers, bound);
      }
    }
  }

  /** A name that stands in a string. */
  #add(name: string, qualifiers: readonly string[], bound: Bound): void {
    if (qualifiers.length === 0 && bound.has(name.toLowerCase())) return;
    this.found.push({ name, qualifiers, range: null, whole: null, aliased: true, bare: null });
  }

  /** The definitions after WITH; each sees those before it, and a recursive one itself. */
  #ctes(items: readonly Item[], from: number, outer: Bound): { bound: Bound; at: number } | null {
    const recursive = wordOf(items[from]) === 'recursive';
    const bound = new Set(outer);
    let at = recursive ? from + 1 : from;
    for (;;) {
      const name = items[at];
      if (!isName(name)) return null;
      let body = at + 1;
      while (body < items.length && wordOf(items[body]) !== 'as') {
        if (isMark(items[body], ',') || body > at + 6) return null;
        body++;
      }
      body++;
      while (wordOf(items[body]) === 'not' || wordOf(items[body]) === 'materialized') body++;
      const group = items[body];
      if (!isGroup(group)) return null;
      this.query(group.items, recursive ? new Set([...bound, name.lower]) : bound);
      bound.add(name.lower);
      if (!isMark(items[body + 1], ',')) return { bound, at: body + 1 };
      at = body + 2;
    }
  }
}

const behindGroup = (place: Place): Place =>
  place === 'table' || place === 'named' ? 'named' : 'expression';
