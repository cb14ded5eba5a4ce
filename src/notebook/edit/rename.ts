import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { TabhouseError } from '../../engine/errors.ts';
import { renamedInMarkdown } from '../graph/interpolations.ts';
import { isName } from '../text/parse.ts';
import { problemText } from '../text/problem.ts';
import type { Cell, CellProblem, NotebookDocument } from '../types.ts';
import { rewritten } from './block.ts';

/** An SQL text in which a cell has another name (`renamedInSql`, which comes with the SQL parser). */
export type RenamedInSql = (sql: string, from: string, to: string, range: boolean) => string;

/** Why the cell cannot be called `name`; null where it can. */
export function nameProblem(
  { cells }: NotebookDocument,
  id: string,
  name: string,
): CellProblem | null {
  const line = cells.find((cell) => cell.id === id)?.line ?? 1;
  if (!isName(name)) return { code: 'name', parameters: { name }, line };
  const other = cells.find(
    (cell) => cell.id !== id && cell.name?.toLowerCase() === name.toLowerCase(),
  );
  return other ? { code: 'twice', parameters: { name, first: other.line }, line } : null;
}

/**
 * The texts of all cells once the cell `id` is called `name`: what reads it reads the new name, in SQL, text and
 * specs. Throws `notebook-syntax` where the name cannot be.
 */
export function renamedCells(
  document: NotebookDocument,
  id: string,
  name: string,
  inSql: RenamedInSql,
): { readonly id: string; readonly source: string }[] {
  const problem = nameProblem(document, id, name);
  if (problem) {
    const parameters = { reason: problemText(problem), line: problem.line };
    throw new TabhouseError('notebook-syntax', { parameters });
  }
  const from = document.cells.find((cell) => cell.id === id)?.name ?? null;
  const names = new Set(document.cells.map((cell) => cell.name));
  const range = from !== null && !names.has(`${from}_start`) && !names.has(`${from}_end`);
  return document.cells.map((cell) => {
    const body = from === null ? cell.body : renamedBody(cell, from, name, range, inSql);
    const own = cell.id === id ? name : cell.name;
    const same = body === cell.body && own === cell.name;
    return { id: cell.id, source: same ? cell.source : rewritten(cell, { body, name: own }) };
  });
}

function renamedBody(
  cell: Cell,
  from: string,
  to: string,
  range: boolean,
  inSql: RenamedInSql,
): string {
  switch (cell.kind) {
    case 'text':
      return renamedInMarkdown(cell.body, from, to);
    case 'sql':
      return inSql(cell.body, from, to, range);
    case 'unknown':
      return cell.body;
    default:
      return renamedInYaml(cell.body, from, to, range);
  }
}

/** A block's YAML with `$from` and `from: <from>` renamed; its comments and its layout stay. */
function renamedInYaml(yaml: string, from: string, to: string, range: boolean): string {
  const document = parseDocument(yaml);
  const edits: { readonly at: number; readonly end: number; readonly text: string }[] = [];
  const parameters = new RegExp(`\\$${from}(?=${range ? '(?:_start|_end)?' : ''}$)`);
  visit(document, {
    Scalar(_key, node, path) {
      if (typeof node.value !== 'string' || !node.range) return;
      const [at, end] = node.range;
      const raw = yaml.slice(at, end);
      const pair = path.at(-1);
      const isFrom =
        path.length === 3 &&
        isMap(path[1]) &&
        pair !== undefined &&
        'key' in pair &&
        isScalar(pair.key) &&
        pair.key.value === 'from' &&
        pair.value === node;
      if (parameters.test(node.value)) {
        edits.push({ at, end, text: raw.replace(`$${from}`, `$${to}`) });
      } else if (isFrom && node.value.toLowerCase() === from.toLowerCase()) {
        edits.push({ at, end, text: raw.replace(node.value, to) });
      }
    },
  });
  return edits.reduceRight((text, { at, end, text: now }) => {
    return text.slice(0, at) + now + text.slice(end);
  }, yaml);
}
