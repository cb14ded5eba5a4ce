import type { NotebookGround, Source } from '../../notebook/index.ts';
import type { OpenDataset } from '../../warehouse/index.ts';
import { isPlain, isQueryable } from '../table-kinds.ts';

/** The layer that stands for the files themselves. */
const PICKED = 'ods';

/**
 * Files and tables of a data set, each with a version that differs whenever its rows can: a table of its own by its
 * file, the layers of events by the data set's version. What queries read of them then follows alone.
 */
export function sourcesOf({ context, report }: OpenDataset): Source[] {
  const layers = `${context.version}|${context.reportTimezone}|${context.weekStart}`;
  const sizes = new Map(
    report.files.map(({ name, size, lastModified }) => [name, `${size}|${lastModified}`]),
  );
  const files = new Set(report.files.map(({ name }) => name));
  const tables = report.tables.filter(isQueryable).map((table): Source => {
    const { name, rows, bytes, seconds, dependencies } = table;
    const alone = isPlain(table) ? [...files].filter((file) => stemOf(file) === name) : [];
    // What was picked is no table that can be read.
    const reads = [...alone, ...dependencies].flatMap((one) =>
      one === PICKED && !files.has(one) ? [...files] : one,
    );
    const sized = reads.map((one) => sizes.get(one) ?? one).join('|');
    const own = `${context.id}|${rows}|${bytes}|${seconds}|${sized}`;
    return { name, kind: 'table', reads, version: isPlain(table) ? own : layers };
  });
  return [...[...files].map((name): Source => ({ name, kind: 'file' })), ...tables];
}

/** What a table is called that is made of a file. */
const stemOf = (file: string): string =>
  (file.split('/').at(-1) ?? '')
    .replace(/(\.[a-z]\w*)+$/i, '')
    .replaceAll(/\W+/g, '_')
    .toLowerCase();

/** The data for the graph of a notebook; null where none is open. `build`: what else every result depends on. */
export function groundOf(open: OpenDataset | null, build: string): NotebookGround | null {
  if (!open) return null;
  const { reportTimezone, weekStart, currency = '' } = open.context;
  const version = [build, reportTimezone, weekStart, currency].join('|');
  return { sources: sourcesOf(open), version };
}
