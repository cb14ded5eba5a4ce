import { TabhouseError } from '../../engine/errors.ts';
import type { FileShape } from '../../sources/types.ts';
import type { LoadOutcome } from '../load.ts';
import { plan } from '../tables/index.ts';
import type { CheckResult, LoadReport, RowCounts, Storage, TableStatus } from '../types.ts';

export interface ReportInput {
  readonly outcome: LoadOutcome;
  readonly files: readonly FileShape[];
  readonly storage: Storage;
  /** Share of the users that was loaded. */
  readonly sample?: number;
}

/**
 * The load report, still without its checks and its time: what was read and where it went, layer by layer. Throws `TabhouseError('internal')` where
 * read = dwd + duplicates + rejected + unsampled does not hold, since no figure could then be trusted.
 */
export function buildReport({ outcome, files, storage, sample = 1 }: ReportInput): LoadReport {
  const { context, rows, rejects, flags, stages, shared } = outcome;
  balanced(rows, outcome);
  return {
    dataset: context.id,
    name: context.name,
    source: context.source,
    storage,
    rows,
    rejects,
    flags,
    tables: [ods(files, rows.read), ...lineage(outcome)],
    files,
    seconds: 0,
    stages,
    shared,
    ...(sample < 1 ? { sample: { share: sample, users: 0, figures: [] } } : {}),
  };
}

/** The report of a data set that holds tables and no events. */
export const tablesReport = (
  dataset: string,
  name: string,
  storage: Storage,
  files: readonly FileShape[],
): LoadReport => ({
  dataset,
  name,
  source: 'custom',
  storage,
  rows: { read: 0, dwd: 0, duplicates: 0, rejected: 0, blank: 0, unsampled: 0 },
  rejects: {},
  flags: {},
  tables: [],
  files,
  seconds: 0,
  stages: {},
});

function balanced(
  { read, dwd, duplicates, rejected, unsampled }: RowCounts,
  outcome: LoadOutcome,
): void {
  const byReason = Object.values(outcome.rejects).reduce((sum, count) => sum + count, 0);
  const stored = outcome.places
    .filter(({ table }) => table === 'dwd')
    .reduce((sum, place) => sum + place.rows, 0);
  if (read !== dwd + duplicates + rejected + unsampled || byReason !== rejected || stored !== dwd)
    throw new TabhouseError('internal', {
      parameters: { read, dwd, duplicates, rejected, unsampled, byReason, stored },
    });
}

const ods = (files: readonly FileShape[], rows: number): TableStatus => ({
  layer: 'ods',
  name: 'ods',
  rows,
  bytes: [...new Map(files.map((file) => [file.name, file.size])).values()].reduce(
    (sum, size) => sum + size,
    0,
  ),
  seconds: 0,
  checks: [],
  dependencies: [],
});

/** Layers with rows, bytes, seconds and what each is made of, in build order. */
function lineage(outcome: Pick<LoadOutcome, 'context' | 'tables'>): readonly TableStatus[] {
  const built = new Map(outcome.tables.map((table) => [table.name, table]));
  const tables = plan(outcome.context).filter(({ name }) => built.has(name));
  const names = new Set(tables.map(({ name }) => name));
  return tables.map((table) => {
    const { rows, bytes, seconds } = built.get(table.name) ?? { rows: 0, bytes: 0, seconds: 0 };
    return {
      layer: table.layer,
      name: shown(table.name),
      rows,
      bytes,
      seconds,
      checks: [],
      dependencies:
        table.sql === null
          ? ['ods']
          : table.dependencies.filter((name) => names.has(name)).map(shown),
    };
  });
}

/** The same tables with the results of their checks. */
export const withChecks = (
  tables: readonly TableStatus[],
  results: readonly CheckResult[],
): readonly TableStatus[] =>
  tables.map((table) => ({
    ...table,
    checks: results.filter((check) => shown(check.table) === table.name),
  }));

/** The name by which people query a table. */
const shown = (name: string) => (name === 'dwd' ? 'dwd_events' : name);
