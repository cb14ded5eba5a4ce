/** A SELECT as DuckDB prints it in its catalog, cut at its clauses. */
export interface Clauses {
  readonly list: readonly string[];
  readonly from: string;
  readonly where: string | null;
}

/** A part of a text outside all brackets and quotes. */
interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Bare words, and commas, that stand in no bracket and no quotes. */
function words(sql: string): Word[] {
  const found: Word[] = [];
  const pattern = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[([{]|[)\]}]|[A-Za-z_]\w*|,/g;
  let depth = 0;
  for (const match of sql.matchAll(pattern)) {
    const [text] = match;
    if ('([{'.includes(text)) depth += 1;
    else if (')]}'.includes(text)) depth -= 1;
    else if (depth === 0 && !/^['"]/.test(text))
      found.push({ text: text.toUpperCase(), from: match.index, to: match.index + text.length });
  }
  return found;
}

/** What stands in the bracket that a text begins with, and what follows it; null where it begins with none. */
export function bracket(text: string): { readonly inside: string; readonly after: string } | null {
  if (!text.startsWith('(')) return null;
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g)) {
    if (mark === '(') depth += 1;
    if (mark === ')') depth -= 1;
    if (depth === 0) return { inside: text.slice(1, index), after: text.slice(index + 1).trim() };
  }
  return null;
}

/** The text without brackets around the whole of it. */
export function bare(sql: string): string {
  const text = sql.trim();
  const found = bracket(text);
  return found?.after === '' ? bare(found.inside) : text;
}

/** The SELECTs of a UNION ALL, or the one that it is. */
export function unionOf(sql: string): string[] {
  const text = bare(sql);
  const found = words(text);
  const at = found.findIndex(
    ({ text: word }, index) => word === 'UNION' && found[index + 1]?.text === 'ALL',
  );
  const [union, all] = [found[at], found[at + 1]];
  if (!union || !all) return [text];
  return [...unionOf(text.slice(0, union.from)), ...unionOf(text.slice(all.to))];
}

/** Clauses whose rows are not those of a table, one for one. */
const OTHERS = new Set([
  'GROUP',
  'HAVING',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'QUALIFY',
  'WINDOW',
  'UNION',
  'INTERSECT',
  'EXCEPT',
  'USING',
  'DISTINCT',
  'TABLESAMPLE',
]);

/** Null where the statement does more than take rows of its source, leave some out and compute from each. */
export function clausesOf(sql: string): Clauses | null {
  const text = bare(sql);
  const found = words(text);
  if (found[0]?.text !== 'SELECT' || found.some(({ text: word }) => OTHERS.has(word))) return null;
  const from = found.find(({ text: word }) => word === 'FROM');
  if (!from) return null;
  const where = found.find(({ text: word, from: at }) => word === 'WHERE' && at > from.from);
  const list = text.slice(found[0].to, from.from);
  return {
    list: split(list, ','),
    from: text.slice(from.to, where?.from).trim(),
    where: where ? text.slice(where.to).trim() : null,
  };
}

/** The parts between words that stand outside all brackets. */
export function split(text: string, mark: string): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const word of words(text)) {
    if (word.text !== mark) continue;
    parts.push(text.slice(at, word.from).trim());
    at = word.to;
  }
  return [...parts, text.slice(at).trim()];
}

/** `a LEFT JOIN b LEFT JOIN c` as its parts; null where there is another kind of join, or a comma. */
export function leftJoins(from: string): readonly string[] | null {
  const found = words(from);
  const parts: string[] = [];
  let at = 0;
  for (const [index, word] of found.entries()) {
    if (word.text === ',') return null;
    if (word.text !== 'JOIN') continue;
    const before = found[index - 1];
    if (before?.text !== 'LEFT') return null;
    parts.push(from.slice(at, before.from).trim());
    at = word.to;
  }
  return [...parts, from.slice(at).trim()];
}
