import { locale, t } from '../../i18n/index.ts';
import { ancestorsOf, type Cell, type Graph } from '../../notebook/index.ts';
import { activeFilters } from './active.ts';
import { writerOf } from './filter.ts';

/**
 * Filters that are set and that a cell's rows know nothing of, as a sentence; empty where there is none. What was picked
 * in the cell itself, or in what stands on it, is no filter of it.
 */
export function unfilteredText(
  cell: Cell,
  cells: readonly Cell[],
  graph: Graph,
  valueIn: (name: string) => unknown,
): string {
  if (cell.error) return '';
  const behind = new Set([cell.id, ...ancestorsOf(graph, [cell.id])]);
  // What reads no table has nothing to filter.
  if ([...behind].every((id) => graph.sources.get(id)?.length === 0)) return '';
  const inputOf = (input: string) =>
    cells.find(({ kind, name }) => kind === 'input' && name === input);
  const writer = writerOf(cell);
  const unknown = activeFilters(cells, valueIn, locale.value).filter(({ key, input }) => {
    const id = inputOf(input)?.id;
    if (id === undefined || behind.has(id) || key.startsWith(`${input}.${writer}.`)) return false;
    return !ancestorsOf(graph, [id]).has(cell.id);
  });
  if (unknown.length === 0) return '';
  const listed = (words: readonly string[]) => [...new Set(words)].join(t('charts.comma'));
  const filters = listed(unknown.map(({ label }) => label));
  const names = listed(unknown.map(({ input }) => `$${input}`));
  return t(cell.kind === 'sql' ? 'selection.unfiltered.sql' : 'selection.unfiltered', {
    filters,
    names,
  });
}
