import { meansCell, relationsOf } from './relations.ts';
import { type Token, tokensOf } from './tokens.ts';
import { sqlName } from './words.ts';

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * An SQL text in which the relation and parameter `from` is called `to`; strings, comments, columns, aliases and
 * CTEs of the same name stay. `$from_start` and `$from_end` follow where `range` says that they belong to it.
 */
export function renamedInSql(sql: string, from: string, to: string, range = true): string {
  const { tokens } = tokensOf(sql);
  const { relations, exact } = relationsOf(sql);
  const lower = from.toLowerCase();
  const places = relations.filter((one) => one.name.toLowerCase() === lower && meansCell(one));
  const edits: Edit[] = [];
  const starts = new Set(places.flatMap(({ range: place }) => (place ? [place.from] : [])));
  const others = tokens.filter((token) => isName(token, lower) && !starts.has(token.from));
  const qualifying = others.filter((token) => isQualifier(tokens, token));
  // Where every other place is `name.column`, the qualifiers follow; else the relation keeps its old name as alias.
  const follow = exact && qualifying.length > 0 && qualifying.length === others.length;
  const plain = places.every(({ aliased }) => !aliased);
  for (const { range: place, aliased } of places) {
    if (!place) continue;
    const alias = exact && !aliased && others.length > 0 && !(follow && plain);
    edits.push({ ...place, text: alias ? `${sqlName(to)} AS ${sqlName(from)}` : sqlName(to) });
  }
  if (follow && plain && places.length > 0) {
    for (const token of qualifying) edits.push({ ...token, text: sqlName(to) });
  }
  for (const token of tokens) {
    const parameter =
      token.kind === 'parameter' ? renamedParameter(token.text, from, to, range) : null;
    if (parameter) edits.push({ ...token, text: `$${parameter}` });
  }
  return applied(sql, edits);
}

/** What the parameter is called when its owner is renamed; null where it belongs to another. */
export function renamedParameter(
  parameter: string,
  from: string,
  to: string,
  range: boolean,
): string | null {
  if (parameter === from) return to;
  const end = range ? /_(start|end)$/.exec(parameter)?.[0] : undefined;
  return end && parameter === from + end ? to + end : null;
}

const isName = ({ kind, lower }: Token, name: string): boolean =>
  (kind === 'word' || kind === 'quoted') && lower === name;

function isQualifier(tokens: readonly Token[], token: Token): boolean {
  const at = tokens.indexOf(token);
  return tokens[at + 1]?.text === '.' && tokens[at - 1]?.text !== '.';
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    result += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return result + text.slice(at);
}
