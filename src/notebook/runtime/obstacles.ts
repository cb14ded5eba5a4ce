import { TabhouseError } from '../../engine/errors.ts';
import type { Graph } from '../graph/graph.ts';
import { problemText } from '../text/problem.ts';
import type { Cell } from '../types.ts';

/** Why a cell cannot run at all: it cannot be read, is part of a cycle, or has the name of a table. */
export function obstacleOf(
  cell: Cell,
  graph: Graph,
): { readonly error: unknown; readonly path?: readonly string[] } | null {
  if (cell.error) return { error: once(cell, () => syntaxError(cell)) };
  const clash = graph.clashes.get(cell.id);
  if (clash) {
    const parameters = { name: cell.name ?? '', table: clash.name, line: cell.line };
    return { error: once(cell, () => new TabhouseError('notebook-name-taken', { parameters })) };
  }
  const path = graph.cycles.get(cell.id);
  if (!path) return null;
  const error = once(cell, () => {
    const parameters = { path: path.join(' → ') };
    return new TabhouseError('notebook-cycle', { parameters });
  });
  return { error, path };
}

const errors = new WeakMap<Cell, TabhouseError>();

/** The same error for the same cell, so that its state does not seem to change. */
function once(cell: Cell, make: () => TabhouseError): TabhouseError {
  const error = make();
  const known = errors.get(cell);
  if (known?.message === error.message) return known;
  errors.set(cell, error);
  return error;
}

function syntaxError({ error, line }: Cell): TabhouseError {
  return new TabhouseError('notebook-syntax', {
    parameters: { reason: error ? problemText(error) : '', line: error?.line ?? line },
  });
}

/** True where a run ended because it was told to, by us or by the engine. */
export const isCancelled = (error: unknown): boolean =>
  (error instanceof TabhouseError && error.code === 'cancelled') ||
  (error instanceof DOMException && error.name === 'AbortError');
