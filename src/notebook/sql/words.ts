/**
 * DuckDB's reserved words (`duckdb_keywords()`, category reserved): never a name unless quoted.
 */
export const RESERVED: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create ' +
    'default deferrable desc describe distinct do else end except false fetch for foreign from group having in ' +
    'initially intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer ' +
    'pivot_wider placing primary qualify references returning select show some summarize symmetric table then to ' +
    'trailing true union unique unpivot using variadic when where window with'
  ).split(' '),
);

/** Words that may stand between two relations of a FROM clause. */
export const JOINING: ReadonlySet<string> = new Set(
  'anti asof cross full inner join left natural outer positional right semi'.split(' '),
);

/** Unreserved words that can follow a relation, and so are no alias of it. */
export const FOLLOWING: ReadonlySet<string> = new Set([...JOINING, 'at', 'tablesample', 'window']);

/** True where a name must be quoted to be one in SQL. */
export const needsQuotes = (name: string): boolean =>
  !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ||
  RESERVED.has(name.toLowerCase()) ||
  JOINING.has(name.toLowerCase());

/** `name` as SQL writes it, quoted only where it must be. */
export const sqlName = (name: string): string =>
  needsQuotes(name) ? `"${name.replaceAll('"', '""')}"` : name;

/** Words with a meaning in a query, reserved or not: what an editor colours and offers. */
export const SQL_WORDS: readonly string[] = [
  ...new Set([
    ...RESERVED,
    ...FOLLOWING,
    ...(
      'between by current describe exclude except exists explain filter first following glob groups if ignore ilike ' +
      'interval is last like macro materialized name next nulls over partition percent positional preceding prior ' +
      'range recursive replace respect row rows sample semi set similar sets struct ties tablesample try_cast ' +
      'unbounded values within without'
    ).split(' '),
  ]),
].sort();

/** Names of DuckDB's types. */
export const SQL_TYPES: readonly string[] = (
  'bigint bit blob boolean bool date decimal double enum float hugeint integer int interval list map numeric real ' +
  'smallint struct text time timestamp timestamptz tinyint ubigint uhugeint uinteger union usmallint utinyint uuid varchar'
).split(' ');
