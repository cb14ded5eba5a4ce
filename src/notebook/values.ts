import type { CellResult } from './types.ts';

/** True where there is nothing to write. */
export const isVoid = (value: unknown): boolean =>
  value === null || value === undefined || Number.isNaN(value);

/** `a` is the first row's column, else the fact `a` of a metric; `3.a` is the fourth row's. */
export function valueAt(result: CellResult | undefined, path: readonly string[]): unknown {
  if (!result) return undefined;
  if (path.length === 0) return result.kind === 'value' ? result.value : result.rows[0];
  const [first = '', ...rest] = path;
  const row = /^\d+$/.test(first) ? result.rows[Number(first)] : result.rows[0];
  const column = /^\d+$/.test(first) ? rest[0] : first;
  if (column !== undefined && row && column in row) return row[column];
  return walk(factsOf(result.detail), first === 'facts' ? rest : path);
}

/** The facts of a metric. */
export function factsOf(detail: unknown): Readonly<Record<string, unknown>> | undefined {
  if (detail === null || typeof detail !== 'object' || !('definition' in detail)) return undefined;
  const { definition } = detail;
  if (definition === null || typeof definition !== 'object' || !('facts' in definition)) {
    return undefined;
  }
  return definition.facts as Readonly<Record<string, unknown>> | undefined;
}

function walk(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const step of path) {
    if (at === null || typeof at !== 'object') return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

/** Values are data, never Markdown or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replace(
    /[\\`*_{}[\]()#+\-.!|<>&~$]/g,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
