import { metricOf } from '../../cells/read.ts';
import { identifier } from '../../engine/identifier.ts';
import { type Engine, relationColumns, TabhouseError } from '../../engine/index.ts';
import { constant } from '../../engine/parameters.ts';
import { t } from '../../i18n/index.ts';
import type {
  MemberKind,
  RowConditions,
  RowValue,
  Segment,
  SegmentSource,
} from '../../metrics/index.ts';
import type { Cell, Environment } from '../../notebook/index.ts';
import type { DatasetContext } from '../../warehouse/index.ts';
import { metricParameters, resolved } from '../parameters.ts';
import { filteredCell, filtersOf } from '../selection/filter.ts';
import { segmentIn } from './segment-in.ts';

type Asks = Pick<Engine, 'query'>;

/**
 * What a segment cell says, with everything that it reads in its place. Rejects with `metric-parameter` where `from`,
 * `of` or `where` cannot be meant.
 */
export async function segmentOf(
  cell: Pick<Cell, 'name' | 'spec' | 'line'>,
  environment: Environment,
  context: DatasetContext,
  engine: Asks,
): Promise<Segment> {
  const of = kindOf(cell.spec.of);
  const source = await sourceOf(cell, of, environment, context, engine);
  return {
    segment: cell.name ?? t(`segments.of.${of}`),
    of,
    ...(cell.spec.not === true && { not: true }),
    source,
  };
}

function kindOf(value: unknown): MemberKind {
  if (value === undefined || value === null || value === 'users') return 'users';
  if (value === 'items') return 'items';
  throw refused('of', value, t('segments.allowed.of'));
}

async function sourceOf(
  cell: Pick<Cell, 'name' | 'spec' | 'line'>,
  of: MemberKind,
  environment: Environment,
  context: DatasetContext,
  engine: Asks,
): Promise<SegmentSource> {
  const from = String(cell.spec.from ?? 'events');
  const name = [...environment.results.keys()].find(
    (one) => one.toLowerCase() === from.toLowerCase(),
  );
  const result = name === undefined ? undefined : environment.results.get(name);
  const { results } = environment;
  if (from === 'events' && !result) return ofEvents(cell, results, context);
  const before = segmentIn(result);
  if (before) {
    if (Object.keys(conditions(cell.spec.where, results)).length === 0)
      return { from: 'any', segments: [before] };
    return withSegment(ofEvents(cell, results, context), before);
  }
  const metric = metricOf(result ?? null);
  if (metric)
    return {
      from: 'metric',
      kind: metric.kind,
      parameters: metric.parameters,
      where: conditions(cell.spec.where, results),
      ...(typeof cell.spec.who === 'string' && { who: cell.spec.who }),
    };
  return ofRows(cell, name ?? from, of, environment, engine);
}

/** Whoever has an event: `where` as that of an analysis. */
function ofEvents(
  cell: Pick<Cell, 'name' | 'spec' | 'line'>,
  results: Environment['results'],
  context: DatasetContext,
): Extract<SegmentSource, { from: 'events' }> {
  const spec = { where: cell.spec.where, filter: cell.spec.filter };
  const parameters = metricParameters({ ...cell, spec }, results, context);
  return { from: 'events', parameters };
}

function withSegment(
  { parameters }: Extract<SegmentSource, { from: 'events' }>,
  segment: Segment,
): SegmentSource {
  const filters = (parameters.filters ?? {}) as Readonly<Record<string, readonly unknown[]>>;
  return {
    from: 'events',
    parameters: {
      ...parameters,
      filters: { ...filters, segment: [...(filters.segment ?? []), segment] },
    },
  };
}

/** Who stands in the rows of an SQL cell or of a table. */
async function ofRows(
  cell: Pick<Cell, 'name' | 'spec' | 'line'>,
  from: string,
  of: MemberKind,
  environment: Environment,
  engine: Asks,
): Promise<SegmentSource> {
  const [{ cellStatement }, { filledIn }] = await Promise.all([
    import('../cell-statement.ts'),
    import('../../notebook/sql-names.ts'),
  ]);
  const body = `SELECT * FROM ${identifier(from)}`;
  const spec: Cell['spec'] = { from, filter: cell.spec.filter };
  const rows = { ...cell, kind: 'sql', body, spec } as Cell;
  const asked = filtersOf(rows).length > 0 ? filteredCell(rows) : rows;
  const { sql, values } = cellStatement(asked, environment);
  const found = await engine
    .query(`SELECT * FROM (${sql}\n) LIMIT 0`, values, { readOnly: true })
    .catch((error: unknown) => {
      if (!(error instanceof TabhouseError) || error.code !== 'sql') throw error;
      throw refused('from', from, t('segments.allowed.from'));
    });
  const columns = relationColumns(found).map((column) => column.name);
  const wanted =
    of === 'users' ? (['user_key', 'user_id'] as const) : (['item_key', 'item_id'] as const);
  const column = wanted.find((one) => columns.includes(one));
  if (!column)
    throw refused('from', from, t('segments.allowed.column', { columns: wanted.join(', ') }));
  const where = conditions(cell.spec.where, environment.results);
  const wrong = Object.keys(where).find((one) => !columns.includes(one));
  if (wrong !== undefined) throw refused(`where.${wrong}`, where[wrong], columns.join(', '));
  const reads = [...environment.behind.values()].flatMap((result) => segmentIn(result) ?? []);
  const query = { sql: filledIn(sql, values.map(constant)), parameters: [] };
  return { from: 'rows', query, column, where, ...(reads.length > 0 && { reads }) };
}

/** `where` of rows: an empty choice is no condition, a day of a date range is between its ends. */
export function conditions(where: unknown, results: Environment['results']): RowConditions {
  const entries = Object.entries((resolved(where ?? {}, results) ?? {}) as object);
  return Object.fromEntries(
    entries.flatMap(([column, value]) => {
      if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      return [[column, list.map((one) => rowValue(column, one))]];
    }),
  );
}

function rowValue(column: string, value: unknown): RowValue {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value))
    return value as RowValue;
  const { from, to } = value as { readonly from?: unknown; readonly to?: unknown };
  const isEnd = (end: unknown) => typeof end === 'string' || typeof end === 'number';
  if (isEnd(from) && isEnd(to)) return { from: from as number, to: to as number };
  throw refused(`where.${column}`, value, t('segments.allowed.value'));
}

const refused = (name: string, value: unknown, allowed: string) =>
  new TabhouseError('metric-parameter', {
    parameters: { name, value: typeof value === 'string' ? value : JSON.stringify(value), allowed },
  });
