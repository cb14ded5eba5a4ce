import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenOptions } from '../../src/app/face.ts';
import { type Visit, visit } from './support/browser.ts';
import { dataFile, hasData } from './support/data.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import { type Site, serveSite } from './support/site.ts';
import { type House, openPicked, type Picked, pick, tabhouse } from './support/tabhouse.ts';

const COUNT = 'select count(*)::integer as n from dwd_events';

let site: Site;
let reader: Visit;
let house: House;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tabhouse-bad-'));
  site = await serveSite();
  reader = await visit(site, { locale: 'en' });
  house = tabhouse(reader.page);
  await house.ready();
  await house.open([SHOP], { source: 'taobao' });
});
afterAll(async () => {
  await reader?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What was loaded before is still there, and the engine answers. */
async function unharmed(): Promise<void> {
  expect(await house.query(COUNT)).toEqual([{ n: SHOP_ROWS }]);
}

/** A sentence that says what is wrong and what to do, not a code. */
function isSentence(message: string): boolean {
  return (
    message.length > 30 &&
    /\s\S+\s\S+\s/.test(message) &&
    !/^[\w-]+: \{|undefined|\[object/.test(message)
  );
}

const refused = (files: readonly Picked[], options: OpenOptions = {}) =>
  sentenceOf(house.open(files, options));

async function sentenceOf(attempt: Promise<unknown>): Promise<string> {
  const message = await attempt.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const [, sentence = message] =
    /^page\.evaluate: (?:\w*Error: )?([\s\S]*?)(?:\n\s+at |$)/.exec(message) ?? [];
  return sentence;
}

const text = (name: string, content: string | Uint8Array): Picked => ({ name, content });
const gbk = Uint8Array.from([0xc9, 0xcc, 0xc6, 0xb7]);
const utf8 = new TextEncoder();

const REFUSED: Readonly<Record<string, Picked>> = {
  'an empty file': text('empty.csv', ''),
  'a file of only a header': text(
    'header.csv',
    'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n',
  ),
  'binary junk': text(
    'junk.csv',
    Uint8Array.from({ length: 40_000 }, (_, index) => (index * 2_654_435_761) >>> 13),
  ),
  'ten megabytes in one line': text('line.csv', 'x'.repeat(10_000_000)),
  'events without a time': text(
    'timeless.csv',
    'user_id,item_id,event_type\n1,2,view\n1,3,purchase\n',
  ),
  'a cut gzip': text('cut.csv.gz', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3])),
  'a Parquet file that ends in the middle': text(
    'cut.parquet',
    Uint8Array.from([...utf8.encode('PAR1'), ...new Uint8Array(4000)]),
  ),
};

describe('a file that cannot be read gets a sentence, and nothing is lost', () => {
  for (const [what, file] of Object.entries(REFUSED)) {
    test(what, async () => {
      const sentence = await refused([file]);
      expect(isSentence(sentence), sentence).toBe(true);
      await unharmed();
    });
  }

  test('events that the rules reject one and all', async () => {
    const file = text('old.csv', '1,2,3,pv,15\n1,2,3,buy,16\n');
    const sentence = await refused([file], { source: 'taobao' });
    expect(isSentence(sentence), sentence).toBe(true);
    await unharmed();
  });

  test('a file that vanished between picking and reading', async () => {
    const path = join(folder, 'gone.csv');
    writeFileSync(path, SHOP.content);
    await pick(reader.page, [path]);
    rmSync(path);
    const sentence = await openPicked(reader.page, { source: 'taobao' }).then(
      () => 'accepted',
      (error: Error) => error.message,
    );
    expect(isSentence(sentence), sentence).toBe(true);
    expect(sentence).toContain('gone.csv');
    await unharmed();
  });

  test('a file that changed between picking and reading', async () => {
    const path = join(folder, 'changed.csv');
    writeFileSync(path, SHOP.content);
    await pick(reader.page, [path]);
    writeFileSync(path, SHOP.content + SHOP.content);
    const sentence = await openPicked(reader.page, { source: 'taobao' }).then(
      () => 'accepted',
      (error: Error) => error.message,
    );
    expect(isSentence(sentence), sentence).toBe(true);
    await unharmed();
  });

  test
    .skipIf(!hasData('torture_parquet'))
    .each([
      'parquet-testing/bad_data/PARQUET-1481.parquet',
      'parquet-testing/data/encrypt_columns_and_footer.parquet.encrypted',
      'parquet-testing/data/uniform_encryption.parquet.encrypted',
    ])('%s', async (name) => {
    const sentence = await refused([dataFile(`torture_parquet/${name}`)]);
    expect(isSentence(sentence), sentence).toBe(true);
    await unharmed();
  });
});

describe('what is refused is said in the language of the page', () => {
  /** Chinese, but for names, words of the interface and what DuckDB says of a statement. */
  const inChinese = (message: string) => {
    const own = message.replace(/(?<=无法运行。)[\s\S]*$/, '');
    const signs = own.match(/[\u4e00-\u9fff]/g) ?? [];
    return signs.length > 5 && !/(?:\b[a-z]{2,} ){3}/i.test(own);
  };

  test('in Chinese, whatever is wrong', async () => {
    const chinese = await visit(site, { locale: 'zh-CN' });
    try {
      const there = tabhouse(chinese.page);
      await there.ready();
      const rejected = text('old.csv', '1,2,3,pv,15\n1,2,3,buy,16\n');
      const attempts: readonly (readonly [Picked, OpenOptions])[] = [
        ...Object.values(REFUSED).map((file) => [file, {}] as const),
        [rejected, { source: 'taobao' }],
        [rejected, { source: 'nowhere' as never }],
        [rejected, { mapping: { event_time: '9' } }],
        [rejected, { source: 'taobao', sample: 3 }],
      ];
      const questions = [
        'selekt 1',
        'select * from nowhere',
        "select * from 'x.csv'",
        'drop table t',
        'select 1; select 2',
        "select now() at time zone 'Asia/Shanghai'",
        "select json_extract('{}', '$')",
        '',
      ];
      const said: string[] = [];
      for (const [file, options] of attempts)
        said.push(await sentenceOf(there.open([file], options)));
      for (const sql of questions) said.push(await sentenceOf(there.query(sql)));
      said.push(await sentenceOf(there.metric('overview')));
      await there.open([SHOP], { source: 'taobao' });
      said.push(await sentenceOf(there.metric('funnel', { mode: 'sideways' })));
      said.push(await sentenceOf(there.metric('fortune')));
      if (process.env.SHOW) console.log(said.join('\n'));
      expect(said.filter((sentence) => !inChinese(sentence))).toEqual([]);
      expect(chinese.errors).toEqual([]);
    } finally {
      await chinese.close();
    }
  });
});

describe('a file that is only odd is read', () => {
  const HEADER =
    'event_time;event_type;product_id;category_id;category_code;brand;price;user_id;user_session';
  const record = (brand: string) =>
    `2019-10-01 00:00:00 UTC;view;1;2053013552326770905;a.b;${brand};1.50;7;s1`;

  test('another delimiter than its source has', async () => {
    const report = await house.open([text('semicolon.csv', `${HEADER}\n${record('aqua')}\n`)], {
      source: 'rees46',
    });
    expect(report.rows).toMatchObject({ read: 1, dwd: 1 });
    expect(await house.query('select brand from dwd_events')).toEqual([{ brand: 'aqua' }]);
  });

  test('two encodings in one file', async () => {
    const bytes = Uint8Array.from([
      ...utf8.encode(`${HEADER}\n${record('品牌')}\n`),
      ...utf8.encode('2019-10-01 00:00:01 UTC;view;1;2053013552326770905;a.b;'),
      ...gbk,
      ...utf8.encode(';1.50;7;s1\n'),
    ]);
    const outcome = await house.open([text('mixed.csv', bytes)], { source: 'rees46' }).then(
      ({ rows }) => rows.read,
      (error: Error) => error.message,
    );
    expect(typeof outcome === 'number' || isSentence(outcome)).toBe(true);
    expect(await house.query('select 1 as alive')).toEqual([{ alive: 1 }]);
  });

  test('rows that are not events, as a table to look at', async () => {
    const report = await house.open([
      text('cities.csv', 'city,people\nBergen,291940\nOslo,717710\n'),
    ]);
    const [table] = report.tables.filter(({ layer }) => layer === 'ods');
    expect(table?.rows).toBe(2);
    const rows = await house.query(`select * from ${table?.name} order by city`);
    expect(rows.map(({ city, people }) => [city, Number(people)])).toEqual([
      ['Bergen', 291940],
      ['Oslo', 717710],
    ]);
    await expect(house.metric('funnel')).rejects.toThrow(/\s\S+\s/);
  });

  test('one column, as a table to look at or with a sentence', async () => {
    const outcome = await house.open([text('one.csv', 'name\nanna\nbert\n')]).then(
      ({ rows }) => rows.read,
      (error: Error) => error.message,
    );
    expect(typeof outcome === 'number' || isSentence(outcome)).toBe(true);
    expect(await house.query('select 1 as alive')).toEqual([{ alive: 1 }]);
  });
});
