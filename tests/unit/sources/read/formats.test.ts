import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../src/sources/inspect/index.ts';
import { planSlices, readEvents, readRecords } from '../../../../src/sources/read/index.ts';
import { collect, onlyShape, planOf, readAll, SMALL, textFile } from './support.ts';

const HEADER = 'time,type,user,item,brand,price\n';
const NOON = Date.UTC(2019, 9, 1, 12) * 1000;
const line = (user: number, brand = 'acme') => `2019-10-01 12:00:00,view,${user},2,${brand},3.5\n`;

async function table(file: File): Promise<(string | null)[][]> {
  const shape = await onlyShape(file);
  const rows: (string | null)[][] = [];
  for await (const { columns, rows: count } of readRecords(file, shape)) {
    for (let i = 0; i < count; i++) rows.push(columns.map((values) => values[i] ?? null));
  }
  return rows;
}

describe('packed and recoded text', () => {
  it('of a gzip file with several members is read to its end', async () => {
    const parts = [HEADER + line(1), line(2), line(3).repeat(5_000)].map((text) => gzipSync(text));
    const file = textFile(new Uint8Array(Buffer.concat(parts)), 'a.csv.gz');
    const { rows, reader } = await readAll(file, SMALL);
    expect(rows).toHaveLength(5_002);
    expect(reader.progress).toMatchObject({ bytes: file.size, lines: 5_003 });
  });

  it('of a gzip file that was cut ends in an error', async () => {
    const packed = gzipSync(HEADER + Array.from({ length: 40_000 }, (_, i) => line(i)).join(''));
    const file = textFile(new Uint8Array(packed.subarray(0, packed.length - 100)), 'a.csv.gz');
    await expect(readAll(file, SMALL)).rejects.toMatchObject({ code: 'file-broken' });
  });

  it('in GB18030 and UTF-16 is read as what it says', async () => {
    const gbk = Buffer.concat([
      Buffer.from(`${HEADER}2019-10-01 12:00:00,view,1,2,`),
      Buffer.from([0xc6, 0xbb, 0xb9, 0xfb]),
      Buffer.from(',3\n'),
    ]);
    const wide = Buffer.from(`\ufeff${HEADER}${line(1, '苹果')}`, 'utf16le');
    for (const bytes of [gbk, wide]) {
      const { rows } = await readAll(textFile(new Uint8Array(bytes)), SMALL);
      expect(rows[0]).toMatchObject({ user_id: 1n, brand: '苹果' });
    }
  });
});

describe('JSON', () => {
  const records = [
    { time: '2019-10-01 12:00:00', type: 'view', user: 1, item: 2, brand: '苹果', price: 3.5 },
    { time: '2019-10-01 12:00:00', type: 'cart', user: 2, brand: 'b', item: null, price: '' },
  ];

  it('lines are records; a broken one is rejected with its line', async () => {
    const text = `${records.map((record) => JSON.stringify(record)).join('\n')}\n\n{"time": \n`;
    const { rows, reader, lines } = await readAll(textFile(text, 'a.ndjson'), SMALL);
    expect(rows).toEqual([
      { time: NOON, type: 0, user_id: 1n, item_id: 2n, brand: '苹果', price: 35000 },
      { time: NOON, type: 2, user_id: 2n, item_id: null, brand: 'b', price: null },
    ]);
    expect(lines).toEqual([1, 2]);
    expect(reader.progress).toMatchObject({ records: 3, blank: 1 });
    expect(reader.rejects.kept).toMatchObject([{ reason: 'parse', line: 4, text: '{"time": ' }]);
  });

  it('arrays stream by, wherever the blocks end', async () => {
    const many = Array.from({ length: 9_000 }, (_, i) => ({
      ...records[0],
      user: i,
      nested: { text: 'a "quoted" } ] [ {'.repeat(50), list: [{ x: [1] }] },
    }));
    for (const text of [
      JSON.stringify(many),
      JSON.stringify({ meta: { n: 1 }, data: many, more: [{ y: {} }] }),
    ]) {
      const file = textFile(text, 'a.json');
      expect(file.size).toBeGreaterThan(8 << 20);
      const { rows, lines } = await readAll(file, SMALL);
      expect(rows).toHaveLength(9_000);
      expect(rows[8_999]?.user_id).toBe(8_999n);
      expect(lines[8_999]).toBe(9_000);
    }
  });

  it('that stops in the middle has a cut record', async () => {
    const text = JSON.stringify(records).slice(0, -10);
    const { rows, reader } = await readAll(textFile(text, 'a.json'), SMALL);
    expect(rows).toHaveLength(1);
    expect(reader.rejects.counts).toEqual({ cut: 1 });
  });
});

describe('workbooks', () => {
  it('give the events of a sheet', async () => {
    const when = new Date(Date.UTC(2019, 9, 1, 12));
    const rows = [
      ['time', 'type', 'user', 'item', 'brand', 'price'],
      [when, 'view', 1, 2, 'a', 3.5],
      [null, null, null, null, null, null],
      [when, 'purchase', 17850, 2, null, null],
      ['later', 'view', 1, 2, 'a', 3.5],
    ];
    const file = textFile(
      new Uint8Array(await writeXlsx({ sheets: [{ name: 'S', rows }] })),
      'a.xlsx',
    );
    const { rows: events, reader, lines } = await readAll(file, SMALL);
    expect(events.map(({ time, type, user_id, price }) => [time, type, user_id, price])).toEqual([
      [NOON, 0, 1n, 35000],
      [NOON, 4, 17850n, null],
    ]);
    expect(lines).toEqual([2, 4]);
    expect(reader.rejects.counts).toEqual({ event_time: 1 });
  });
});

describe('plain tables', () => {
  it('keep all fields of ragged lines, and NULL where there are none', async () => {
    expect(await table(textFile('milk,bread\nbeer\n\nmilk,"eggs, 6",ham\nrolls\n'))).toEqual([
      ['milk', 'bread', null],
      ['beer', null, null],
      ['milk', 'eggs, 6', 'ham'],
      ['rolls', null, null],
    ]);
  });

  it('of any format are text', async () => {
    const book = await writeXlsx({
      sheets: [
        {
          name: 'S',
          rows: [
            ['a', 'b'],
            [1, 'x'],
            [2.5, null],
          ],
        },
      ],
    });
    const files = [
      textFile('a,b\n1,x\n2.5,\n'),
      textFile('{"a":1,"b":"x"}\n{"a":2.5}\n'),
      textFile('[{"a":1,"b":"x"},{"a":2.5}]'),
      textFile(new Uint8Array(book)),
      textFile(new Uint8Array(gzipSync('a;b\n1;x\n2.5;\n'))),
    ];
    for (const file of files)
      expect(await table(file)).toEqual([
        ['1', 'x'],
        ['2.5', null],
      ]);
  });
});

describe('a file that is not what was picked', () => {
  it('any more is said to have changed', async () => {
    const file = textFile(HEADER + line(1));
    const shape = await onlyShape(file);
    const changed = new File([HEADER, line(1), line(2)], file.name, { lastModified: 2 });
    await expect(planSlices(changed, shape, 1)).rejects.toMatchObject({ code: 'file-changed' });
    const slice = { index: 0, start: 0, end: changed.size, quoted: false };
    const reading = collect(readEvents(changed, planOf(shape, SMALL), slice));
    await expect(reading).rejects.toMatchObject({ code: 'file-changed' });
  });

  it('or cannot be read any more', async () => {
    const file = textFile(HEADER + line(1));
    const [shape] = await inspectFile(file);
    file.slice = () => {
      const gone = new Blob(['x']);
      gone.arrayBuffer = () => Promise.reject(new DOMException('changed', 'NotReadableError'));
      return gone;
    };
    if (!shape) throw new Error('no shape');
    const slice = { index: 0, start: 0, end: file.size, quoted: false };
    const reading = collect(readEvents(file, planOf(shape, SMALL), slice));
    await expect(reading).rejects.toMatchObject({ code: 'file-changed' });
  });

  it('stops when told to', async () => {
    const file = textFile(HEADER + line(1));
    const shape = await onlyShape(file);
    const slice = { index: 0, start: 0, end: file.size, quoted: false };
    const reading = collect(
      readEvents(file, planOf(shape, SMALL), slice, { signal: AbortSignal.abort() }),
    );
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});
