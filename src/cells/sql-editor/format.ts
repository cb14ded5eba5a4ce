import { duckdb, formatDialect } from 'sql-formatter';

/** SQL laid out in the usual way; words keep their case. Throws where it cannot be read. */
export const formatSql = (sql: string): string =>
  formatDialect(sql, {
    dialect: duckdb,
    tabWidth: 2,
    keywordCase: 'preserve',
    expressionWidth: 72,
    paramTypes: { custom: [{ regex: String.raw`\$[A-Za-z_]\w*` }] },
  });
