import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../src/sources/inspect/index.ts';
import { planSlices, readEvents } from '../../../../src/sources/read/index.ts';
import { collect, planOf, readAll, rereadOf, SMALL, textFile } from './support.ts';

const HEADER = 'time,type,user,item,brand,price\n';
const NOON = Date.UTC(2019, 9, 1, 12) * 1000;

describe('records of delimited text', () => {
  it('become rows with exact values', async () => {
    const { rows, reader } = await readAll(
      textFile(`${HEADER}2019-10-01 12:00:00,view,1,2103807459595387724,acme,35.79\n`),
      SMALL,
    );
    expect(rows).toEqual([
      {
        time: NOON,
        type: 0,
        user_id: 1n,
        item_id: 2103807459595387724n,
        brand: 'acme',
        price: 357900,
      },
    ]);
    expect(reader.progress).toMatchObject({ records: 1, blank: 0, lines: 2 });
  });

  it('count neither the header nor empty and delimiter-only lines, but a cut last one', async () => {
    const text = `\n${HEADER}\n2019-10-01 12:00:00,view,1,2,a,3\n,,,,,\n   \n2019-10-01 12:00:00,view,1`;
    const { rows, reader } = await readAll(textFile(text), SMALL);
    expect(rows).toHaveLength(1);
    expect(reader.progress).toMatchObject({ records: 2, blank: 4, lines: 7 });
    expect(reader.rejects.counts).toEqual({ cut: 1 });
    expect(reader.rejects.kept).toEqual([
      { file: 'test.csv', line: 7, reason: 'cut', text: '2019-10-01 12:00:00,view,1' },
    ]);
  });

  it('are rejected by the first thing that is wrong with them', async () => {
    const lines = [
      'yesterday,view,1,2,a,3',
      '2019-02-30 12:00:00,view,1,2,a,3',
      ',view,1,2,a,3',
      '2019-10-01 12:00:00,teleport,1,2,a,3',
      '2019-10-01 12:00:00,view,1,2,a,"1,234.5"',
      '2019-10-01 12:00:00,view,1,2,a,3,4',
      '2019-10-01 12:00:00,view,1,2,"a"b,3',
      '2019-10-01 12:00:00,view,1,2,"never closed,3',
      '2019-10-01 12:00:00,view,1,2,a,3',
    ];
    const { rows, reader, lines: at } = await readAll(textFile(HEADER + lines.join('\n')), SMALL);
    expect(reader.rejects.counts).toEqual({ event_time: 3, event_type: 1, price: 1, parse: 3 });
    expect(rows).toHaveLength(1);
    expect(at).toEqual([10]);
    expect(reader.progress.records).toBe(9);
  });

  it('keep a NULL in any column but time and type', async () => {
    const text = `${HEADER}2019-10-01 12:00:00,view,,NULL,\\N,nan\n2019-10-01 12:00:00,view,7,8,b,\n`;
    const { rows } = await readAll(textFile(text), SMALL);
    expect(rows).toMatchObject([
      { user_id: null, item_id: null, brand: null, price: null },
      { user_id: 7n, item_id: 8n, brand: 'b', price: null },
    ]);
  });

  it('may end in LF, CRLF or CR', async () => {
    const lines = [
      HEADER.trim(),
      '2019-10-01 12:00:00,view,1,2,a,3',
      '2019-10-01 12:00:00,cart,1,2,,',
    ];
    for (const end of ['\n', '\r\n', '\r']) {
      for (const last of [end, '']) {
        const { rows, reader } = await readAll(textFile(lines.join(end) + last), SMALL);
        expect(rows.map(({ type }) => type)).toEqual([0, 2]);
        expect(reader.progress.lines).toBe(3);
      }
    }
  });

  it('may have quoted fields with delimiters, doubled quotes and line breaks', async () => {
    const text = `${HEADER}"2019-10-01 12:00:00","view","1","2","a ""b"", c\r\nd","3.5"\n2019-10-01 12:00:00,view,1,2,a,3`;
    const { rows, lines } = await readAll(textFile(text), SMALL);
    expect(rows.map(({ brand }) => brand)).toEqual(['a "b", c\r\nd', 'a']);
    expect(rows[0]?.price).toBe(35000);
    expect(lines).toEqual([2, 4]);
  });

  it('tell where a row came from, also after rejected and empty lines', async () => {
    const text = `${HEADER}bad,view,1,2,a,3\n\n2019-10-01 12:00:00,view,1,2,x,3\nbad,view,1,2,a,3\n2019-10-01 12:00:00,view,1,2,"y",3\n`;
    const { lines, texts } = await readAll(textFile(text), SMALL);
    expect(lines).toEqual([4, 6]);
    expect(texts).toEqual([
      '2019-10-01 12:00:00,view,1,2,x,3',
      '2019-10-01 12:00:00,view,1,2,"y",3',
    ]);
  });

  it('that run into a megabyte without an end are rejected, and reading goes on', async () => {
    const row = '2019-10-01 12:00:00,view,1,2,a,3\n';
    const text = `${HEADER}${row}${'x'.repeat(12 << 20)}\n${row}`;
    const { rows, reader } = await readAll(textFile(text), SMALL);
    expect(rows).toHaveLength(2);
    expect(reader.rejects.counts).toEqual({ parse: 1 });
    expect(reader.rejects.kept[0]?.text).toHaveLength(2000);
    expect(reader.progress).toMatchObject({ records: 3, lines: 4 });
  });

  it('whose text is not in the encoding of the file are rejected', async () => {
    const good = new TextEncoder().encode(`${HEADER}2019-10-01 12:00:00,view,1,2,阿,3\n`.repeat(1));
    const line = new TextEncoder().encode('2019-10-01 12:00:00,view,1,2,?,3\n');
    line[line.indexOf(63)] = 0xa3;
    const bytes = new Uint8Array(good.length + line.length);
    bytes.set(good);
    bytes.set(line, good.length);
    const file = textFile(bytes);
    const [shape] = await inspectFile(file, { encoding: 'utf-8' });
    if (!shape) throw new Error('no shape');
    const [slice] = await planSlices(file, shape, 1);
    if (!slice) throw new Error('no slice');
    const { rows, reader } = await collect(readEvents(file, planOf(shape, SMALL), slice));
    expect(rows.map(({ brand }) => brand)).toEqual(['阿']);
    expect(reader.rejects.counts).toEqual({ brand: 1 });
  });
});

describe('identifiers', () => {
  const text = (user: string) => textFile(`${HEADER}2019-10-01 12:00:00,view,${user},2,a,3\n`);

  it('are integers of up to 63 bits, however they are written', async () => {
    const cases: [string, bigint][] = [
      ['0', 0n],
      ['000123', 123n],
      ['17850.0', 17850n],
      ['-5', -5n],
      ['-4294967296', -4294967296n],
      ['4294967295', 4294967295n],
      ['4294967296', 4294967296n],
      ['999999999', 999999999n],
      ['1234567890', 1234567890n],
      ['9223372036854775807', 9223372036854775807n],
      [' 42 ', 42n],
    ];
    for (const [written, value] of cases) {
      const { rows } = await readAll(text(written), SMALL);
      expect(rows[0]?.user_id, written).toBe(value);
    }
  });

  it('that are no integers ask for a plan with text', async () => {
    for (const written of ['u1', '1.5', '9223372036854775808', '12345678901234567890123']) {
      const asked = await rereadOf(readAll(text(written), SMALL));
      expect(asked).toMatchObject({ name: 'Reread', textual: ['user_id'], quoted: false });
      const { rows } = await readAll(text(written), SMALL, { textual: ['user_id'] });
      expect(rows[0]?.user_id).toBe(written);
    }
  });

  it('do not ask for it in a record that is rejected anyway', async () => {
    const again = `${HEADER}2019-10-01 12:00:00,view,1,2,a,3\n${HEADER}`;
    const { rows, reader } = await readAll(textFile(again), SMALL);
    expect(rows).toHaveLength(1);
    expect(reader.rejects.counts).toEqual({ event_time: 1 });
  });
});

describe('epochs', () => {
  it('count in any unit, to the microsecond', async () => {
    const cases: ['s' | 'ms' | 'us' | 'ns', string, number][] = [
      ['s', '1511544070', 1511544070e6],
      ['s', '1511544070.25', 1511544070.25e6],
      ['s', '-1', -1e6],
      ['ms', '1433221332117', 1433221332117e3],
      ['us', '1612069510766593', 1612069510766593],
      ['ns', '1612069510766593999', 1612069510766593],
    ];
    for (const [unit, written, micros] of cases) {
      const { rows } = await readAll(textFile(`time,user\n${written},1\n`), {
        columns: {
          event_time: { column: 'time' },
          user_id: { column: 'user' },
          event_type: { constant: 'view' },
        },
        time: { kind: 'epoch', unit },
      });
      expect(rows[0]?.time, written).toBe(micros);
    }
  });

  it('that no timestamp can hold are rejected', async () => {
    const { reader } = await readAll(textFile('time,user\n99999999999999,1\n'), {
      columns: {
        event_time: { column: 'time' },
        user_id: { column: 'user' },
        event_type: { constant: 'view' },
      },
      time: { kind: 'epoch', unit: 's' },
    });
    expect(reader.rejects.counts).toEqual({ event_time: 1 });
  });
});

describe('times', () => {
  const timesOf = async (written: readonly string[], timezone = 'UTC') => {
    const text = HEADER + written.map((time) => `${time},view,1,2,a,3\n`).join('');
    const { rows } = await readAll(textFile(text), SMALL, { timezone });
    return rows.map(({ time }) => time);
  };

  it('are the same on the fast way and on the careful one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.constantFrom(10, 13, 16, 19, 21, 23),
        fc.constantFrom('', 'Z', ' UTC'),
        fc.constantFrom('T', ' '),
        async (date, length, zone, t) => {
          const clock = date.toISOString().slice(0, length).replace('T', t);
          const suffix = length > 10 ? zone : '';
          const whole = Date.parse(
            `${date.toISOString().slice(0, length)}${'0000-01-01T00:00:00.000'.slice(length)}Z`,
          );
          const expected = (whole - (suffix === '' ? 8 * 3600e3 : 0)) * 1000;
          const [fast, careful] = await timesOf([clock + suffix, ` ${clock}${suffix}`], '+08:00');
          expect([fast, careful]).toEqual([expected, expected]);
        },
      ),
    );
  });

  it('of days that do not exist are none', async () => {
    expect(await timesOf(['2019-02-29 12:00:00', '2019-13-01', '2019-10-01 12:60:00'])).toEqual([]);
  });

  it('keep their microseconds', async () => {
    expect(await timesOf(['2019-10-01 12:00:00.123456', '2019-10-01 12:00:00.1234567'])).toEqual([
      NOON + 123456,
      NOON + 123456,
    ]);
  });
});

describe('quotes', () => {
  it('are what the dialect says, or nothing', async () => {
    const text = `${HEADER}2019-10-01 12:00:00,view,1,2,'a,b',3\n2019-10-01 12:00:00,view,1,2,"c",3\n`;
    const file = textFile(text);
    const brands = async (quote: string | null) => {
      const [shape] = await inspectFile(file, { dialect: { delimiter: ',', quote, header: true } });
      if (!shape) throw new Error('no shape');
      const slice = { index: 0, start: 0, end: file.size, quoted: false };
      const { rows } = await collect(readEvents(file, planOf(shape, SMALL), slice));
      return rows.map(({ brand }) => brand);
    };
    expect(await brands("'")).toEqual(['a,b', '"c"']);
    expect(await brands(null)).toEqual(['"c"']);
  });
});

describe('the rest of a record', () => {
  const header = 'time,type,user,item,brand,price,note,extra\n';
  const row = (note: string, price = '3') => `2019-10-01 12:00:00,view,1,2,a,${price},${note},z\n`;

  it('tells records apart that agree in every canonical column', async () => {
    const { rest } = await readAll(textFile(header + row('x') + row('y') + row('x')), SMALL);
    expect(rest[0]).not.toBe(rest[1]);
    expect(rest[0]).toBe(rest[2]);
  });

  it('is the same however the record is quoted', async () => {
    const { rest } = await readAll(textFile(header + row('x') + row('"x"')), SMALL);
    expect(rest[0]).toBe(rest[1]);
  });

  it('knows the digits that four decimals cannot hold', async () => {
    const text =
      HEADER +
      ['1.00001', '1.00002', '1.0000']
        .map((price) => `2019-10-01 12:00:00,view,1,2,a,${price}\n`)
        .join('');
    const { rest, rows } = await readAll(textFile(text), SMALL);
    expect(new Set(rows.map(({ price }) => price))).toEqual(new Set([10000]));
    expect(new Set(rest).size).toBe(3);
  });
});

describe('constants and refunds', () => {
  it('fill a column that the file lacks', async () => {
    const text = 'time,user\n2019-10-01 12:00:00,1\n2019-10-01 12:00:01,2\n';
    const mapping = {
      columns: {
        event_time: { column: 'time' },
        user_id: { column: 'user' },
        event_type: { constant: 'purchase' },
        price: { constant: '2.5' },
        country: { constant: 'NL' },
      },
    };
    const { rows } = await readAll(textFile(text), mapping);
    expect(rows.map(({ type, price, country }) => [type, price, country])).toEqual([
      [4, 25000, 'NL'],
      [4, 25000, 'NL'],
    ]);
  });

  it('take a sale back where a rule says so', async () => {
    const text =
      'InvoiceNo,Quantity,InvoiceDate,CustomerID\n536365,6,12/1/2010 8:26,17850.0\nC536379,-1,12/1/2010 9:41,14527\n536380,-2,12/1/2010 9:41,\n';
    const { rows } = await readAll(
      textFile(text),
      {
        columns: {
          event_time: { column: 'InvoiceDate' },
          event_type: { constant: 'purchase' },
          order_id: { column: 'InvoiceNo' },
          user_id: { column: 'CustomerID' },
          quantity: { column: 'Quantity' },
        },
        time: { kind: 'text', order: 'mdy', zoned: false },
        refunds: [
          { column: 'order_id', startsWith: 'C' },
          { column: 'quantity', negative: true },
        ],
      },
      { textual: ['order_id'], timezone: 'Europe/London' },
    );
    expect(rows.map(({ type, order_id, user_id }) => [type, order_id, user_id])).toEqual([
      [4, '536365', 17850n],
      [5, 'C536379', 14527n],
      [5, '536380', null],
    ]);
    expect(rows[0]?.time).toBe(Date.UTC(2010, 11, 1, 8, 26) * 1000);
  });
});
