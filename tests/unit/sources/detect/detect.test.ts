import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKey } from '../../../../src/i18n/index.ts';
import {
  checkMapping,
  detect,
  eventType,
  guessTime,
} from '../../../../src/sources/detect/index.ts';
import { MINIATURES } from '../known/miniatures.ts';
import { realShape, shapeOf } from './shapes.ts';

const of = (name: keyof typeof MINIATURES, header = true) =>
  shapeOf(`${name}.csv`, MINIATURES[name], { header });

describe('times', () => {
  test.each([
    [['1511544070'], { kind: 'epoch', unit: 's' }],
    [['1433221332117'], { kind: 'epoch', unit: 'ms' }],
    [['1612069510766593'], { kind: 'epoch', unit: 'us' }],
    [['1612069510766593000'], { kind: 'epoch', unit: 'ns' }],
    [['2019-10-01 00:00:00 UTC'], { kind: 'text', order: 'ymd', zoned: true }],
    [['2019-10-01T00:00:00.123+08:00'], { kind: 'text', order: 'ymd', zoned: true }],
    [['2014-12-06 02'], { kind: 'text', order: 'ymd', zoned: false }],
    [['2014/12/6'], { kind: 'text', order: 'ymd', zoned: false }],
    [['2014年12月6日 08:00'], { kind: 'text', order: 'ymd', zoned: false }],
    [['19970101', '19970112'], { kind: 'text', order: 'ymd', zoned: false }],
    [['12/13/2010 8:26'], { kind: 'text', order: 'mdy', zoned: false }],
    [['13/12/2010 8:26 PM'], { kind: 'text', order: 'dmy', zoned: false }],
  ])('%j', (values, format) => {
    expect(guessTime(values)?.format).toEqual(format);
  });

  test.each([
    [['12345']],
    [['hello']],
    [['3.14']],
    [['99/99/2010']],
    [['13/12/2010', '12/13/2010']],
    [[]],
  ])('%j are none', (values) => {
    expect(guessTime(values)).toBeNull();
  });

  test('day and month that could be swapped are unsure', () => {
    expect(guessTime(['12/1/2010 8:26'])).toMatchObject({ sure: false, format: { order: 'mdy' } });
    expect(guessTime(['01.12.2010'])).toMatchObject({ sure: false, format: { order: 'dmy' } });
    expect(guessTime(['1/13/2010'])).toMatchObject({ sure: true });
  });

  test('one broken value in ten does not hide a time column', () => {
    const values = Array.from({ length: 9 }, (_, i) => String(1_511_544_070 + i));
    expect(guessTime(['15', ...values])?.format).toEqual({ kind: 'epoch', unit: 's' });
  });

  test('the grain is what differs, not what is written', () => {
    const days = Array.from({ length: 6 }, (_, i) => `2020-01-0${i + 1} 00:00:00`);
    expect(guessTime(days)?.grain).toBe('day');
    expect(guessTime(days.map((day) => day.slice(0, 10)))?.grain).toBe('day');
    expect(guessTime(days.map((day, i) => day.replace('00:00:00', `0${i}:30:00`)))?.grain).toBe(
      'minute',
    );
    expect(guessTime(['2019-10-01 00:00:00', '2019-10-01 00:00:00'])?.grain).toBe('second');
    expect(guessTime(['2014-12-06 02'])?.grain).toBe('hour');
    expect(guessTime(['1433221332117'])?.grain).toBe('subsecond');
  });

  test('any instant written in ISO is read as year, month, day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString();
          expect(guessTime([iso])?.format).toEqual({ kind: 'text', order: 'ymd', zoned: true });
          expect(guessTime([iso.slice(0, 19)])?.format).toEqual({
            kind: 'text',
            order: 'ymd',
            zoned: false,
          });
        },
      ),
    );
  });
});

describe('event words', () => {
  test.each([
    ['pv', 'view'],
    ['Add to Cart', 'cart'],
    ['addToCart', 'cart'],
    ['remove_from_cart', 'remove'],
    ['Order Completed', 'purchase'],
    ['浏览', 'view'],
    ['收藏', 'fav'],
    ['加购', 'cart'],
    ['购买', 'purchase'],
    ['点击', 'click'],
    ['canceled', 'refund'],
    ['session_start', undefined],
    ['constructor', undefined],
  ])('%s is %s', (word, type) => {
    expect(eventType(word)).toBe(type);
  });
});

describe('files that no definition knows', () => {
  test('a Chinese order list becomes purchases', () => {
    const found = detect([of('chinese')]);
    expect(found).toMatchObject({ source: 'custom', events: true, grain: 'second' });
    expect(found.mapping.columns).toEqual({
      event_time: { column: '下单时间' },
      event_type: { constant: 'purchase' },
      user_id: { column: '买家会员名' },
      item_id: { column: '商品编号' },
      order_id: { column: '订单编号' },
      brand: { column: '品牌' },
      region: { column: '省份' },
      city: { column: '城市' },
      price: { column: '单价' },
      quantity: { column: '数量' },
      amount: { column: '买家实付金额' },
    });
    expect(found.uncertain).toEqual([]);
  });

  test('a Chinese behaviour log is read by its words', () => {
    const found = detect([of('chineseLog')]);
    expect(found.mapping.columns).toMatchObject({
      user_id: { column: '用户ID' },
      item_id: { column: '商品ID' },
      category_id: { column: '类目' },
      event_type: { column: '行为类型' },
      event_time: { column: '时间' },
    });
    expect(found.mapping.words).toMatchObject({
      浏览: 'view',
      加入购物车: 'cart',
      购买: 'purchase',
    });
  });

  test('without names the values decide, and all of it is uncertain', () => {
    const shape = shapeOf(
      'log.txt',
      'u7\tg1\tbuy\t9.90\t2023-01-02 10:00:00\nu8\tg2\tview\t1.50\t2023-01-02 11:00:03',
      {
        header: false,
        delimiter: '\t',
      },
    );
    const found = detect([shape]);
    expect(found.mapping.columns).toEqual({
      user_id: { position: 0 },
      item_id: { position: 1 },
      event_type: { position: 2 },
      price: { position: 3 },
      event_time: { position: 4 },
    });
    expect(found.uncertain).toEqual(['event_time', 'event_type', 'user_id', 'item_id', 'price']);
  });

  test('ratings are rate events', () => {
    const found = detect([
      shapeOf(
        'ratings.csv',
        'userId,movieId,rating,timestamp\n1,31,2.5,1260759144\n1,1029,3.0,1260759179',
      ),
    ]);
    expect(found.mapping.columns).toMatchObject({
      event_type: { constant: 'rate' },
      item_id: { column: 'movieId' },
      rating: { column: 'rating' },
    });
  });

  test('a REES46 purchase history without an event column is purchases', () => {
    const found = detect([
      shapeOf(
        'kz.csv',
        'event_time,order_id,product_id,category_id,category_code,brand,price,user_id\n2020-04-24 11:50:39 UTC,2294359932054536986,1515966223509089906,2268105426648170900,electronics.tablet,samsung,162.01,1515915625441993984',
      ),
    ]);
    expect(found.mapping.columns).toMatchObject({
      event_type: { constant: 'purchase' },
      order_id: { column: 'order_id' },
      category_path: { column: 'category_code' },
    });
  });

  test('event words that nobody knows are named', () => {
    const found = detect([
      shapeOf('a.csv', 'user_id,event_type,ts\n1,view,1511544070\n1,frobnicate,1511544071'),
    ]);
    expect(found.notes).toContainEqual({
      key: 'detection.note.words',
      parameters: { words: 'frobnicate' },
    });
  });

  test.each([
    ['ds,y\n2007-12-10,9.59\n2007-12-11,8.51', 'detection.note.no-actor'],
    [
      'timestamp,value\n2014-07-01 00:00:00,10844\n2014-07-01 00:30:00,8127',
      'detection.note.no-actor',
    ],
    [
      'userid,test_version,retention_1\n116,gate_30,False\n337,gate_40,True',
      'detection.note.no-time',
    ],
    ['ID,frequency,recency,T\n1,2,30.43,38.86\n2,1,1.71,38.86', 'detection.note.no-time'],
  ])('%j is a plain table', (text, note) => {
    const found = detect([shapeOf('t.csv', text)]);
    expect(found.events).toBe(false);
    expect(found.notes.map(({ key }) => key)).toContain(note);
  });

  test('a column of ten digits under a strange name is no time', () => {
    const found = detect([shapeOf('t.csv', 'customer_id,c9\n1,1511544070\n2,1511544071')]);
    expect(found.mapping.columns.event_time).toBeUndefined();
  });

  test('dates without names or event words are not taken for a log', () => {
    const text = 'Grant,Dyer,2013-11-23T02:30:31-08:00\nAnn,Shields,2014-11-22T16:43:51-08:00';
    const found = detect([shapeOf('p.csv', text, { header: false })]);
    expect(found).toMatchObject({ events: false, notes: [{ key: 'detection.note.nameless' }] });
  });

  test('a name inside a word is no name', () => {
    const found = detect([shapeOf('t.csv', 'cause_rogue,contact_phone_number\na,5\nb,6')]);
    expect(found.mapping.columns).toEqual({});
  });

  test('real files that are not events stay tables', ({ skip }) => {
    const paths = [
      'ab_test/cookie_cats.csv',
      'forecast/example_wp_log_peyton_manning.csv',
      'nab/realKnownCause/nyc_taxi.csv',
    ];
    const shapes = paths.map((path) => realShape(path, true));
    if (shapes.includes(null)) return skip('the shared data files are not here');
    for (const shape of shapes) if (shape) expect(detect([shape]).events).toBe(false);
  });

  test('every note has its sentence', () => {
    const keys = Object.keys(MINIATURES).flatMap((name) =>
      detect([of(name as keyof typeof MINIATURES, name !== 'taobao')]).notes.map(({ key }) => key),
    );
    expect(keys.length).toBeGreaterThan(3);
    expect(keys.filter((key) => !isKey(key))).toEqual([]);
  });

  test('detection never fails, whatever stands in the file', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('1', '2.5', 'buy', '1511544070', '2020-01-01', ''),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 6 }),
        fc.array(fc.string(), { minLength: 4, maxLength: 4 }),
        (rows, columns) => {
          const shape = { ...shapeOf('x.csv', 'a,b,c,d\n1,2,3,4'), columns, preview: rows };
          const found = detect([shape]);
          if (found.events) checkMapping(found.mapping, shape);
        },
      ),
      { numRuns: 300 },
    );
  });
});
