import { expect, test } from 'vitest';
import { loadBinary } from '../../../src/engine/binary.ts';
import { openDatabase } from '../../../src/engine/database.ts';
import { inspectFile } from '../../../src/sources/inspect/index.ts';
import { createTable, tableBatches, tableSchema } from '../../../src/sources/table/index.ts';

test('a plain table arrives in DuckDB value for value', async () => {
  const file = new File(
    [
      'n,x,ok,d,t,word\n',
      '9007199254740993,0.1,true,2020-02-29,2020-01-02 03:04:05.678901,早安\n',
      '-1,,false,1969-12-31,1969-12-31 23:59:59,\n',
    ],
    'values.csv',
  );
  const [shape] = await inspectFile(file);
  if (!shape) throw new Error('no shape');
  const files = [{ file, shape }];
  const schema = await tableSchema(files);
  const database = await openDatabase({ wasm: await loadBinary() });
  try {
    await database.query(createTable('main."values"', schema));
    for await (const ipc of tableBatches(files, schema))
      await database.insert(ipc, { schema: 'main', table: 'values' });
    const result = await database.query('select columns(*)::varchar from "values" order by n desc');
    expect(result.toArray().map((row) => Object.values(row.toJSON()))).toEqual([
      ['9007199254740993', '0.1', 'true', '2020-02-29', '2020-01-02 03:04:05.678901', '早安'],
      ['-1', null, 'false', '1969-12-31', '1969-12-31 23:59:59', null],
    ]);
  } finally {
    await database.close();
  }
});
