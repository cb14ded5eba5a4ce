import { parseDocument, YAMLParseError } from 'yaml';
import { type Block, splitFences } from './fences.ts';
import type { Cell, CellKind, NotebookDocument } from './types.ts';

const FENCED = new Map<string, CellKind>([
  ['sql', 'sql'],
  ['metric', 'metric'],
  ['chart', 'chart'],
  ['input', 'input'],
  ['tile', 'tile'],
  ['table', 'table'],
  ['lineage', 'lineage'],
  ['load-report', 'load-report'],
]);

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)(?:[ \t]*\r?\n)*/;

/**
 * Reads a notebook's Markdown. Loses nothing: `notebookText(parseNotebook(text)) === text` for any text.
 * What cannot be read becomes a cell with an `error`; unknown fences become `unknown` cells.
 */
export function parseNotebook(text: string): NotebookDocument {
  const head = FRONT_MATTER.exec(text)?.[0] ?? '';
  const frontMatter = head ? record(FRONT_MATTER.exec(text)?.[1] ?? '').value : {};
  const firstLine = head.split('\n').length;
  const cells = named(splitFences(text.slice(head.length), head ? firstLine : 1).map(toCell));
  const title = typeof frontMatter.title === 'string' ? frontMatter.title : heading(cells);
  return { head, frontMatter, title, cells };
}

/** The notebook as the text of its file. */
export function notebookText(document: NotebookDocument): string {
  return document.head + document.cells.map((cell) => cell.source).join('');
}

function toCell(block: Block, index: number): Cell {
  const base = { id: `cell-${index + 1}`, line: block.line, source: block.source };
  if (!block.fence) {
    return {
      ...base,
      kind: 'text',
      fence: '',
      name: null,
      body: block.source,
      spec: {},
      error: null,
    };
  }
  const { info, body, closed } = block.fence;
  const [fence = '', name = null] = info.split(/\s+/).filter(Boolean);
  const kind = FENCED.get(fence) ?? 'unknown';
  const parsed = kind === 'sql' || kind === 'unknown' ? { value: {}, error: null } : record(body);
  const broken =
    parsed.error ??
    (kind !== 'unknown' && !closed ? { message: 'unclosed', line: 0 } : null) ??
    (kind !== 'unknown' && name !== null && !NAME.test(name) ? { message: 'name', line: 0 } : null);
  return {
    ...base,
    kind,
    fence,
    name: kind === 'unknown' ? null : name,
    body,
    spec: parsed.value,
    error: broken && { message: broken.message, line: block.line + broken.line },
  };
}

/** A second definition of a name is an error that names both lines. */
function named(cells: readonly Cell[]): Cell[] {
  const first = new Map<string, Cell>();
  return cells.map((cell) => {
    if (cell.name === null || cell.error) return cell;
    const other = first.get(cell.name);
    if (!other) {
      first.set(cell.name, cell);
      return cell;
    }
    return { ...cell, error: { message: `twice:${cell.name}:${other.line}`, line: cell.line } };
  });
}

function heading(cells: readonly Cell[]): string {
  for (const cell of cells) {
    const match = cell.kind === 'text' ? /^#\s+(.+?)\s*#*$/m.exec(cell.body) : null;
    if (match?.[1]) return match[1];
  }
  return '';
}

function record(yaml: string): {
  value: Readonly<Record<string, unknown>>;
  error: { message: string; line: number } | null;
} {
  const document = parseDocument(yaml, { prettyErrors: true });
  const [error] = document.errors;
  if (error instanceof YAMLParseError) {
    return { value: {}, error: { message: error.message, line: error.linePos?.[0].line ?? 1 } };
  }
  const value: unknown = document.toJS();
  if (value === null || value === undefined) return { value: {}, error: null };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { value: {}, error: { message: 'not-a-mapping', line: 1 } };
  }
  return { value: value as Record<string, unknown>, error: null };
}
