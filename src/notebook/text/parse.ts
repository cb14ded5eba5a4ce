import type { Cell, CellKind, CellProblem, NotebookDocument } from '../types.ts';
import { type Block, splitFences } from './fences.ts';
import { identities } from './identity.ts';
import { mapping } from './yaml.ts';

const FENCED = new Map<string, CellKind>([
  ['sql', 'sql'],
  ['metric', 'metric'],
  ['chart', 'chart'],
  ['input', 'input'],
  ['tile', 'tile'],
  ['table', 'table'],
  ['segment', 'segment'],
  ['lineage', 'lineage'],
  ['load-report', 'load-report'],
  ['speed', 'speed'],
]);

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)(?:[ \t]*\r?\n)*/;

/** True where a cell can be called so. */
export const isName = (name: string): boolean => NAME.test(name);

/**
 * Reads a notebook's Markdown. Loses nothing: `notebookText(parseNotebook(text)) === text` for any text.
 * What cannot be read becomes a cell with an `error`; unknown fences become `unknown` cells. Cells that were in
 * `before` already keep their ids, and those on which nothing changed are the same objects.
 */
export function parseNotebook(text: string, before?: NotebookDocument): NotebookDocument {
  const head = headOf(text);
  const blocks = splitFences(text.slice(head.length), head.split('\n').length);
  const alike = new Map(before?.cells.map((cell) => [cell.source, cell]));
  const cells = blocks.map((block, index) => {
    const id = `cell-${index + 1}`;
    const like = alike.get(block.source);
    return like ? { ...onLine(like, block.line), id } : cellOf(block, id);
  });
  if (!before) return documentOf(head, cells);
  const known = new Map(before.cells.map((cell) => [cell.id, cell]));
  const ids = identities(before.cells, cells);
  return documentOf(
    head,
    cells.map((cell, at) => {
      const id = ids[at] ?? cell.id;
      const old = known.get(id);
      return old?.source === cell.source ? old : { ...cell, id };
    }),
  );
}

/** The front matter of a text, with the blank lines after it; empty where there is none. */
export const headOf = (text: string): string => FRONT_MATTER.exec(text)?.[0] ?? '';

/** A document of these cells, whatever they were: lines, names and title are worked out anew. */
export function documentOf(head: string, cells: readonly Cell[]): NotebookDocument {
  const yaml = mapping(FRONT_MATTER.exec(head)?.[1] ?? '', 1);
  const placed = named(onLines(cells, head.split('\n').length));
  const { title } = yaml.value;
  return {
    head,
    frontMatter: yaml.value,
    frontMatterError: yaml.error,
    title: typeof title === 'string' ? title : heading(placed),
    cells: placed,
  };
}

/** The notebook as the text of its file. */
export function notebookText(document: NotebookDocument): string {
  return document.head + document.cells.map((cell) => cell.source).join('');
}

/** The cell that a block of text is. */
export function cellOf(block: Block, id: string): Cell {
  const base = { id, line: block.line, source: block.source };
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
  if (kind === 'unknown') return { ...base, kind, fence, name: null, body, spec: {}, error: null };
  const { line } = block;
  const spec = kind === 'sql' ? { value: {}, error: null } : mapping(body, line);
  const unclosed: CellProblem | null = closed ? null : { code: 'unclosed', parameters: {}, line };
  const unnamed: CellProblem | null =
    name === null || isName(name) ? null : { code: 'name', parameters: { name }, line };
  const error = spec.error ?? unclosed ?? unnamed;
  return { ...base, kind, fence, name, body, spec: spec.value, error };
}

/** Cells on the lines where they stand now; one that has not moved is the same object. */
function onLines(cells: readonly Cell[], firstLine: number): Cell[] {
  let line = firstLine;
  return cells.map((cell) => {
    const here = onLine(cell, line);
    line += cell.source.split('\n').length - 1;
    return here;
  });
}

function onLine(cell: Cell, line: number): Cell {
  const moved = line - cell.line;
  if (moved === 0) return cell;
  const error = cell.error && { ...cell.error, line: cell.error.line + moved };
  return { ...cell, line, error };
}

/** A second definition of a name is an error that names both lines. SQL knows no case in names, so neither do they. */
function named(cells: readonly Cell[]): Cell[] {
  const first = new Map<string, Cell>();
  return cells.map((cell) => {
    const own = cell.error?.code === 'twice' ? { ...cell, error: null } : cell;
    if (own.name === null || own.error) return own;
    const other = first.get(own.name.toLowerCase());
    if (!other) {
      first.set(own.name.toLowerCase(), own);
      return own;
    }
    const parameters = { name: own.name, first: other.line };
    const error: CellProblem = { code: 'twice', parameters, line: own.line };
    return { ...own, error };
  });
}

function heading(cells: readonly Cell[]): string {
  for (const cell of cells) {
    const match = cell.kind === 'text' ? /^#\s+(.+?)\s*#*$/m.exec(cell.body) : null;
    if (match?.[1]) return match[1];
  }
  return '';
}
