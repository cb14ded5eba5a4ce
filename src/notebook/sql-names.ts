import { SQLDialect } from '@codemirror/lang-sql';
import type { SqlNames } from './references.ts';

/**
 * Keywords that can never be a cell's name in DuckDB (its reserved words), so that they are not taken for
 * identifiers. Everything else that looks like an identifier counts as one.
 */
const RESERVED =
  'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create ' +
  'default deferrable desc describe distinct do else end except false fetch for foreign from group having in ' +
  'initially intersect into lambda lateral leading limit not null offset on only or order pivot placing primary ' +
  'qualify references returning select show some summarize symmetric table then to trailing true union unique ' +
  'unpivot using variadic when where window with';

const duckdb = SQLDialect.define({
  keywords: RESERVED,
  types: '',
  builtin: '',
  identifierQuotes: '"',
  doubleDollarQuotedStrings: true,
  operatorChars: '*+-%<>!=&|~^/',
});

/** The tree shows `$name` as an identifier behind a dollar sign. */
const isParameter = (sql: string, from: number) => sql[from - 1] === '$';

/** Names in an SQL text by CodeMirror's parse tree: strings and comments are not looked into. */
export const sqlNames: SqlNames = (sql) => {
  const identifiers = new Set<string>();
  const parameters = new Set<string>();
  duckdb.language.parser.parse(sql).iterate({
    enter: ({ name, from, to }) => {
      const text = sql.slice(from, to);
      if (name === 'QuotedIdentifier') identifiers.add(text.slice(1, -1).replaceAll('""', '"'));
      else if (name === 'Identifier') (isParameter(sql, from) ? parameters : identifiers).add(text);
    },
  });
  return { identifiers: [...identifiers], parameters: [...parameters] };
};

/**
 * Rewrites `$name` parameters to `?` marks by the parse tree and lists the names in the order of the marks
 * (this wasm's `prepare` takes positions only).
 */
export function positionalSql(sql: string): { readonly sql: string; readonly names: string[] } {
  const names: string[] = [];
  let text = '';
  let at = 0;
  duckdb.language.parser.parse(sql).iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'Identifier' || !isParameter(sql, from)) return;
      text += `${sql.slice(at, from - 1)}?`;
      names.push(sql.slice(from, to));
      at = to;
    },
  });
  return { sql: text + sql.slice(at), names };
}
