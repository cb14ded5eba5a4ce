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
