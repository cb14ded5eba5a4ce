import { t } from '../i18n/index.ts';
import { interpolations } from './graph/interpolations.ts';
import { FORMATS } from './interpolate.ts';
import type { CellResult } from './types.ts';
import { valueAt } from './values.ts';

const BRACES = /\{\{[^{}]*\}\}/g;
/** Names of columns that a sentence can hold. */
const MOST_NAMED = 8;

/**
 * Why expressions of a Markdown text have no value, as sentences, each once: they cannot be read, name nothing (those
 * of `missing`), or name a column or format that there is none of. A value that is not there yet, or an empty result,
 * is no problem.
 */
export function interpolationProblems(
  markdown: string,
  missing: readonly string[],
  results: ReadonlyMap<string, CellResult> = new Map(),
): string[] {
  const found = interpolations(markdown);
  const read = new Set(found.map(({ source }) => source));
  const sentences = (markdown.match(BRACES) ?? [])
    .filter((source) => !read.has(source))
    .map((source) => t('notebook.interpolation.unread', { source }));
  for (const { source, name, path, format } of found) {
    if (missing.includes(name)) {
      sentences.push(t('notebook.interpolation.missing', { source, name }));
      continue;
    }
    if (format !== null && !FORMATS.has(format)) {
      const formats = [...FORMATS].join(', ');
      sentences.push(t('notebook.interpolation.format', { source, format, formats }));
    }
    const result = results.get(name);
    if (!result || path.length === 0 || valueAt(result, path) !== undefined) continue;
    const columns = Object.keys(result.rows[0] ?? {});
    if (columns.length === 0) continue;
    const some = columns.slice(0, MOST_NAMED).join(', ');
    const names = columns.length > MOST_NAMED ? `${some}, …` : some;
    const column = path.join('.');
    sentences.push(t('notebook.interpolation.column', { source, name, column, columns: names }));
  }
  return [...new Set(sentences)];
}
