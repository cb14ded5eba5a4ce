import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../src/sources/inspect/index.ts';
import { DATA, dataFile, hasData, onlyShape, textFile } from '../read/support.ts';

const bytes = (...values: number[]) => new Uint8Array(values);
const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array<ArrayBuffer> {
  const units = (mark ? '\ufeff' : '') + text;
  const made = new DataView(new ArrayBuffer(units.length * 2));
  for (let i = 0; i < units.length; i++) made.setUint16(i * 2, units.charCodeAt(i), !bigEndian);
  return new Uint8Array(made.buffer);
}

/** A zip of stored or deflated entries, with sizes in the entries' heads and no checksums. */
function zipOf(entries: Record<string, string>): Uint8Array<ArrayBuffer> {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(raw), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(raw.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(locals.length, 4);
  end.writeUInt16LE(locals.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  const all = Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
  return new Uint8Array(all);
}

function crc32(data: Uint8Array): number {
  let crc = -1;
  for (const byte of data) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ -1) >>> 0;
}

describe('delimiters and headers', () => {
  const cases: [string, string, string, boolean, number][] = [
    ['commas, no header', '1,2,pv,3\n4,5,buy,6\n', ',', false, 4],
    ['tabs', 'user\ttime\n1\t2019-10-01\n', '\t', true, 2],
    ['semicolons with decimal commas', 'a;b;c\n1,5;2,5;x\n3,5;4,5;y\n', ';', true, 3],
    ['pipes', 'a|b\n1|2\n3|4\n', '|', true, 2],
    ['two colons', '1::1193::5::978300760\n1::661::3::978302109\n', '::', false, 4],
    ['Hive', '1\u00012\u0001pv\n3\u00014\u0001buy\n', '\u0001', false, 3],
    ['runs of blanks', ' id  date n\n 00001 19970101  1\n 00002 19970112  5\n', ' ', true, 3],
    ['commas in text with blanks', 'id,name\n1,a b c\n2,d e f\n', ',', true, 2],
    ['names over names', 'title,name\nbook one,Ann\nbook two,Bob\n', ',', true, 2],
    ['one column', 'user\n1\n2\n', ',', true, 1],
  ];
  it.each(cases)('%s', async (_, text, delimiter, header, width) => {
    const shape = await onlyShape(textFile(text));
    expect(shape.dialect).toEqual({ delimiter, quote: '"', header });
    expect(shape.columns).toHaveLength(width);
  });

  it('says how many records have a quote that nobody closes', async () => {
    const shape = await onlyShape(
      textFile('user,time,type\n1,2019-10-01,view\n2,"2019-10-02,view\n3,2019-10-03,cart\n'),
    );
    expect(shape.preview.map(([user]) => user)).toEqual(['1', '3']);
    expect(shape.notes).toContainEqual({ key: 'source.note.broken', parameters: { n: 1 } });
  });

  it('can be set by hand', async () => {
    const [shape] = await inspectFile(textFile('a,b\n1,2\n'), {
      dialect: { delimiter: ';', header: false },
    });
    expect(shape).toMatchObject({ columns: ['column0'], preview: [['a,b'], ['1,2']] });
  });

  it('name every column once', async () => {
    const { columns } = await onlyShape(textFile('id,,id, x \n1,2,3,4\n'));
    expect(columns).toEqual(['id', 'column1', 'id_1', 'x']);
  });

  it('of a ragged file give a table as wide as its longest line', async () => {
    const shape = await onlyShape(
      textFile('milk,bread\nbeer\nmilk,eggs,ham,rice\nrolls\nham,eggs,milk\n'),
    );
    expect(shape.columns).toHaveLength(4);
    expect(shape.preview[1]).toEqual(['beer', null, null, null]);
    expect(shape.notes).toEqual([{ key: 'source.note.ragged', parameters: { n: 4 } }]);
  });

  it('show 50 rows and estimate the rest within a few percent', async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i},${i * 7},pv,${1511544070 + i}`);
    const shape = await onlyShape(textFile(rows.join('\n')));
    expect(shape.preview).toHaveLength(50);
    expect(shape.exactRows).toBe(false);
    expect(Math.abs(shape.estimatedRows - 200_000)).toBeLessThan(15_000);
  });
});

describe('encodings', () => {
  const text = 'user,name\n1,苹果\n2,香蕉\n';
  const GBK = bytes(...utf8('user,name\n1,'), 0xc6, 0xbb, 0xb9, 0xfb, 10);

  it('are told by marks, zeros and what is valid', async () => {
    const cases: [Uint8Array<ArrayBuffer>, string, boolean][] = [
      [utf8(text), 'utf-8', false],
      [utf8(`\ufeff${text}`), 'utf-8', true],
      [utf16(text, false, true), 'utf-16le', true],
      [utf16(text, true, true), 'utf-16be', true],
      [utf16(text, false, false), 'utf-16le', false],
      [utf16(text, true, false), 'utf-16be', false],
      [GBK, 'gb18030', false],
    ];
    for (const [content, encoding, bom] of cases) {
      const shape = await onlyShape(textFile(content));
      expect([shape.encoding, shape.bom]).toEqual([encoding, bom]);
      expect(shape.columns).toEqual(['user', 'name']);
      expect(shape.preview[0]).toEqual(['1', '苹果']);
    }
  });

  it('fall back to western Windows, as the Online Retail file has it', async () => {
    const shape = await onlyShape(textFile(bytes(...utf8('id,name\n1,'), 0xa3, ...utf8(' TEA\n'))));
    expect([shape.encoding, shape.preview[0]?.[1]]).toEqual(['windows-1252', '£ TEA']);
  });

  it('can be set by hand', async () => {
    const [shape] = await inspectFile(textFile(GBK), { encoding: 'utf-8' });
    expect(shape?.preview[0]?.[1]).toContain('\ufffd');
  });
});

describe('packed files', () => {
  const csv = 'user,item\n1,2\n3,4\n';

  it('of gzip are looked into', async () => {
    const shape = await onlyShape(textFile(new Uint8Array(gzipSync(csv)), 'events.csv.gz'));
    expect(shape).toMatchObject({
      compression: 'gzip',
      columns: ['user', 'item'],
      estimatedRows: 2,
    });
  });

  it('of gzip are estimated by their own length', async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i},${(i * 7919) % 100003}`);
    const shape = await onlyShape(textFile(new Uint8Array(gzipSync(rows.join('\n')))));
    expect(Math.abs(shape.estimatedRows - 200_000)).toBeLessThan(10_000);
  });

  it('of zip have a shape per data file', async () => {
    const zip = zipOf({
      'a.csv': csv,
      '__MACOSX/._a.csv': 'x',
      'b/c.ndjson': '{"a":1}\n{"a":2}\n',
    });
    const shapes = await inspectFile(textFile(zip, 'all.zip'));
    expect(shapes.map(({ member, format }) => [member, format])).toEqual([
      ['a.csv', 'delimited'],
      ['b/c.ndjson', 'ndjson'],
    ]);
    const [only] = await inspectFile(textFile(zip, 'all.zip'), { member: 'b/c.ndjson' });
    expect(only?.columns).toEqual(['a']);
  });
});

describe('JSON', () => {
  it('is told from NDJSON, and flattened', async () => {
    const cases: [string, string, string[], number][] = [
      ['{"a":{"b":1},"c":[1]}\n{"a":{"b":2},"d":true}\n', 'ndjson', ['a.b', 'c', 'd'], 2],
      ['[{"a":1},\n {"b":2}]', 'json', ['a', 'b'], 2],
      ['{"n":2,"data":[{"a":1},{"a":{"b":2}}]}', 'json', ['a', 'a.b'], 2],
      ['{\n "a": 1\n}\n{\n "a": 2\n}', 'json', ['a'], 2],
    ];
    for (const [text, format, columns, rows] of cases) {
      expect(await onlyShape(textFile(text, 'x.json'))).toMatchObject({
        format,
        columns,
        estimatedRows: rows,
      });
    }
  });

  it('keeps all digits, and unwraps what MongoDB wraps', async () => {
    const line =
      '{"_id":{"$oid":"507f"},"t":{"$date":"2019-10-01T00:00:00Z"},"u":{"$date":{"$numberLong":"1569888000000"}},"n":{"$numberLong":"2103807459595387724"},"c":2103807459595387724,"x":NaN}';
    const { preview } = await onlyShape(textFile(`${line}\n${line}\n`));
    expect(preview[0]).toEqual([
      '507f',
      '2019-10-01T00:00:00Z',
      '2019-10-01T00:00:00.000Z',
      '2103807459595387724',
      '2103807459595387724',
      null,
    ]);
  });
});

describe('workbooks', () => {
  it('have a shape per sheet with data; dates are text', async () => {
    const rows = [
      ['InvoiceNo', 'InvoiceDate', 'Price'],
      ['C1', new Date(Date.UTC(2010, 11, 1, 8, 26)), 2.55],
      ['2', new Date(Date.UTC(2010, 11, 2)), 0.1 + 0.2],
    ];
    const book = await writeXlsx({
      sheets: [
        { name: 'Year 2009 & 10', rows },
        { name: 'empty', rows: [] },
      ],
    });
    const shapes = await inspectFile(textFile(new Uint8Array(book), 'a.xlsx'));
    expect(shapes).toHaveLength(1);
    expect(shapes[0]).toMatchObject({
      format: 'excel',
      member: 'Year 2009 & 10',
      columns: ['InvoiceNo', 'InvoiceDate', 'Price'],
      preview: [
        ['C1', '2010-12-01 08:26:00', '2.55'],
        ['2', '2010-12-02', '0.3'],
      ],
      estimatedRows: 2,
    });
  });
});

describe('the rows of a large sheet', () => {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const row = (i: number) =>
    `<row r="${i + 1}">${cell(i ? `u${i}` : 'user')}${cell(i ? `${i * 7}` : 'time')}</row>`;
  const body = Array.from({ length: 5001 }, (_, i) => row(i)).join('');
  const workbook = (dimension: string) =>
    zipOf({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
      '_rels/.rels': `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="events" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">${dimension}<sheetData>${body}</sheetData></worksheet>`,
    });

  it('are those of its dimension where the sheet states one', async () => {
    const shape = await onlyShape(textFile(workbook('<dimension ref="A1:B5001"/>'), 'a.xlsx'));
    expect(shape).toMatchObject({ estimatedRows: 5000, exactRows: false });
  });

  it('are told from its beginning where it states none', async () => {
    const shape = await onlyShape(textFile(workbook(''), 'a.xlsx'));
    expect(shape.exactRows).toBe(false);
    expect(Math.abs(shape.estimatedRows - 5000)).toBeLessThan(500);
  });
});

describe('what cannot be read says why', () => {
  const cases: [string, Uint8Array<ArrayBuffer> | string, string][] = [
    ['an empty file', '', 'file-empty'],
    ['empty lines', '\n\r\n\n', 'file-empty'],
    ['a header alone', 'user,item,time\n', 'file-header-only'],
    ['an empty list', '[]', 'file-header-only'],
    ['binary junk', bytes(1, 2, 0, 255, 3, 0, 0, 9, 200, 0, 17, 0, 0, 5), 'file-binary'],
    ['one endless line', 'x'.repeat(10 << 20), 'file-line-too-long'],
    [
      'a cut gzip file',
      new Uint8Array(gzipSync('a,b\n1,2\n'.repeat(1000)).subarray(0, 40)),
      'file-broken',
    ],
    ['a cut zip file', zipOf({ 'a.csv': 'a,b\n1,2\n' }).slice(0, 60), 'file-broken'],
    ['a cut Parquet file', utf8('PAR1 and then nothing more'), 'file-broken'],
    ['an encrypted Parquet file', utf8('PARE and so on to the end ....PARE'), 'file-encrypted'],
    ['a 7-Zip file', bytes(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4), 'file-unsupported'],
    [
      'two encodings',
      bytes(...utf8('a,b\n1,苹果\n2,'), 0xc6, 0xbb, 0xb9, 0xfb, 10),
      'encoding-mixed',
    ],
    ['broken JSON', '[{"a": 1,, "b"}]', 'file-broken'],
  ];
  it.each(cases)('%s', async (_, content, code) => {
    await expect(inspectFile(textFile(content))).rejects.toMatchObject({
      name: 'TabhouseError',
      code,
    });
  });

  it('a file that vanished', async () => {
    const file = textFile('a,b\n1,2\n');
    file.slice = () => {
      const gone = new Blob(['x']);
      gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
      return gone;
    };
    await expect(inspectFile(file)).rejects.toMatchObject({ code: 'file-missing' });
  });
});

describe.skipIf(!hasData)('real files (skipped where shared/data is absent)', () => {
  it.each([
    ['taobao/UserBehavior_first_users.csv', 5, 4321],
    ['taobao/user_purchase_history_bom.csv', 3, 21258],
    ['cdnow/cdnow_customers_summary.csv', 4, 2357],
    ['groceries/groceries.csv', 32, 9835],
    ['forecast/example_air_passengers.csv', 2, 144],
    ['forecast/example_wp_log_peyton_manning.csv', 2, 2905],
  ])('%s', async (path, width, rows) => {
    const shape = await onlyShape(dataFile(path));
    expect([shape.columns.length, shape.estimatedRows]).toEqual([width, rows]);
  });

  // As Python's csv reads them. DuckDB takes `|` for the delimiter of verylong-sample.csv and no quotes for
  // location_coordinates.csv; its lone record under a header of text counts as one row for both.
  it.each([
    ['csv-spectrum/csvs/comma_in_quotes.csv', 5, 1],
    ['csv-spectrum/csvs/empty.csv', 3, 2],
    ['csv-spectrum/csvs/empty_crlf.csv', 3, 2],
    ['csv-spectrum/csvs/escaped_quotes.csv', 2, 2],
    ['csv-spectrum/csvs/json.csv', 2, 1],
    ['csv-spectrum/csvs/location_coordinates.csv', 4, 1],
    ['csv-spectrum/csvs/newlines.csv', 3, 3],
    ['csv-spectrum/csvs/newlines_crlf.csv', 3, 3],
    ['csv-spectrum/csvs/quotes_and_newlines.csv', 2, 2],
    ['csv-spectrum/csvs/simple.csv', 3, 1],
    ['csv-spectrum/csvs/simple_crlf.csv', 3, 1],
    ['csv-spectrum/csvs/utf8.csv', 3, 2],
    ['papaparse/long-sample.csv', 7, 8],
    ['papaparse/sample-header.csv', 2, 2],
    ['papaparse/sample.csv', 3, 1],
    ['papaparse/utf-8-bom-sample.csv', 3, 1],
    ['papaparse/verylong-sample.csv', 3, 2000],
    ['arrow/aggregate_test_100.csv', 13, 100],
    ['arrow/aggregate_test_100.csv.gz', 13, 100],
    ['arrow/aggregate_test_100_with_dates.csv', 15, 100],
  ])('torture_csv/%s', async (path, width, rows) => {
    const shape = await onlyShape(dataFile(`torture_csv/${path}`));
    expect([shape.columns.length, shape.estimatedRows]).toEqual([width, rows]);
  });

  it('fuzzed files give a shape or a typed error', async () => {
    const folder = 'torture_csv/arrow/fuzzing';
    for (const name of readdirSync(join(DATA, folder))) {
      const answer = await inspectFile(dataFile(`${folder}/${name}`)).catch(
        (error: unknown) => error,
      );
      if (!Array.isArray(answer)) expect(answer).toMatchObject({ name: 'TabhouseError' });
    }
  });
});
