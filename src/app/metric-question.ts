import { identifier } from '../engine/identifier.ts';

import { type Engine, relationColumns, TabhouseError } from '../engine/index.ts';
import { constant } from '../engine/parameters.ts';
import { t } from '../i18n/index.ts';
import { type MetricResult, metricOf, type RawParameters } from '../metrics/index.ts';
import { refused } from '../metrics/parameters/field.ts';
import type { Cell, Environment } from '../notebook/index.ts';
import { digest } from '../notebook/runtime/digest.ts';
import type { DatasetContext } from '../warehouse/index.ts';
import { metricParameters } from './parameters.ts';

/** A metric cell's question: its kind and its parameters as they stand. */
export interface Question {
  readonly kind: string;
  readonly parameters: RawParameters;
}

/** What the views over the rows of cells are called, before their digest. */
const VIEW = 'ads_from_';

type Asks = Pick<Engine, 'query'>;

/**
 * The question of a metric cell. Where its `from` names a cell, that cell's rows are made a view of the engine, which the
 * metric reads as a table. Rejects with what that cell's statement is refused for.
 */
export async function metricQuestion(
  cell: Cell,
  environment: Environment,
  context: DatasetContext,
  engine: Asks,
): Promise<Question> {
  const kind = String(cell.spec.kind ?? '');
  const parameters = metricParameters(cell, environment.results, context);
  const { from } = cell.spec;
  if (typeof from !== 'string' || !readsTables(kind)) return { kind, parameters };
  const view = await viewOf(from, cell, environment, context, engine);
  return { kind, parameters: view === null ? parameters : { ...parameters, from: view } };
}

/** A result whose definition names the cell that it reads, as the notebook does, and not the view that stands for it. */
export function asWritten(
  result: MetricResult,
  { from: view }: RawParameters,
  { spec }: Cell,
): MetricResult {
  if (typeof view !== 'string' || !view.startsWith(VIEW)) return result;
  const { definition } = result;
  const text = definition.text.replaceAll(view, () => String(spec.from));
  return { ...result, definition: { ...definition, text } };
}

const relationField = (kind: string) =>
  metricOf(kind).schema.find(({ type }) => type === 'relation');

/** True where the metric can read a plain table. */
function readsTables(kind: string): boolean {
  try {
    return relationField(kind) !== undefined;
  } catch {
    return false;
  }
}

async function viewOf(
  from: string,
  cell: Cell,
  environment: Environment,
  context: DatasetContext,
  engine: Asks,
): Promise<string | null> {
  const source = [...environment.results.keys()].find(
    (name) => name.toLowerCase() === from.toLowerCase(),
  );
  if (source === undefined) return null;
  const [{ cellStatement }, { filledIn }] = await Promise.all([
    import('./cell-statement.ts'),
    import('../notebook/sql-names.ts'),
  ]);
  const body = `SELECT * FROM ${identifier(source)}`;
  const { sql, values } = cellStatement({ ...cell, kind: 'sql', body, spec: {} }, environment);
  // Refused here where it is not one statement that reads: below it stands inside another.
  await engine.query(`SELECT * FROM (${sql}\n) LIMIT 0`, values, { readOnly: true });
  const statement = filledIn(sql, values.map(constant));
  const view = `${VIEW}${digest(`${context.version}|${statement}`)}`;
  await engine.query(`CREATE OR REPLACE VIEW ${view} AS SELECT * FROM (${statement}\n)`);
  return view;
}

/** Refuses with `metric-parameter` a table that is not there, and columns that it does not have. */
export async function checkTable(
  kind: string,
  parameters: RawParameters,
  engine: Asks,
): Promise<void> {
  const { from } = parameters;
  if (typeof from !== 'string' || /^\d{4}-\d\d-\d\d$/.test(from) || !readsTables(kind)) return;
  const found = await engine
    .query(`SELECT * FROM ${identifier(from)} LIMIT 0`, [], { readOnly: true })
    .catch((error: unknown) => {
      if (!(error instanceof TabhouseError) || error.code !== 'sql') throw error;
      throw refused('from', from, t('metrics.allowed.tables'));
    });
  const columns = relationColumns(found).map(({ name }) => name);
  for (const { name, type } of metricOf(kind).schema) {
    const value = parameters[name];
    if (type === 'column' && typeof value === 'string' && !columns.includes(value))
      throw refused(name, value, columns.join(', '));
  }
}
