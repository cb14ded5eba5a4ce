import { SQLDialect } from '@codemirror/lang-sql';
import { RESERVED } from './words.ts';

const duckdb = SQLDialect.define({
  keywords: [...RESERVED].join(' '),
  types: '',
  builtin: '',
  identifierQuotes: '"',
  doubleDollarQuotedStrings: true,
  operatorChars: '*+-%<>!=&|~^/',
});

/** `word`: a name or keyword without quotes; `parameter`: `$name`; `mark`: an operator or a bracket. */
export type TokenKind = 'word' | 'quoted' | 'parameter' | 'string' | 'number' | 'mark';

export interface Token {
  readonly kind: TokenKind;
  /** The name without its quotes or dollar sign, the string's content, or the text as it stands. */
  readonly text: string;
  /** `text` in lower case: names in SQL know no case. */
  readonly lower: string;
  readonly from: number;
  readonly to: number;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** False where a string, a quoted name or a comment does not end; what it swallowed is read as SQL all the same. */
  readonly closed: boolean;
}

interface Piece {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

const KINDS: Readonly<Record<string, TokenKind>> = {
  String: 'string',
  Bytes: 'string',
  Number: 'number',
  Bits: 'number',
  QuotedIdentifier: 'quoted',
};
const WORD = /[\p{L}\p{N}_$]+|\S/gu;
const STARTS_WORD = /^[\p{L}\p{N}_$]/u;

/** The leaves of the editor's parse tree of `sql`, comments left out. Never throws. */
export function tokensOf(sql: string): Tokens {
  const { pieces, closed } = piecesOf(sql);
  return { tokens: joined(sql, pieces), closed };
}

function piecesOf(sql: string): { readonly pieces: readonly Piece[]; readonly closed: boolean } {
  const pieces: Piece[] = [];
  let open = -1;
  let at = 0;
  // The tree knows names in ASCII that begin with a letter; what it leaves out is read here.
  const readTo = (to: number) => {
    for (const { 0: text, index } of sql.slice(at, to).matchAll(WORD)) {
      const kind = STARTS_WORD.test(text) ? 'word' : 'mark';
      pieces.push({ kind, from: at + index, to: at + index + text.length });
    }
  };
  duckdb.language.parser.parse(sql).iterate({
    enter: ({ name, from, to, node, type }) => {
      if (type.isError || type.isTop || name === 'Statement' || node.firstChild) return;
      if (open >= 0 || from === to || from < at) return;
      readTo(from);
      at = to;
      const text = sql.slice(from, to);
      if (name === 'LineComment') return;
      if (name === 'BlockComment') {
        if (!text.endsWith('*/')) open = from + 2;
        return;
      }
      const kind = KINDS[name] ?? (STARTS_WORD.test(text) ? 'word' : 'mark');
      if ((kind === 'string' || kind === 'quoted') && !ends(text)) open = from + 1;
      else pieces.push({ kind, from, to });
    },
  });
  if (open < 0) {
    readTo(sql.length);
    return { pieces, closed: true };
  }
  for (const { kind, from, to } of piecesOf(sql.slice(open)).pieces) {
    pieces.push({ kind, from: from + open, to: to + open });
  }
  return { pieces, closed: false };
}

/** The mark that a literal begins with: `'`, `"` or `$tag$`. */
const quoteOf = (literal: string) => /^\$\w*\$|['"]/.exec(literal)?.[0] ?? '';

function ends(literal: string): boolean {
  const quote = quoteOf(literal);
  const start = literal.indexOf(quote) + quote.length;
  return literal.length >= start + quote.length && literal.endsWith(quote);
}

/** Joins what the tree cuts apart: doubled quotes, and names with a sign that it does not know. */
function joined(sql: string, pieces: readonly Piece[]): Token[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    const { kind, from, to } = piece;
    const same = last?.kind === kind && (kind === 'quoted' || kind === 'string');
    const word = last?.kind === 'word' && /^[\w\p{L}]+$/u.test(sql.slice(from, to));
    if (last && last.to === from && kind !== 'mark' && (same || word)) {
      whole[whole.length - 1] = { kind: last.kind, from: last.from, to };
    } else whole.push(piece);
  }
  return whole.map(({ kind, from, to }) => token(sql.slice(from, to), kind, from, to));
}

function token(raw: string, kind: TokenKind, from: number, to: number): Token {
  if (kind === 'word' && /^\$[\p{L}_]/u.test(raw)) {
    return { kind: 'parameter', text: raw.slice(1), lower: raw.slice(1).toLowerCase(), from, to };
  }
  const text = kind === 'quoted' || kind === 'string' ? content(raw) : raw;
  return { kind, text, lower: text.toLowerCase(), from, to };
}

function content(literal: string): string {
  const quote = quoteOf(literal);
  const inner = literal.slice(literal.indexOf(quote) + quote.length, -quote.length);
  return quote.length === 1 ? inner.replaceAll(quote + quote, quote) : inner;
}
