import { identifier } from '../../../engine/identifier.ts';
import { bracket, type Clauses, clausesOf, leftJoins, unionOf } from './clauses.ts';

/** Name of the column that holds a row's number in its table. */
export const ROW = '"th row"';
const keyName = (index: number) => `"th key ${index}"`;

/** A text that a dictionary holds by key: joined only where it is needed. */
export interface Lookup {
  readonly table: string;
  /** Its key column, and the column of the arms that holds the same key. */
  readonly key: string;
  readonly by: string;
  /** Its column → the name under which the relation has it. */
  readonly columns: ReadonlyMap<string, string>;
}

/** A relation taken apart: rows of tables one after the other, so that a row is found by its table and number. */
export interface Arms {
  /** SELECTs with the relation's own columns and `ROW`. */
  readonly arms: readonly string[];
  readonly lookups: readonly Lookup[];
}

/** Texts of views by name, as the catalog prints them. */
export type Views = ReadonlyMap<string, string>;

const DEEPEST = 5;
const NAME = '(?:"(?:[^"]|"")*"|\\w+)';
const SOURCE = new RegExp(`^(${NAME}(?:\\.${NAME}){0,2})(?:\\s+(?:AS\\s+)?(${NAME}))?$`, 'i');
const JOIN = new RegExp(
  `^(${NAME}(?:\\.${NAME})?)(?:\\s+AS\\s+(${NAME}))?\\s+ON\\s+\\(*(${NAME})\\.(${NAME})\\s*=\\s*(${NAME})\\.(${NAME})\\)*$`,
  'i',
);
const PLAIN = new RegExp(`^(?:${NAME}\\.)?(${NAME})(?:\\s+AS\\s+(${NAME}))?$`, 'i');
const NAMED = new RegExp(`\\sAS\\s+(${NAME})$`, 'i');

const unquoted = (name: string) =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;

/** The SELECT behind `CREATE VIEW … AS`. */
export const viewBody = (sql: string): string =>
  sql.replace(/^\s*CREATE\s+(?:TEMPORARY\s+|TEMP\s+)?VIEW\s+.*?\sAS\s/is, '').replace(/;\s*$/, '');

/**
 * Takes a query apart as long as each row of it is one row of a table. Null where it is not: where it groups, orders,
 * limits or joins. A LEFT JOIN on one equality is taken for a dictionary's, with at most one row a key, where the view is
 * `trusted`; of what people write, only columns as they are can be told from aggregates.
 */
export function armsOf(query: string, views: Views, trusted: boolean, depth = 0): Arms | null {
  if (depth > DEEPEST) return null;
  const parts = unionOf(query).map((one) => selectArms(one, views, trusted, depth));
  const first = parts[0];
  if (!first) return null;
  const arms: string[] = [];
  for (const part of parts) {
    if (!part || (parts.length > 1 && part.lookups.length > 0)) return null;
    arms.push(...part.arms);
  }
  return { arms, lookups: first.lookups };
}

function selectArms(query: string, views: Views, trusted: boolean, depth: number): Arms | null {
  const clauses = clausesOf(query);
  if (!clauses || (!trusted && !clauses.list.every(isPlain))) return null;
  const [source, ...joined] = leftJoins(clauses.from) ?? [];
  if (source === undefined || (joined.length > 0 && !trusted)) return null;
  const inner = sourceArms(source, views, depth);
  if (!inner) return null;
  const joins = joined.map((text) => JOIN.exec(text));
  if (joins.some((join) => !join)) return null;
  if (inner.lookups.length > 0) return joins.length > 0 ? null : through(clauses, inner);
  const found = joins.map((join, index) => lookupOf(join as RegExpExecArray, clauses.list, index));
  const own = clauses.list.filter((item) => !found.some(({ items }) => items.includes(item)));
  const where = clauses.where ? ` WHERE ${clauses.where}` : '';
  const keys = found.map(({ expression, lookup }) => `${expression} AS ${lookup.by}`);
  const hasRow = inner.nested && own.some((item) => item.startsWith('*'));
  const row = hasRow ? [] : [`${inner.row} AS ${ROW}`];
  return {
    arms: inner.arms.map(
      (from) => `SELECT ${[...own, ...keys, ...row].join(', ')} FROM ${from}${where}`,
    ),
    lookups: found.map(({ lookup }) => lookup),
  };
}

/** `SELECT * FROM view`, where the view has dictionaries; anything else would need them for every row. */
function through({ list, where }: Clauses, inner: Source): Arms | null {
  if (list.length !== 1 || list[0] !== '*') return null;
  if (
    where &&
    inner.lookups.some(({ columns }) => [...columns.values()].some((name) => where.includes(name)))
  )
    return null;
  const tail = where ? ` WHERE ${where}` : '';
  return {
    arms: inner.arms.map((from) => `SELECT * FROM ${from}${tail}`),
    lookups: inner.lookups,
  };
}

interface Source {
  /** What stands after FROM. */
  readonly arms: readonly string[];
  readonly row: string;
  /** True where `*` has the row's number among its columns. */
  readonly nested: boolean;
  readonly lookups: readonly Lookup[];
}

function sourceArms(source: string, views: Views, depth: number): Source | null {
  const inner = bracket(source);
  if (inner) {
    const alias = /^(?:AS\s+)?(\S+)$/i.exec(inner.after)?.[1];
    return within(armsOf(inner.inside, views, true, depth + 1), alias);
  }
  const named = SOURCE.exec(source);
  if (!named?.[1]) return null;
  const [, name, alias] = named;
  const text = views.get(unquoted(name.replace(/^(?:memory\.)?main\./i, '')).toLowerCase());
  const own = name.split('.').at(-1) ?? name;
  if (text !== undefined)
    return within(armsOf(viewBody(text), views, true, depth + 1), alias ?? own);
  const called = alias ? ` AS ${alias}` : '';
  return { arms: [`${name}${called}`], row: `${alias ?? own}.rowid`, nested: false, lookups: [] };
}

function within(found: Arms | null, alias = '"th inner"'): Source | null {
  if (!found) return null;
  return {
    arms: found.arms.map((arm) => `(${arm}) AS ${alias}`),
    row: `${alias}.${ROW}`,
    nested: true,
    lookups: found.lookups,
  };
}

function lookupOf(join: RegExpExecArray, list: readonly string[], index: number) {
  const [, table = '', alias, a = '', aKey = '', b = '', bKey = ''] = join;
  const called = alias ?? table;
  const [own, expression] = a === called ? [aKey, `${b}.${bKey}`] : [bKey, `${a}.${aKey}`];
  const items = list.filter((item) => item.startsWith(`${called}.`));
  const columns = new Map(
    items.map((item) => {
      const plain = PLAIN.exec(item);
      const column = unquoted(plain?.[1] ?? '');
      return [column, unquoted(plain?.[2] ?? plain?.[1] ?? '')];
    }),
  );
  const lookup: Lookup = { table, key: unquoted(own), by: keyName(index), columns };
  return { items, expression, lookup };
}

const isPlain = (item: string) => item === '*' || PLAIN.test(item);

/** Name that an item of a SELECT list gives its column; null for `*`. */
export function nameOf(item: string): string | null {
  const named = NAMED.exec(item)?.[1] ?? PLAIN.exec(item)?.[1];
  return named ? unquoted(named) : null;
}

/** FROM clause of an arm, with the dictionaries that are needed. */
export function armFrom(arm: string, lookups: readonly Lookup[]): string {
  const joins = lookups.map(
    ({ table, key, by }, index) =>
      ` LEFT JOIN ${table} AS "th look ${index}" ON r.${by} = "th look ${index}".${identifier(key)}`,
  );
  return `(${arm}) AS r${joins.join('')}`;
}
