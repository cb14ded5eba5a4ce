import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenOptions } from '../../src/app/face.ts';
import type { Visit } from './support/browser.ts';
import { type Seat, takeSeat } from './support/seat.ts';
import { SHOP, SHOP_ROWS } from './support/shop.ts';
import type { House, Picked } from './support/tabhouse.ts';

const COUNT = 'select count(*)::integer as n from dwd_events';
const SUMS = `select count(*)::integer as rows, sum(user_id)::varchar as users, sum(price)::varchar as money,
  min(event_time)::varchar as first, max(event_time)::varchar as last, count(distinct brand)::integer as brands,
  count(*) filter (event_type = 'purchase')::integer as bought from dwd_events`;

const NAMES = ['event_time', 'event_type', 'user_id', 'item_id', 'brand', 'price'] as const;
const BRANDS = ['品牌', 'acme', 'Zoe, "the" one', null];

interface Event {
  readonly event_time: string;
  readonly event_type: string;
  readonly user_id: number;
  readonly item_id: number;
  readonly brand: string | null;
  readonly price: string;
}

const EVENTS: readonly Event[] = Array.from({ length: 600 }, (_, index) => ({
  event_time: new Date(Date.UTC(2024, 2, 30, 22) + index * 97_000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' '),
  event_type: index % 9 === 0 ? 'purchase' : index % 5 === 0 ? 'cart' : 'view',
  user_id: 1 + ((index * 7) % 41),
  item_id: 1000 + (index % 13),
  brand: BRANDS[index % BRANDS.length] ?? null,
  price: `${index % 50}.${String(index % 100).padStart(2, '0')}`,
}));

const EXPECTED = {
  rows: EVENTS.length,
  users: String(EVENTS.reduce((sum, { user_id }) => sum + user_id, 0)),
  money: (EVENTS.reduce((sum, { price }) => sum + Number(price) * 100, 0) / 100).toFixed(4),
  first: EVENTS[0]?.event_time,
  last: EVENTS.at(-1)?.event_time,
  brands: 3,
  bought: EVENTS.filter(({ event_type }) => event_type === 'purchase').length,
};

interface Dialect {
  readonly delimiter?: string;
  readonly end?: string;
  readonly quoted?: boolean;
  readonly events?: readonly Event[];
}

function csv({ delimiter = ',', end = '\n', quoted = false, events = EVENTS }: Dialect = {}) {
  const field = (value: unknown) => {
    const text = value === null ? '' : String(value);
    return quoted || text.includes(delimiter) || /["\n]/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  };
  const records = events.map((event) => NAMES.map((name) => field(event[name])).join(delimiter));
  return [NAMES.join(delimiter), ...records, ''].join(end);
}

const utf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

/** The only characters here that GBK writes otherwise than ASCII. */
const gbk = (text: string) =>
  Buffer.concat(
    text
      .split('品牌')
      .flatMap((piece, index) =>
        index === 0
          ? [Buffer.from(piece)]
          : [Buffer.from([0xc6, 0xb7, 0xc5, 0xc6]), Buffer.from(piece)],
      ),
  );

async function zip(members: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, text] of Object.entries(members))
    await writer.add(name, new Uint8ArrayReader(Buffer.from(text)));
  return writer.close();
}

let seat: Seat;
let reader: Visit;
let house: House;
let folder: string;

beforeAll(async () => {
  seat = await takeSeat();
  ({ reader, house, folder } = seat);
});
afterAll(() => seat?.leave());

const file = (name: string, content: string | Uint8Array): Picked => ({ name, content });
const memory = (files: readonly Picked[], options: OpenOptions = {}) =>
  house.open(files, { storage: 'memory', ...options });

const refusal = (files: readonly Picked[], options: OpenOptions = {}) =>
  house.open(files, options).then(
    () => 'accepted',
    (error: Error) => error.message,
  );

describe('the same events are the same however they are written', () => {
  const half = csv().indexOf('\n', csv().length / 2) + 1;
  const TEXTS: Readonly<Record<string, string | Uint8Array>> = {
    'semicolons.csv': csv({ delimiter: ';' }),
    'tabs.tsv': csv({ delimiter: '\t' }),
    'pipes.txt': csv({ delimiter: '|' }),
    'windows.csv': csv({ end: '\r\n' }),
    'quoted.csv': csv({ quoted: true }),
    'marked.csv': `\ufeff${csv()}`,
    'little.csv': utf16(csv(), false),
    'big.csv': utf16(csv(), true),
    'gbk.csv': gbk(csv()),
    'packed.csv.gz': gzipSync(csv()),
    'members.csv.gz': Buffer.concat([gzipSync(csv().slice(0, half)), gzipSync(csv().slice(half))]),
    'lines.ndjson': EVENTS.map((event) => JSON.stringify(event)).join('\n'),
    'array.json': JSON.stringify(EVENTS),
  };
  for (const [name, content] of Object.entries(TEXTS))
    test(name, async () => {
      const report = await memory([file(name, content)]);
      expect(report.rows).toMatchObject({ read: EVENTS.length, dwd: EVENTS.length, rejected: 0 });
      expect(await house.query(SUMS)).toEqual([EXPECTED]);
    });

  test('an archive of several files', async () => {
    const content = await zip({
      'a/one.csv': csv({ events: EVENTS.slice(0, 250) }),
      'a/two.csv': csv({ events: EVENTS.slice(250) }),
    });
    await memory([file('months.zip', content)]);
    expect(await house.query(SUMS)).toEqual([EXPECTED]);
  });

  test('two files of one shape', async () => {
    await memory([
      file('one.csv', csv({ events: EVENTS.slice(0, 250) })),
      file('two.csv.gz', gzipSync(csv({ events: EVENTS.slice(250), delimiter: ';' }))),
    ]);
    expect(await house.query(SUMS)).toEqual([EXPECTED]);
  });

  test('a workbook', async () => {
    const rows = EVENTS.map((event) => NAMES.map((name) => event[name]));
    const content = await writeXlsx({ sheets: [{ name: 'Events', rows: [[...NAMES], ...rows] }] });
    await memory([file('book.xlsx', content)]);
    expect(await house.query(SUMS)).toEqual([EXPECTED]);
  });

  test('Parquet in every codec, with times in every unit', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const database = await instance.connect();
    const values = EVENTS.map((event) =>
      NAMES.map((name) => {
        const value = event[name];
        return value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`;
      }).join(', '),
    );
    await database.run(`CREATE TABLE events AS SELECT CAST(event_time AS TIMESTAMP) AS event_time, event_type,
      CAST(user_id AS BIGINT) AS user_id, CAST(item_id AS BIGINT) AS item_id, brand, CAST(price AS DECIMAL(10, 2)) AS price
      FROM (VALUES (${values.join('), (')})) t(${NAMES.join(', ')})`);
    const codecs = ['snappy', 'zstd', 'gzip', 'lz4_raw', 'uncompressed'];
    const units = ['TIMESTAMP_MS', 'TIMESTAMP_NS'];
    const wanted = [
      ...codecs.map((codec) => ({ name: codec, type: 'TIMESTAMP', codec })),
      ...units.map((type) => ({ name: type, type, codec: 'snappy' })),
    ];
    for (const { name, type, codec } of wanted) {
      const path = join(folder, `${name}.parquet`);
      await database.run(
        `COPY (SELECT * REPLACE (CAST(event_time AS ${type}) AS event_time) FROM events) TO '${path}' (FORMAT parquet, CODEC '${codec}')`,
      );
      await memory([file(`${name}.parquet`, readFileSync(path))]);
      expect(await house.query(SUMS), name).toEqual([EXPECTED]);
    }
    database.closeSync();
  });
});

describe('a mapping in a script', () => {
  const BOUGHT =
    'buyer,when,sku,paid\nu1,2023-01-01 10:00:00,S1,4.50\nu2,2023-01-02 11:00:00,S2,5.25\n';

  test('names columns by name, by position, and gives what the file lacks', async () => {
    const report = await memory([file('bought.csv', BOUGHT)], {
      mapping: {
        user_id: 'buyer',
        event_time: 1,
        item_id: 2,
        amount: 'paid',
        event_type: { constant: 'purchase' },
      },
      timezone: 'Asia/Shanghai',
      report_timezone: 'America/New_York',
    });
    expect(report.rows).toMatchObject({ read: 2, dwd: 2 });
    expect(
      await house.query(
        'select user_id, event_type, amount, event_time::varchar as utc, local_time::varchar as local from dwd_events order by event_time',
      ),
    ).toEqual([
      {
        user_id: 'u1',
        event_type: 'purchase',
        amount: '4.5000',
        utc: '2023-01-01 02:00:00',
        local: '2022-12-31 21:00:00',
      },
      {
        user_id: 'u2',
        event_type: 'purchase',
        amount: '5.2500',
        utc: '2023-01-02 03:00:00',
        local: '2023-01-01 22:00:00',
      },
    ]);
  });

  test.each([
    ['a column that is not there', { mapping: { user_id: 'nobody', event_time: 1 } }, /user_id/],
    ['a time that is none', { mapping: { user_id: 0, event_time: 'sku' } }, /event_time/],
    ['a zone that nobody knows', { timezone: 'Mars/Olympus' }, /Mars\/Olympus.*timezone/],
    ['a rule that is none', { rules: { duplicates: 'maybe' } }, /maybe.*reject, flag, off/],
    ['a storage that is none', { storage: 'cloud' }, /cloud.*opfs, memory/],
  ])('is refused with %s', async (_what, options, sentence) => {
    const given = options as unknown as OpenOptions;
    expect(await refusal([file('bought.csv', BOUGHT)], given)).toMatch(sentence);
  });
});

describe('a file that is not events', () => {
  test('is a table to query, and the same one when it comes again', async () => {
    const names = file('names.csv', 'name\nanna\nbert\n');
    const first = await house.open([names]);
    expect(first.rows).toMatchObject({ read: 0, dwd: 0 });
    expect(await house.query('select * from names')).toEqual([{ name: 'anna' }, { name: 'bert' }]);
    expect((await house.open([names])).dataset).toBe(first.dataset);
  });

  test('is refused where it would be events but for its time', async () => {
    const timeless = file('timeless.csv', 'user_id,item_id,event_type\n1,2,view\n1,3,purchase\n');
    expect(await refusal([timeless])).toMatch(/timeless\.csv tells when/);
  });

  test('lies beside events that it came with', async () => {
    await memory([file('shop.csv', csv()), file('names.csv', 'name\nanna\nbert\n')]);
    expect(await house.query(COUNT)).toEqual([{ n: EVENTS.length }]);
    expect(await house.query('select count(*)::integer as n from names')).toEqual([{ n: 2 }]);
  });
});

describe('files that are added', () => {
  const lines = SHOP.content.trimEnd().split('\n');
  const half = Math.floor(lines.length / 2);
  const one = file('one.csv', `${lines.slice(0, half).join('\n')}\n1,2,3,pv,15\n`);
  // The seam is told twice, so that duplicates lie across the two loads.
  const two = file('two.csv', `${lines.slice(half - 5).join('\n')}\n`);
  const rows = {
    read: SHOP_ROWS + 6,
    dwd: SHOP_ROWS,
    duplicates: 5,
    rejected: 1,
    blank: 0,
    unsampled: 0,
  };

  test('after a reload, when the first are gone, count as if all had come at once', async () => {
    await house.open([one, two], { source: 'taobao' });
    const together = (await house.metric('overview')).rows;
    await house.reset();

    await house.open([one], { source: 'taobao' });
    await reader.page.reload({ waitUntil: 'load' });
    await house.ready();
    const report = await house.open([two], { append: true });
    expect(report.rows).toEqual(rows);
    expect(report.rejects).toEqual({ out_of_window: 1 });
    expect((await house.metric('overview')).rows).toEqual(together);
    expect(await house.query('select file, reason from dwd_rejects')).toEqual([
      { file: 'one.csv', reason: 'out_of_window' },
    ]);
    expect((await house.tables()).flatMap(({ checks }) => checks.filter((c) => !c.passed))).toEqual(
      [],
    );
  });

  test('after a reload are read together with files whose handles were kept; others are asked for by name', async () => {
    const log = (start: number) =>
      [
        'event_time,event_type,user_id,note',
        ...Array.from(
          { length: 40 },
          (_, index) => `2024-05-01 10:${start + (index % 20)}:00,view,${index % 7},n${index}`,
        ),
        '',
      ].join('\n');
    const more = file('more.csv', log(30));
    for (const handled of [true, false]) {
      await house.reset();
      await reader.page.evaluate(
        async ([text, kept]) => {
          const root = await navigator.storage.getDirectory();
          const handle = await root.getFileHandle('kept.csv', { create: true });
          const stream = await handle.createWritable();
          await stream.write(text);
          await stream.close();
          const picked = await handle.getFile();
          await window.tabhouse.open([kept ? Object.assign(picked, { handle }) : picked]);
        },
        [log(10), handled] as const,
      );
      await reader.page.reload({ waitUntil: 'load' });
      await house.ready();
      if (handled) {
        const { rows } = await house.open([more], { append: true });
        expect(rows).toMatchObject({ read: 80, dwd: 80, duplicates: 0, rejected: 0 });
      } else expect(await refusal([more], { append: true })).toMatch(/kept\.csv.*Pick it again/);
    }
  });

  test('need not be the same load: two loads at once come one after the other', async () => {
    const counts = await reader.page.evaluate(
      async (texts) => {
        const files = texts.map((text, index) => new File([text], `${index}.csv`));
        const reports = await Promise.all(files.map((one) => window.tabhouse.open([one])));
        const [row] = await window.tabhouse.query('select count(*)::integer as n from dwd_events');
        return [...reports.map((report) => report.rows.dwd), (row as { n: number }).n];
      },
      [csv({ events: EVENTS.slice(0, 100) }), csv({ events: EVENTS.slice(0, 40) })],
    );
    expect(counts).toEqual([100, 40, 40]);
  });
});
