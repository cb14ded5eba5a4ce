import { listOf } from '../warehouse/ingest/few-texts.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { ledgerOf } from './ledger.ts';
import { readRows } from './read.ts';
import { slicesOf } from './slices.ts';
import { inlined, type Sql, sql } from './sql/fragment.ts';
import { type Lists, type Narrowed, narrowed, rowsOf } from './sql/narrowed.ts';
import { filtered, type Scope } from './sql/scope.ts';
import { type Ground, queriesIn, withQueries } from './stages.ts';
import type { AuditPlan, MetricPlan, Query } from './types.ts';

/** Bytes of rows that one choice of filters may keep in the engine; more are read from `dwd` each time. */
const MOST_BYTES = 256 * 2 ** 20;
/** Bytes that all of them may keep; the newest always stays. */
const MOST_IN_ALL = 384 * 2 ** 20;
/** Values of a text column that are kept as a list: its statement names them all. */
const MOST_TEXTS = 1000;
/** Events that one statement goes through, so that progress can be said and a cancel be heard. */
const EVENTS_PER_STEP = 10_000_000;

/** What the plan's statements read of the events that its filters leave; null where they read none. */
export function narrowedBy(
  plan: MetricPlan,
  parameters: unknown,
  context: DatasetContext,
): Narrowed | null {
  const scope = parameters as Scope;
  if (!filtered(scope)) return null;
  const found = narrowed(scope.filters, context);
  return queriesOf(plan).some(reads(found)) ? found : null;
}

export const reads =
  ({ view }: Narrowed) =>
  ({ sql: text }: Query): boolean =>
    text.includes(view);

/**
 * The second way as it goes past the narrowed events, which the first may not have needed: what they were taken from
 * is read anew.
 */
export function straight(
  audit: AuditPlan,
  parameters: unknown,
  context: DatasetContext,
): AuditPlan {
  const scope = parameters as Scope;
  if (!filtered(scope)) return audit;
  const events = narrowed(scope.filters, context);
  const from = `(${inlined(events.direct)})`;
  const past = (query: Query): Query => ({
    parameters: query.parameters,
    sql: query.sql.replaceAll(events.view, () => from),
  });
  return {
    ...audit,
    query: past(audit.query),
    stages: (audit.stages ?? []).map((stage) => withQueries(stage, past)),
  };
}

const queriesOf = ({ query, stages, facts, slow }: MetricPlan): readonly Query[] => [
  query,
  ...[...stages, ...(slow?.stages ?? [])].flatMap(queriesIn),
  ...[...facts, ...(slow?.facts ?? [])].map((one) => one.query),
];

/**
 * Makes the view of the narrowed events unless it stands, over a table of the rows where they are few enough; gives
 * their number, null where `dwd` answers. Whoever asks while it is being made waits for it.
 */
export function prepare(ground: Ground, wanted: Narrowed): Promise<number | null> {
  const ledger = ledgerOf(ground.database);
  return ledger.inTurn(wanted.view, async () => {
    const known = ledger.narrowed.get(wanted.view);
    if (known) {
      ledger.narrowed.delete(wanted.view);
      ledger.narrowed.set(wanted.view, known);
      return known.rows;
    }
    const lists = await listsOf(ground, wanted);
    const rows = await gather(ground, wanted, lists);
    await run(
      ground,
      `CREATE OR REPLACE VIEW ${wanted.view} AS ${
        rows === null ? inlined(wanted.direct) : `SELECT ${wanted.seen(lists)} FROM ${wanted.rows}`
      }`,
    );
    ledger.narrowed.set(wanted.view, { rows, bytes: (rows ?? 0) * wanted.bytesPerRow(lists) });
    await makeRoom(ground);
    return rows;
  });
}

/** Copies the rows; null, and nothing is kept, where they are too many. */
async function gather(ground: Ground, wanted: Narrowed, lists: Lists): Promise<number | null> {
  const most = Math.floor(MOST_BYTES / wanted.bytesPerRow(lists));
  if (wanted.most && (await number(ground, wanted.most)) > most) return null;
  const steps = await stepsOf(ground);
  let rows = 0;
  try {
    for (const [index, step] of steps.entries()) {
      const into =
        index === 0 ? `CREATE OR REPLACE TABLE ${wanted.rows} AS` : `INSERT INTO ${wanted.rows}`;
      const select = sql`${wanted.select(lists, ...step)} LIMIT ${most + 1 - rows}`;
      await run(ground, `${into} ${inlined(select)}`);
      rows = await number(ground, count(wanted.rows));
      if (rows > most) {
        await drop(ground, wanted.rows);
        return null;
      }
      if (steps.length > 1) ground.tell?.(index + 1, steps.length);
    }
    return rows;
  } catch (error) {
    await drop(ground, wanted.rows);
    throw error;
  }
}

/** Conditions that cut the events into steps; nobody's events come last. */
async function stepsOf(ground: Ground): Promise<readonly (readonly Sql[])[]> {
  const { database, options } = ground;
  const slices = await slicesOf(database, 'user_key', EVENTS_PER_STEP, options);
  if (slices.length < 2) return [[]];
  return [...slices.map((range) => [range]), [sql`user_key IS NULL`]];
}

/** Types of the text columns whose values are few: 16 bytes and more of a row become two. */
async function listsOf(ground: Ground, { texts }: Narrowed): Promise<Lists> {
  const lists = new Map<string, string>();
  for (const { name, table } of texts) {
    const query = sql`SELECT DISTINCT ${name} AS text FROM ${table} WHERE ${name} IS NOT NULL LIMIT ${MOST_TEXTS + 1}`;
    const rows = await rowsIn(ground, query);
    const list = rows.length > MOST_TEXTS ? null : listOf(rows.map(({ text }) => String(text)));
    if (list) lists.set(name, list);
  }
  return lists;
}

async function rowsIn({ database, options }: Ground, query: Query) {
  return readRows(await database.query(query.sql, query.parameters, options));
}

const number = async (ground: Ground, query: Query) =>
  Number((await rowsIn(ground, query))[0]?.n ?? 0);

const count = (table: string) => sql`SELECT CAST(count(*) AS DOUBLE) AS n FROM ${table}`;

/** Drops what was used least recently where all together take too much. */
async function makeRoom(ground: Ground): Promise<void> {
  const { narrowed: kept } = ledgerOf(ground.database);
  let bytes = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
  for (const [view, one] of kept) {
    if (bytes <= MOST_IN_ALL || kept.size <= 1) return;
    kept.delete(view);
    bytes -= one.bytes;
    await ground.database.query(`DROP VIEW IF EXISTS ${view}`).catch(() => undefined);
    await drop(ground, rowsOf(view));
  }
}

const run = ({ database, options }: Ground, text: string) => database.query(text, [], options);

/** Not under the caller's signal: what was begun is cleared away after a cancel as well. */
const drop = ({ database }: Ground, table: string) =>
  database.query(`DROP TABLE IF EXISTS ${table}`).catch(() => undefined);
