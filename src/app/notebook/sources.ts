import type { NotebookGround, Source } from '../../notebook/index.ts';
import type { OpenDataset } from '../../warehouse/index.ts';
import { isPlain, isQueryable } from '../table-kinds.ts';

/**
 * Files and tables of a data set, each with a version that differs whenever its rows can: a table of its own by its
 * file, the layers of events by the data set's version. What queries read of them then follows alone.
 */
export function sourcesOf({ context, report }: OpenDataset): Source[] {
  const layers = `${context.version}|${context.reportTimezone}|${context.weekStart}`;
  const sizes = new Map(
    report.files.map(({ name, size, lastModified }) => [name, `${size}|${lastModified}`]),
  );
  const tables = report.tables.filter(isQueryable).map((table): Source => {
    const { name, rows, bytes, seconds, dependencies } = table;
    const files = dependencies.map((one) => sizes.get(one) ?? one).join('|');
    const own = `${context.id}|${rows}|${bytes}|${seconds}|${files}`;
    return { name, kind: 'table', reads: dependencies, version: isPlain(table) ? own : layers };
  });
  const files = new Set(report.files.map(({ name }) => name));
  return [...[...files].map((name): Source => ({ name, kind: 'file' })), ...tables];
}

/** The data for the graph of a notebook; null where none is open. `build`: what else every result depends on. */
export function groundOf(open: OpenDataset | null, build: string): NotebookGround | null {
  if (!open) return null;
  const { reportTimezone, weekStart, currency = '' } = open.context;
  const version = [build, reportTimezone, weekStart, currency].join('|');
  return { sources: sourcesOf(open), version };
}
