import type { Rules, TableStatus, WeekStart } from '../../warehouse/index.ts';
import { isQueryable } from '../table-kinds.ts';
import type { Workspace } from '../workspace.ts';
import type { Folder } from './sink.ts';
import { tableSubject } from './subject.ts';
import { type Written, withWriter, writeSubject } from './write.ts';

export const MANIFEST = 'tabhouse.json';
/** The table that all others are built from. */
export const EVENTS = 'dwd_events';

/** What a folder of layers says of itself. */
export interface LayersManifest {
  readonly tabhouse: 1;
  readonly name: string;
  readonly source: string;
  /** Canonical columns that the events have. */
  readonly columns: readonly string[];
  readonly report_timezone: string;
  readonly week_start: WeekStart;
  readonly currency?: string;
  readonly rules: Rules;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

/** The tables of the open data set that can be written, lowest layer first. */
export const layersOf = (workspace: Workspace): readonly TableStatus[] =>
  (workspace.dataset.value?.report.tables ?? []).filter(isQueryable);

/** Writes every layer as Parquet with a manifest. `onTable` is told which table is at work and how far it is. */
export async function writeLayers(
  workspace: Workspace,
  folder: Folder,
  options: { signal: AbortSignal; onTable: (name: string, written: Written) => void },
): Promise<Written> {
  const { signal, onTable } = options;
  const open = workspace.dataset.value;
  let [rows, bytes] = [0, 0];
  try {
    const tables: { name: string; rows: number }[] = [];
    await withWriter(signal, async (writer) => {
      for (const { name } of layersOf(workspace)) {
        const sink = await folder.file(`${name}.parquet`);
        const subject = tableSubject(name, null);
        const written = await writeSubject(workspace.engine, writer, subject, 'parquet', sink, {
          signal,
          onWritten: (now) => onTable(name, { rows: rows + now.rows, bytes: bytes + now.bytes }),
        });
        tables.push({ name, rows: written.rows });
        rows += written.rows;
        bytes += written.bytes;
      }
    });
    if (open) {
      const { context, rules } = open;
      const manifest: LayersManifest = {
        tabhouse: 1,
        name: context.name,
        source: context.source,
        columns: context.columns,
        report_timezone: context.reportTimezone,
        week_start: context.weekStart,
        ...(context.currency ? { currency: context.currency } : {}),
        rules,
        tables,
      };
      const sink = await folder.file(MANIFEST);
      await sink.write(new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
      await sink.close();
    }
    await folder.close();
    return { rows, bytes };
  } catch (error) {
    await folder.abort().catch(() => undefined);
    throw error;
  }
}
