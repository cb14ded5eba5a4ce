import type { Cell, CellKind } from '../types.ts';

const OPENING = /^([ \t]*)(`{3,}|~{3,})([^\n]*)\n?/;

/** The text of a new cell, with the blank line that sets it apart. */
export function newBlock(
  kind: Exclude<CellKind, 'unknown'>,
  { name = null, body = '' }: { readonly name?: string | null; readonly body?: string } = {},
): string {
  if (kind === 'text') return `${body.trimEnd()}\n\n`;
  return fenced('```', name === null ? kind : `${kind} ${name}`, body, '\n');
}

/** A cell's text with another body or name; its fence, language and blank lines stay as they were written. */
export function rewritten(
  cell: Cell,
  { body = cell.body, name = cell.name }: { readonly body?: string; readonly name?: string | null },
): string {
  if (cell.kind === 'text') return separated(body, cell.source);
  const [first = '', indent = '', marker = '```', info = ''] = OPENING.exec(cell.source) ?? [];
  const after = /(?:[ \t]*\r?\n)*$/.exec(cell.source)?.[0].replace(/^[ \t]*\r?\n/, '') ?? '';
  const words = name === cell.name ? info.replace(/\r$/, '') : infoOf(cell.fence, name, info);
  const text = indent + fenced(marker, words, body, after);
  return first.endsWith('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
}

/** The info string with another name; what stands behind the name is kept. */
function infoOf(fence: string, name: string | null, info: string): string {
  const [, , ...rest] = info.trim().split(/\s+/);
  return [fence, ...(name === null ? [] : [name]), ...rest].join(' ');
}

/** Text keeps the blank lines that it had at its end. */
function separated(body: string, source: string): string {
  if (body === '' || body === source) return body;
  const blanks = /\n*$/.exec(source)?.[0] ?? '';
  return body.endsWith('\n') ? body : body + (blanks || '\n');
}

/** A fence long enough that no line of the body ends it. */
function fenced(marker: string, info: string, body: string, after: string): string {
  const sign = marker[0] ?? '`';
  const runs = body.match(new RegExp(`^ {0,3}${sign}{3,}`, 'gm')) ?? [];
  const longest = Math.max(0, ...runs.map((run) => run.trim().length));
  const fence = sign.repeat(Math.max(marker.length, longest + 1));
  const lines = body === '' || body.endsWith('\n') ? body : `${body}\n`;
  const apart = info.startsWith(sign) ? ' ' : '';
  return `${fence}${apart}${info}\n${lines}${fence}\n${after}`;
}
