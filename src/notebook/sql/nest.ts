import type { Token } from './tokens.ts';

/** A pair of brackets with what stands between them. */
export interface Group {
  readonly kind: 'group';
  readonly open: '(' | '[' | '{';
  readonly items: readonly Item[];
}

export type Item = Token | Group;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Puts what stands between brackets into groups; `balanced` is false where brackets do not match. */
export function nest(tokens: readonly Token[]): {
  readonly items: readonly Item[];
  readonly balanced: boolean;
} {
  const items: Item[] = [];
  const opened: { readonly open: Group['open']; readonly items: Item[] }[] = [];
  let balanced = true;
  for (const token of tokens) {
    const mark = token.kind === 'mark' ? token.text : '';
    const inside = opened.at(-1);
    if (mark === '(' || mark === '[' || mark === '{') opened.push({ open: mark, items: [] });
    else if (inside && mark !== '' && CLOSING[inside.open] === mark) {
      opened.pop();
      (opened.at(-1)?.items ?? items).push({ kind: 'group', ...inside });
    } else if (mark === ')' || mark === ']' || mark === '}') balanced = false;
    else (inside?.items ?? items).push(token);
  }
  for (let left = opened.pop(); left; left = opened.pop()) {
    balanced = false;
    (opened.at(-1)?.items ?? items).push({ kind: 'group', ...left });
  }
  return { items, balanced };
}
