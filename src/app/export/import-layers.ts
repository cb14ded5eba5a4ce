import { TabhouseError } from '../../engine/index.ts';
import { format, t } from '../../i18n/index.ts';
import { EVENT_TYPES, type EventType, SOURCE_IDS, type SourceId } from '../../sources/index.ts';
import { toast } from '../../ui/toast.ts';
import type { LoadOptions, LoadReport } from '../../warehouse/index.ts';
import type { Workspace } from '../workspace.ts';
import { EVENTS, type LayersManifest, MANIFEST } from './layers.ts';

/** True where the picked files are a folder of layers that this page has written. */
export const areLayers = (files: readonly File[]): boolean =>
  files.some(({ name }) => name === MANIFEST) &&
  files.some(({ name }) => name === `${EVENTS}.parquet`);

/**
 * Builds the data set of such a folder again from its events, under the settings and rules that it names, and says
 * where a table comes out differently. Rejects with `file-broken` where the manifest cannot be read.
 */
export async function openLayers(
  workspace: Pick<Workspace, 'open'>,
  files: readonly File[],
): Promise<void> {
  const events = files.find(({ name }) => name === `${EVENTS}.parquet`);
  const manifest = await manifestOf(files);
  if (!events || !manifest)
    throw new TabhouseError('file-broken', { parameters: { file: MANIFEST } });
  const report = await workspace.open([events], loadOf(manifest));
  const differing = differingTable(manifest, report);
  if (differing) toast(t('export.differs', differing));
}

async function manifestOf(files: readonly File[]): Promise<LayersManifest | null> {
  const text = await files.find(({ name }) => name === MANIFEST)?.text();
  try {
    const told: unknown = JSON.parse(text ?? '');
    return isManifest(told) ? told : null;
  } catch {
    return null;
  }
}

function isManifest(told: unknown): told is LayersManifest {
  if (typeof told !== 'object' || told === null) return false;
  const { tabhouse, source, columns, tables, rules } = told as Partial<LayersManifest>;
  const known = SOURCE_IDS.some((id) => id === source);
  return tabhouse === 1 && known && Array.isArray(columns) && Array.isArray(tables) && !!rules;
}

/** The events as they are stored: canonical columns under their own names, times in UTC. */
function loadOf(manifest: LayersManifest): LoadOptions {
  const names = new Set([...manifest.columns, 'event_time', 'event_type']);
  const words = Object.fromEntries(EVENT_TYPES.map((type): [string, EventType] => [type, type]));
  return {
    source: manifest.source as SourceId,
    name: manifest.name,
    mapping: {
      columns: Object.fromEntries([...names].map((name) => [name, { column: name }])),
      words,
    },
    timezone: 'UTC',
    reportTimezone: manifest.report_timezone,
    weekStart: manifest.week_start,
    ...(manifest.currency ? { currency: manifest.currency } : {}),
    rules: manifest.rules,
  };
}

function differingTable({ tables }: LayersManifest, report: LoadReport) {
  for (const { name, rows } of tables) {
    const now = report.tables.find((table) => table.name === name);
    if (now && now.rows !== rows)
      return { table: name, before: format.integer(rows), now: format.integer(now.rows) };
  }
  return null;
}
