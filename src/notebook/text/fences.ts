/** A stretch of the file: plain Markdown, or one fenced block. */
export interface Block {
  readonly source: string;
  /** 1-based line of its first line. */
  readonly line: number;
  readonly fence: { readonly info: string; readonly body: string; readonly closed: boolean } | null;
}

const OPENING = /^ {0,3}(`{3,}|~{3,})[ \t]*([^`\r\n]*?)[ \t]*\r?\n?$/;

/**
 * Cuts Markdown into plain stretches and fenced blocks (CommonMark's rule for fences).
 * The blocks' `source`s joined are `text` again, for any text. Blank lines after a fence belong to it.
 */
export function splitFences(text: string, firstLine = 1): Block[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const blocks: Block[] = [];
  let plain: string[] = [];
  let plainLine = firstLine;
  let at = 0;
  const flush = () => {
    if (plain.length > 0) blocks.push({ source: plain.join(''), line: plainLine, fence: null });
    plain = [];
  };
  while (at < lines.length) {
    const opening = OPENING.exec(lines[at] ?? '');
    if (!opening) {
      if (plain.length === 0) plainLine = firstLine + at;
      plain.push(lines[at] ?? '');
      at++;
      continue;
    }
    flush();
    const start = at;
    const end = closingLine(lines, at + 1, opening[1] ?? '```');
    const closed = end < lines.length;
    const body = lines.slice(start + 1, end).join('');
    at = closed ? end + 1 : end;
    while (at < lines.length && (lines[at] ?? '').trim() === '') at++;
    blocks.push({
      source: lines.slice(start, at).join(''),
      line: firstLine + start,
      fence: { info: opening[2] ?? '', body, closed },
    });
  }
  flush();
  return blocks;
}

function closingLine(lines: readonly string[], from: number, marker: string): number {
  const character = marker[0] === '~' ? '~' : '`';
  const closing = new RegExp(`^ {0,3}${character}{${marker.length},}[ \\t]*\\r?\\n?$`);
  let at = from;
  while (at < lines.length && !closing.test(lines[at] ?? '')) at++;
  return at;
}
