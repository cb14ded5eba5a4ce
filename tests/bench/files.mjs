import { rmSync, statSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoted } from './native.mjs';
import { writeRees46 } from './rees46.mjs';
import { writeTaobao } from './taobao.mjs';

export const WRITERS = { taobao: writeTaobao, rees46: writeRees46 };
/** What a shape can be measured as. */
export const FORMATS = { taobao: ['csv', 'parquet'], rees46: ['csv'] };

const FAULT = { duplicates: 0.001, cut: 0.001, outside: 0.001 };

/**
 * Makes the files of a size once, as CSV and, where asked for, as Parquet (zstd) with the same rows.
 * @returns for each format its paths, bytes and the true counts of what it holds; cut lines have no place in Parquet.
 */
export async function makeFiles({ shape, rows, formats, faults, hot = 0, folder }) {
  const write = WRITERS[shape];
  const { paths, ...counts } = write({
    folder,
    rows,
    ...(faults && FAULT),
    ...(hot > 0 && { hot }),
  });
  const made = { csv: paths };
  if (formats.includes('parquet')) made.parquet = await toParquet(paths);
  if (!formats.includes('csv')) for (const path of paths) rmSync(path);
  const whole = { ...counts, lines: counts.lines - counts.cut, cut: 0 };
  return Object.fromEntries(
    formats.map((format) => [
      format,
      { ...sized(made[format]), counts: format === 'parquet' ? whole : counts },
    ]),
  );
}

const sized = (paths) => ({
  paths,
  bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0),
});

/** Taobao's five columns, as native DuckDB writes them. */
async function toParquet(paths) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const database = await instance.connect();
  const made = [];
  for (const path of paths) {
    const target = path.replace(/\.csv$/, '.parquet');
    await database.run(`COPY (SELECT * FROM read_csv(${quoted(path)}, header = false, auto_detect = false, delim = ',', ignore_errors = true,
      columns = {user_id: 'BIGINT', item_id: 'BIGINT', category_id: 'BIGINT', behavior: 'VARCHAR', timestamp: 'BIGINT'}))
      TO ${quoted(target)} (FORMAT parquet, COMPRESSION zstd)`);
    made.push(target);
  }
  database.closeSync();
  instance.closeSync();
  return made;
}
