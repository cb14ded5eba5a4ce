import type { OpfsAttachment } from '../../engine/types.ts';
import { hidesRepeats, isMain, type Judged, MAIN, type Place } from '../catalog/index.ts';
import type { Holding } from '../ingest/relayer-load.ts';
import type { BuiltTable } from '../load.ts';
import type { TableDefinition } from '../table.ts';
import type { DatasetContext, LoadProgress } from '../types.ts';
import type { DatasetRecord } from './records.ts';

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** What is built again, and as what. */
export interface Rebuilding {
  readonly context: DatasetContext;
  readonly tables: readonly TableDefinition[];
  readonly judged: Judged;
}

export interface Rebuilt extends Pick<DatasetRecord, 'places' | 'attachments'> {
  /** Tables that were built, in their order. */
  readonly built: readonly BuiltTable[];
}

/** The files that hold DWD. */
export const partsOf = ({ attachments, places }: DatasetRecord): readonly OpfsAttachment[] =>
  attachments.filter(({ alias }) =>
    places.some((place) => place.alias === alias && place.table === 'dwd'),
  );

/**
 * Builds tables of a data set in OPFS again from its DWD, into new files: what was there stays as it is, and can stay
 * open, until the record is replaced. What it wrote is the caller's to delete where this rejects.
 */
export async function rebuild(
  record: DatasetRecord,
  { context, tables, judged }: Rebuilding,
  options: RebuildOptions = {},
): Promise<Rebuilt> {
  const { places, attachments } = record;
  if (tables.length === 0) return { places, attachments, built: [] };
  const generation = crypto.randomUUID().slice(0, 4);
  const fresh = (alias: string, name: string): OpfsAttachment => ({
    kind: 'opfs',
    alias,
    file: `tabhouse-${record.id}-z${generation}${name}.db`,
  });
  const rowsOf = (alias: string) =>
    places.find((place) => place.alias === alias && place.table === 'dwd')?.rows ?? 0;
  const { relayered } = await import('../ingest/relayer-load.ts');
  const all = await relayered({
    context,
    tables: tables.map(({ name }) => name),
    rules: judged.rules,
    hidden: hidesRepeats(judged),
    parts: partsOf(record).map(({ alias, file }) => ({
      file,
      rows: rowsOf(alias),
      to: fresh(`z${generation}${alias}`, alias),
    })),
    main: fresh(`${MAIN}_z${generation}`, 'main'),
    signal: options.signal,
    onProgress: options.onProgress,
  });
  return joined(record, tables, all);
}

/** Where everything lies now; files that hold nothing any more are left out. */
function joined(
  { places, attachments, plain }: DatasetRecord,
  tables: readonly TableDefinition[],
  fresh: readonly Holding[],
): Rebuilt {
  const again = new Set(tables.map(({ name }) => name));
  const stay = places.filter(({ table }) => !again.has(table));
  const made = fresh.flatMap(({ attachment, built }) =>
    built.map(({ name, rows }): Place => ({ table: name, alias: attachment.alias, rows })),
  );
  const used = new Set([...stay, ...plain].map(({ alias }) => alias));
  return {
    places: [...stay, ...made],
    attachments: [
      ...attachments.filter(({ alias }) => used.has(alias) || alias === MAIN),
      ...fresh.map(({ attachment }) => attachment),
    ],
    built: tables.map(({ name }) => {
      const of = (main: boolean) =>
        fresh
          .filter(({ attachment }) => isMain(attachment.alias) === main)
          .flatMap(({ built }) => built.filter((table) => table.name === name));
      const [parts, main] = [of(false), of(true)];
      return {
        name,
        rows: 0,
        bytes: [...parts, ...main].reduce((sum, { bytes }) => sum + bytes, 0),
        seconds:
          Math.max(0, ...parts.map(({ seconds }) => seconds)) +
          main.reduce((sum, { seconds }) => sum + seconds, 0),
      };
    }),
  };
}
