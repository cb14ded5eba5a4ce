import { SQLDialect, sql } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';
import { SQL_TYPES, SQL_WORDS } from '../../notebook/sql/words.ts';

const dialect = SQLDialect.define({
  keywords: SQL_WORDS.join(' '),
  types: SQL_TYPES.join(' '),
  builtin: '',
  identifierQuotes: '"',
  specialVar: '$',
  doubleDollarQuotedStrings: true,
  operatorChars: '*+-%<>!=&|~^/',
});

/** DuckDB's SQL, with the notebook's `$parameters`. */
export const duckdbSql = (): Extension => sql({ dialect });
