import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dictionary, planSlices, Reread, readEvents } from '../../../../src/sources/read/index.ts';
import { decimal, numberOf } from '../../../../src/sources/read/numbers.ts';
import { timeOf } from '../../../../src/sources/read/times.ts';
import type { DecodePlan, FileShape } from '../../../../src/sources/types.ts';
import { zoneTable } from '../../../../src/sources/zones.ts';
import { collect, SMALL, textFile } from './support.ts';

const shapeFor = (file: File): FileShape => ({
  name: file.name,
  size: file.size,
  lastModified: file.lastModified,
  format: 'delimited',
  compression: 'none',
  encoding: 'utf-8',
  bom: false,
  dialect: { delimiter: ',', quote: '"', header: true },
  columns: ['time', 'type', 'user', 'item', 'brand', 'price'],
  types: [],
  preview: [],
  estimatedRows: 0,
  exactRows: false,
  notes: [],
});

const planFor = (file: File): DecodePlan => {
  return { shape: shapeFor(file), mapping: SMALL, source: 'custom', timezone: 'UTC', textual: [] };
};

const HEADER = 'time,type,user,item,brand,price\n';
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** A record and how it is written: brands hold everything that has to be quoted. */
const record = fc.record({
  user: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  brand: fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '苹', ';'),
    maxLength: 8,
  }),
  cents: fc.integer({ min: 0, max: 1e9 }),
  quoteAll: fc.boolean(),
});
type Record = typeof record extends fc.Arbitrary<infer T> ? T : never;

function write({ user, brand, cents, quoteAll }: Record): string {
  const price = (cents / 100).toFixed(2);
  const plain = ['2019-10-01 12:00:00', 'view', String(user), '2'];
  const fields = [...plain, quoted(brand), price];
  return (quoteAll ? [...plain.map(quoted), quoted(brand), quoted(price)] : fields).join(',');
}

async function readIn(file: File, count: number) {
  const plan = planFor(file);
  const read = async (isQuoted: boolean) => {
    const slices = await planSlices(file, plan.shape, count, { quoted: isQuoted });
    const parts = [];
    for (const slice of slices) parts.push(await collect(readEvents(file, plan, slice)));
    return parts;
  };
  const parts = await read(false).catch((error: unknown) => {
    if (error instanceof Reread && error.quoted) return read(true);
    throw error;
  });
  return parts.flatMap(({ rows }) => rows);
}

describe('any record', () => {
  it('comes back as it was written, quoted or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), async (records) => {
        const rows = await readIn(textFile(HEADER + records.map(write).join('\n')), 1);
        expect(rows.map(({ user_id, brand, price }) => [user_id, brand, price])).toEqual(
          records.map(({ user, brand, cents }) => [user, brand || null, cents * 100]),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('comes back once, however the file is sliced', async () => {
    const filler = { user: 7n, brand: 'x'.repeat(900), cents: 1, quoteAll: false };
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 3, maxLength: 12 }),
        fc.integer({ min: 2, max: 5 }),
        async (records, count) => {
          const text = Array.from({ length: 4000 }, (_, i) =>
            write(i % 3 === 0 ? filler : (records[i % records.length] ?? filler)),
          );
          const file = textFile(HEADER + text.join('\n'));
          const [whole, sliced] = [await readIn(file, 1), await readIn(file, count)];
          expect(sliced.length).toBe(4000);
          expect(sliced).toEqual(whole);
        },
      ),
      { numRuns: 5 },
    );
  }, 30_000);

  it('of any bytes is counted: rows and rejects are the records', async () => {
    const bytes = fc.array(
      fc.constantFrom(...Buffer.from('1,"\n\r ax,,\n2019-10-01 12:00:00,view,1,2,a,3\n')),
      { maxLength: 300 },
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const file = textFile(new Uint8Array([...Buffer.from(HEADER), ...content]));
        const [slice] = await planSlices(file, shapeFor(file), 1);
        if (!slice) throw new Error('no slice');
        const plan: DecodePlan = { ...planFor(file), textual: ['user_id', 'item_id'] };
        const { rows, reader } = await collect(readEvents(file, plan, slice));
        const rejected = Object.values(reader.rejects.counts).reduce((sum, n) => sum + n, 0);
        expect(rows.length + rejected).toBe(reader.progress.records);
        const ends = Buffer.from(content)
          .toString('latin1')
          .split(/\r\n|\n|\r/);
        const lines = 1 + ends.length - (ends.at(-1) === '' ? 1 : 0);
        expect(reader.progress.lines).toBe(lines);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a dictionary', () => {
  it('gives every text one key, and the text back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 6 })), (texts) => {
        const dictionary = new Dictionary();
        const keys = texts.map((text) => dictionary.internText(text));
        expect(keys.map((key) => dictionary.text(key))).toEqual(texts);
        expect(dictionary.size).toBe(new Set(texts).size);
        const total = [...new Set(keys)].reduce(
          (sum, key) => sum + dictionary.occurrencesOf(key),
          0,
        );
        expect(total).toBe(texts.length);
      }),
    );
  });

  it('merges into another by a translation of keys', () => {
    const texts = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 4000 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [one, two] = [new Dictionary(), new Dictionary()];
        for (const n of a) one.internText(`t${n}`);
        for (const n of b) two.internText(`t${n}`);
        const translation = one.merge(two);
        expect(one.size).toBe(new Set([...a, ...b]).size);
        for (let key = 1; key <= two.size; key++) {
          expect(one.text(translation[key] ?? 0)).toBe(two.text(key));
        }
        const copy = Dictionary.from(one.export());
        expect(copy.size).toBe(one.size);
        const all = a.length + b.length;
        let sum = 0;
        for (let key = 1; key <= copy.size; key++) sum += copy.occurrencesOf(key);
        expect(sum).toBe(all);
      }),
      { numRuns: 30 },
    );
  });

  it('can be sent in pieces while it grows', () => {
    const dictionary = new Dictionary();
    const mirror = new Dictionary();
    for (let i = 0; i < 5000; i++) {
      dictionary.internText(`text ${i}`);
      if (i % 777 === 0 || i === 4999) mirror.mergeData(dictionary.export(mirror.size));
    }
    expect(mirror.size).toBe(5000);
    expect(mirror.text(5000)).toBe('text 4999');
  });
});

describe('numbers and times', () => {
  it('scale by ten thousand, half away from zero', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 99999 }),
        (whole, part) => {
          const digits = String(part).padStart(5, '0');
          expect(numberOf(`${whole < 0 ? '' : '+'}${whole}.${digits}`)).toBe(true);
          const exact = BigInt(Math.abs(whole)) * 100000n + BigInt(part);
          const rounded = Number((exact + 5n) / 10n);
          expect(decimal.scaled).toBe(whole < 0 ? -rounded : rounded);
          expect(decimal.exact).toBe(part % 10 === 0);
        },
      ),
    );
  });

  it('are the instant that the text names', () => {
    const utc = zoneTable('UTC');
    const shanghai = zoneTable('Asia/Shanghai');
    const noon = Date.UTC(2017, 10, 25, 12) * 1000;
    const cases: [string, 'ymd' | 'mdy' | 'dmy', number][] = [
      ['2017-11-25 12:00:00', 'ymd', noon],
      ['2017/11/25 12:00', 'ymd', noon],
      ['2017-11-25T12:00:00.000Z', 'ymd', noon],
      ['2017-11-25 12:00:00.5 UTC', 'ymd', noon + 500000],
      ['2017-11-25T20:00:00+08:00', 'ymd', noon],
      ['2017-11-25 07:00:00 -0500', 'ymd', noon],
      ['2017-11-25 12', 'ymd', noon],
      ['20171125', 'ymd', noon - 12 * 3600e6],
      ['20171125 120000', 'ymd', noon],
      ['20171125120000', 'ymd', noon],
      ['2017年11月25日 12:00', 'ymd', noon],
      ['11/25/2017 12:00 PM', 'mdy', noon],
      ['11/25/17 12:00', 'mdy', noon],
      ['25.11.2017 12:00:00', 'dmy', noon],
      ['2017-02-29 12:00:00', 'ymd', Number.NaN],
      ['2017-11-25 24:00:00', 'ymd', Number.NaN],
      ['25/11/2017', 'mdy', Number.NaN],
      ['noon', 'ymd', Number.NaN],
      ['', 'ymd', Number.NaN],
    ];
    for (const [text, order, micros] of cases) {
      expect(timeOf(text, { kind: 'text', order, zoned: false }, utc), text).toBe(micros);
    }
    const local = timeOf(
      '2017-11-25 12:00:00',
      { kind: 'text', order: 'ymd', zoned: false },
      shanghai,
    );
    expect(local).toBe(noon - 8 * 3600e6);
  });
});
