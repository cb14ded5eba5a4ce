import { type Database, rowsOf } from '../../engine/index.ts';
import { ASKED, plainSql, saltedSql, skewedTable } from './questions.ts';
import { inTurn } from './times.ts';
import {
  type Aggregation,
  type LayerAnswer,
  type LayerFigures,
  QUESTIONS,
  type Question,
  type SkewFigures,
} from './types.ts';

interface Measuring {
  readonly runs: number;
  readonly signal: AbortSignal;
  readonly onRun: (done: number, all: number) => void;
}

const SKEWED = 'speed_skewed';

/** The same skewed key in one database, as SQL: grouped at once, and salted in two stages. */
export async function measureSql(
  database: Database,
  { hot, salts }: { readonly hot: number; readonly salts: number },
  { runs, signal, onRun }: Measuring,
): Promise<SkewFigures['engine']> {
  await database.query(skewedTable(SKEWED, hot), [], { signal });
  const ask = (sql: string) => async (): Promise<Aggregation> => {
    const [row] = rowsOf(await database.query(sql, [], { signal }));
    return { groups: Number(row?.groups), rows: Number(row?.rows), sum: Number(row?.sum) };
  };
  try {
    const [plain, salted] = await inTurn(ask(plainSql(SKEWED)), ask(saltedSql(SKEWED, salts)), {
      runs,
      signal,
      onRun,
    });
    return {
      plain: { ...plain.times, ...plain.answer },
      salted: { ...salted.times, ...salted.answer },
    };
  } finally {
    await database.query(`DROP TABLE IF EXISTS ${SKEWED}`).catch(() => undefined);
  }
}

/** Each question asked of the events and of a summary. */
export async function measureLayers(
  database: Database,
  { runs, signal, onRun }: Measuring,
): Promise<LayerFigures> {
  const ask = (sql: string) => async () => rowsOf(await database.query(sql, [], { signal }));
  const count = async (table: string) =>
    Number((await ask(`SELECT count(*) AS n FROM ${table}`)())[0]?.n);
  const questions: Partial<Record<Question, LayerAnswer>> = {};
  for (const [index, question] of QUESTIONS.entries()) {
    const { dwd, dws, table } = ASKED[question];
    const [events, summary] = await inTurn(ask(dwd), ask(dws), {
      runs,
      signal,
      onRun: (done, all) => onRun(index * all + done, QUESTIONS.length * all),
    });
    questions[question] = {
      dwd: events.times,
      dws: summary.times,
      rows: events.answer.length,
      dwsRows: await count(table),
      table,
      agrees: textOf(events.answer) === textOf(summary.answer),
    };
  }
  return {
    dwdRows: await count('dwd'),
    questions: questions as Record<Question, LayerAnswer>,
  };
}

const textOf = (rows: readonly object[]) =>
  JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
