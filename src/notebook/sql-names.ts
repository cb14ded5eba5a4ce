import type { SqlNames } from './graph/references.ts';
import { meansCell, relationsOf } from './sql/relations.ts';
import { statementOf } from './sql/statement.ts';
import { tokensOf } from './sql/tokens.ts';

export { renamedInSql } from './sql/rename.ts';
export { type Parameter, type Standing, type Statement, statementOf } from './sql/statement.ts';

/** Names in an SQL text, by the editor's parse tree: strings and comments are not looked into. */
export const sqlNames: SqlNames = (sql) => {
  const { relations, exact } = relationsOf(sql);
  const parameters = tokensOf(sql).tokens.filter(({ kind }) => kind === 'parameter');
  return {
    identifiers: [...new Set(relations.filter(meansCell).map(({ name }) => name))],
    parameters: [...new Set(parameters.map(({ text }) => text))],
    exact,
  };
};

/**
 * Rewrites `$name` parameters to `?` marks by the parse tree and lists the names in the order of the marks
 * (this wasm's `prepare` takes positions only).
 */
export function positionalSql(sql: string): { readonly sql: string; readonly names: string[] } {
  const { sql: text, names } = statementOf(sql);
  return { sql: text, names: [...names] };
}

/** The statement with its `?` marks written out, in their order; those in strings, names and comments stay. */
export function filledIn(sql: string, constants: readonly string[]): string {
  const marks = tokensOf(sql).tokens.filter(({ kind, text }) => kind === 'mark' && text === '?');
  const edits = marks.map(({ from, to }, at) => ({ from, to, text: constants[at] ?? 'NULL' }));
  return edits.reduceRight(
    (text, one) => text.slice(0, one.from) + one.text + text.slice(one.to),
    sql,
  );
}
