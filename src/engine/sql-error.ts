import { type ErrorCode, TabhouseError } from './errors.ts';
import { utf16Offset } from './offsets.ts';

/** What DuckDB says with `errors_as_json`. */
interface DuckdbError {
  readonly exception_type?: string;
  readonly exception_message: string;
  /** Offset in bytes. */
  readonly position?: string;
}

/** After these the engine's memory is not to be trusted: it must be ended. */
const BROKEN =
  /table index is out of bounds|memory access out of bounds|unreachable|null function or function signature|indirect call|database has been invalidated|Aborted\(|Maximum call stack/i;

/** True where the engine that threw this must not be used again. */
export function isBroken(cause: unknown): boolean {
  return BROKEN.test(messageOf(cause));
}

/**
 * DuckDB's error as ours, with the place in `sql`; `before` is what was put in front of it. The parameter `message`
 * is DuckDB's sentence.
 */
export function sqlError(cause: unknown, sql: string, before = ''): TabhouseError {
  if (cause instanceof TabhouseError) return cause;
  const text = messageOf(cause);
  const { exception_type: type = '', exception_message: message, position } = parsed(text);
  const offset = position === undefined ? undefined : place(Number(position), sql, before);
  const code = codeOf(type, message);
  return new TabhouseError(code, {
    cause: new Error(message),
    parameters: {
      message: sentence(type, message),
      ...(code === 'sql-not-allowed' ? { statement: 'SET' } : {}),
    },
    ...(offset === undefined ? {} : { position: offset }),
  });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

const OPENING = 'Opening the database failed with error';

/** Errors of the parser come as JSON inside JSON. */
function parsed(text: string): DuckdbError {
  const start = text.indexOf('{');
  if (start < 0 || (start > 0 && !text.startsWith(OPENING))) return { exception_message: text };
  try {
    const outer = JSON.parse(text.slice(start)) as DuckdbError;
    const inner = parsed(outer.exception_message);
    return { ...outer, ...inner };
  } catch {
    return { exception_message: text };
  }
}

/** An offset within what was put in front, or beyond the end, says nothing about the statement. */
function place(offset: number, sql: string, before: string): number | undefined {
  const bytes = new TextEncoder().encode(sql);
  const at = offset - new TextEncoder().encode(before).length;
  return Number.isInteger(at) && at >= 0 && at <= bytes.length ? utf16Offset(bytes, at) : undefined;
}

type Rule = readonly [RegExp, ErrorCode];

/** Errors of the machine rather than of the statement; the empty type is the browser's own. */
const MACHINE = new Set(['', 'IO', 'Invalid', 'Internal', 'Fatal', 'Unknown', 'Serialization']);
const MACHINE_RULES: readonly Rule[] = [
  [/Access Handle/, 'storage-busy'],
  [/quota|no space/i, 'storage-full'],
  [/getDirectory|createSyncAccessHandle is not|SecurityError/, 'storage-unavailable'],
  [/Corrupt database file|not a valid DuckDB database|checksum/i, 'storage-damaged'],
  [/NotFoundError|could not be found/, 'dataset-missing'],
  [/out of memory|bad_alloc|failed to allocate/i, 'out-of-memory'],
];
const STATEMENT_RULES: readonly Rule[] = [
  [/^No files found|file system operations are disabled/, 'sql-files'],
  [/configuration has been locked/, 'sql-not-allowed'],
];
const EXTENSION_TYPES = new Set([
  'Catalog',
  'Extension Autoloading',
  'Missing Extension',
  'IO',
  'Permission',
]);
const EXTENSION_RULES: readonly Rule[] = [
  [/'json'|json extension/, 'sql-json'],
  [/"(current_date|today|current_localtime|current_localtimestamp)"/, 'sql-today'],
  [/'icu'|icu extension/, 'sql-time-zone'],
  [/'(parquet|httpfs|excel|spatial)'|(parquet|httpfs|excel|spatial) extension/, 'sql-files'],
  [/./, 'sql-extension'],
];

function codeOf(type: string, message: string): ErrorCode {
  if (BROKEN.test(message)) return 'engine-lost';
  if (type === 'Out of Memory') return 'out-of-memory';
  if (type === 'INTERRUPT') return 'cancelled';
  const rules = [
    ...(MACHINE.has(type) ? MACHINE_RULES : []),
    ...STATEMENT_RULES,
    ...(EXTENSION_TYPES.has(type) && /extension/.test(message) ? EXTENSION_RULES : []),
  ];
  return rules.find(([pattern]) => pattern.test(message))?.[1] ?? 'sql';
}

function sentence(type: string, message: string): string {
  const first = message.split(/\n\s*\n|\nLINE /)[0]?.trim() ?? message;
  return type && !first.startsWith(type) ? `${type}: ${first}` : first;
}
