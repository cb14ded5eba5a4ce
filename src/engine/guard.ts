import type { ScriptTokens } from '@duckdb/duckdb-wasm';
import { TabhouseError } from './errors.ts';
import { utf16Offset } from './offsets.ts';

/** What a statement that only reads can begin with. */
const READING = new Set([
  'select',
  'with',
  'from',
  'values',
  'table',
  'describe',
  'desc',
  'show',
  'summarize',
  'explain',
  'pivot',
  'pivot_wider',
  'unpivot',
  'pivot_longer',
]);

/**
 * Refuses what a person's SQL may not be: nothing, several statements, or one that does more than read (a read-only
 * transaction stops most of these, but not SET, DETACH or COMMIT). `tokens` are DuckDB's own for `sql`.
 * Throws `sql`, `sql-several-statements` or `sql-not-allowed`.
 */
export function guard(sql: string, tokens: ScriptTokens): void {
  const bytes = new TextEncoder().encode(sql);
  const starts = Array.from(tokens.offsets);
  const isEnd = (offset: number) => bytes[offset] === SEMICOLON;
  const first = starts.findIndex((offset) => !isEnd(offset));
  const begin = starts[first];
  if (begin === undefined) throw new TabhouseError('sql-empty');
  const end = starts.findIndex((offset, at) => at > first && isEnd(offset));
  const second = end < 0 ? undefined : starts.find((offset, at) => at > end && !isEnd(offset));
  if (second !== undefined) {
    throw new TabhouseError('sql-several-statements', { position: utf16Offset(bytes, second) });
  }
  const position = utf16Offset(bytes, begin);
  const word = /^\w+/.exec(sql.slice(position))?.[0]?.toLowerCase();
  if (word !== undefined && !READING.has(word) && KNOWN.has(word)) {
    throw new TabhouseError('sql-not-allowed', {
      position,
      parameters: { statement: word.toUpperCase() },
    });
  }
}

const SEMICOLON = 0x3b;

/** Statements that do more than read; any other word is left to DuckDB, whose syntax error says more. */
const KNOWN = new Set([
  'abort',
  'alter',
  'analyze',
  'attach',
  'begin',
  'call',
  'checkpoint',
  'comment',
  'commit',
  'copy',
  'create',
  'deallocate',
  'delete',
  'detach',
  'drop',
  'end',
  'execute',
  'export',
  'force',
  'import',
  'insert',
  'install',
  'load',
  'merge',
  'pragma',
  'prepare',
  'replace',
  'reset',
  'rollback',
  'set',
  'start',
  'truncate',
  'update',
  'use',
  'vacuum',
]);
