import { TabhouseError } from './errors.ts';

/** DuckDB's error as ours; `sql` is the statement it came from. */
export function sqlError(cause: unknown, sql: string): TabhouseError {
  if (cause instanceof TabhouseError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/Access Handle/i.test(message)) return new TabhouseError('storage-busy', { cause });
  if (/quota/i.test(message)) return new TabhouseError('storage-full', { cause });
  if (/Out of Memory|bad_alloc|memory access out of bounds|Aborted\(/i.test(message))
    return new TabhouseError('out-of-memory', { cause });
  const position = positionIn(message, sql);
  return new TabhouseError('sql', {
    cause,
    parameters: { message: sentence(message) },
    ...(position === undefined ? {} : { position }),
  });
}

function sentence(message: string): string {
  return message.split(/\n\s*\n|\nLINE /)[0]?.trim() ?? message;
}

function positionIn(message: string, sql: string): number | undefined {
  const found = /LINE (\d+): ([^\n]*)\n( *)\^/.exec(message);
  if (!found) return undefined;
  const [label, line, shown, blanks] = [found[0], found[1], found[2], found[3]];
  if (!label || !line || shown === undefined || blanks === undefined) return undefined;
  const start = sql.split('\n', Number(line) - 1).reduce((sum, text) => sum + text.length + 1, 0);
  return start + blanks.length - `LINE ${line}: `.length;
}
