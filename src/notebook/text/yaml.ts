import { parseDocument } from 'yaml';
import type { CellProblem } from '../types.ts';

export interface Mapping {
  readonly value: Readonly<Record<string, unknown>>;
  readonly error: CellProblem | null;
}

/** Reads a block's YAML, which stands below line `above` of the file. Never throws. */
export function mapping(yaml: string, above: number): Mapping {
  const problem = (code: CellProblem['code'], line: number, message = ''): Mapping => ({
    value: {},
    error: { code, parameters: { message }, line: above + line },
  });
  const document = parseDocument(yaml, { prettyErrors: true });
  const [error] = document.errors;
  if (error) {
    const [message = ''] = error.message.replace(/ at line \d+, column \d+:?/, '').split('\n');
    return problem('yaml', error.linePos?.[0].line ?? 1, message.trim());
  }
  const value = plain(document);
  if (value === undefined) return problem('yaml', 1);
  if (value === null) return { value: {}, error: null };
  if (typeof value !== 'object' || Array.isArray(value)) return problem('not-a-mapping', 1);
  return { value: value as Record<string, unknown>, error: null };
}

/** The document's plain value; undefined where its aliases would grow beyond all bounds. */
function plain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? null;
  } catch {
    return undefined;
  }
}
