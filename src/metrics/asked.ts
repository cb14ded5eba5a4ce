import type { Database, Priority } from '../engine/types.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { narrowedBy, reads } from './narrowing.ts';
import { metricOf } from './registry.ts';
import type { ShownTable } from './segments/shown.ts';
import { readable } from './sql/fragment.ts';
import type { Narrowed } from './sql/narrowed.ts';
import { type Ground, isModel, queriesIn } from './stages.ts';
import type { Metric, MetricPlan, RawParameters, RunModel, Stage } from './types.ts';

export interface RunOptions {
  /** Rows to hand back at most, `Infinity` for all; the relation holds them in any case. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly priority?: Priority;
  /** Go the second way as well and say whether it agrees (default: not). */
  readonly audit?: boolean;
  /** Work out the facts that take much longer than the rows as well (default: yes). */
  readonly slowFacts?: boolean;
  /** Told how far a long piece of work is: steps done, and steps in all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Events that one statement may work through where the work can be cut; more are done range by range. */
  readonly rowsPerSlice?: number;
  /** Runs the models of `src/models`. */
  readonly models?: RunModel;
}

/** Ten million events at once took 3.1 GB for a strict funnel, in ranges of 2.5 million 2.2 GB and no longer. */
const ROWS_PER_SLICE = 4_000_000;

/** A question as it was understood. */
export interface Asked {
  readonly metric: Metric;
  readonly parameters: unknown;
  readonly plan: MetricPlan;
  /** What its filters leave of the events, where it reads them. */
  readonly events: Narrowed | null;
}

export function asked(kind: string, raw: RawParameters, context: DatasetContext): Asked {
  const metric = metricOf(kind);
  const parameters = metric.parameters(raw, context);
  const plan = metric.plan(parameters, context);
  return { metric, parameters, plan, events: narrowedBy(plan, parameters, context) };
}

/** `asked`, once the metric has what it needs. */
export async function askedWhenReady(
  kind: string,
  raw: RawParameters,
  context: DatasetContext,
): Promise<Asked> {
  const metric = metricOf(kind);
  if (metric.ready) await metric.ready(metric.parameters(raw, context));
  return asked(kind, raw, context);
}

/** The plan's SQL as one statement that people can read and run. */
export function shownSql(
  { stages, query }: Pick<MetricPlan, 'stages' | 'query'>,
  events: Narrowed | null = null,
  before: readonly ShownTable[] = [],
): string {
  const read = events !== null && [query, ...stages.flatMap(queriesIn)].some(reads(events));
  const tables = [
    ...before,
    ...(read ? [{ table: events.view, query: events.direct }] : []),
    ...stages.flatMap(withInputs),
  ].map(({ table, query: made }) => `${table} AS (\n${readable(made)})`);
  return tables.length === 0 ? readable(query) : `WITH ${tables.join(',\n')}\n${readable(query)}`;
}

/** What a stage makes; of a model, what it reads: its own tables are no SQL. */
const withInputs = (stage: Stage) =>
  isModel(stage)
    ? Object.entries(stage.inputs).map(([name, query]) => ({
        table: `${stage.model}_${name}`,
        query,
      }))
    : [stage];

/** Where and how the plan's statements run. */
export function groundOf(
  database: Database,
  { kind }: Pick<MetricPlan, 'kind'>,
  { signal, priority, rowsPerSlice = ROWS_PER_SLICE, onProgress, models }: RunOptions,
): Ground {
  const options = { label: kind, ...(signal && { signal }), ...(priority && { priority }) };
  return {
    database,
    options,
    rowsPerSlice,
    ...(onProgress && { tell: onProgress }),
    ...(models && { models }),
  };
}
