import { describe, expect, test } from 'vitest';
import {
  decodePlan,
  defaultRules,
  detect,
  groupByShape,
} from '../../../../src/sources/detect/index.ts';
import { sourceDefinition } from '../../../../src/sources/known/index.ts';
import type { FileShape, PickedFile, RecordSource } from '../../../../src/sources/types.ts';
import { realShape, shapeOf } from '../detect/shapes.ts';
import { MINIATURES, OLIST } from './miniatures.ts';

const ofText = (name: keyof typeof MINIATURES, header = true) =>
  shapeOf(`${name}.csv`, MINIATURES[name], { header });

describe('a source is known by its file', () => {
  test('Taobao without a header, by its five columns', () => {
    const found = detect([ofText('taobao', false)]);
    expect(found).toMatchObject({
      source: 'taobao',
      timezone: 'Asia/Shanghai',
      grain: 'second',
      uncertain: [],
      events: true,
    });
    expect(found.mapping).toEqual({
      columns: {
        user_id: { position: 0 },
        item_id: { position: 1 },
        category_id: { position: 2 },
        event_type: { position: 3 },
        event_time: { position: 4 },
      },
      time: { kind: 'epoch', unit: 's' },
      words: { pv: 'view', fav: 'fav', cart: 'cart', buy: 'purchase' },
    });
    expect(found.currency).toBeUndefined();
    expect(decodePlan(ofText('taobao', false), found).textual).toEqual([]);
  });

  test('Taobao with a header, by names', () => {
    const found = detect([ofText('taobaoNamed')]);
    expect(found.source).toBe('taobao');
    expect(found.mapping.columns.event_type).toEqual({ column: 'Behavior_type' });
  });

  test('Tianchi mobile, times to the hour', () => {
    const found = detect([ofText('tianchi')]);
    expect(found).toMatchObject({ source: 'tianchi-mobile', grain: 'hour' });
    expect(found.mapping.time).toEqual({ kind: 'text', order: 'ymd', zoned: false });
    expect(found.mapping.words?.['4']).toBe('purchase');
    expect(found.notes.map((note) => note.key)).toContain('detection.note.zone');
  });

  test('REES46, whose times say UTC and whose sessions are text', () => {
    const shape = ofText('rees46');
    const found = detect([shape]);
    expect(found).toMatchObject({ source: 'rees46', timezone: 'UTC', currency: 'USD', notes: [] });
    expect(found.mapping.time).toEqual({ kind: 'text', order: 'ymd', zoned: true });
    expect(found.mapping.words?.remove_from_cart).toBe('remove');
    expect(decodePlan(shape, found).textual).toEqual(['session_id']);
  });

  test('Retailrocket, with transaction ids that are integers', () => {
    const shape = ofText('retailrocket');
    const found = detect([shape]);
    expect(found).toMatchObject({ source: 'retailrocket', timezone: 'UTC', grain: 'subsecond' });
    expect(found.mapping.time).toEqual({ kind: 'epoch', unit: 'ms' });
    expect(decodePlan(shape, found).textual).toEqual([]);
  });

  test.each([
    ['onlineRetail', 'mdy', 'InvoiceNo', 'UnitPrice'],
    ['onlineRetailII', 'ymd', 'Invoice', 'Price'],
  ] as const)('%s, with cancellations as refunds', (name, order, invoice, price) => {
    const shape = ofText(name);
    const found = detect([shape]);
    expect(found).toMatchObject({
      source: 'online-retail',
      timezone: 'Europe/London',
      currency: 'GBP',
      grain: 'minute',
    });
    expect(found.mapping.time).toEqual({ kind: 'text', order, zoned: false });
    expect(found.mapping.columns).toMatchObject({
      event_type: { constant: 'purchase' },
      order_id: { column: invoice },
      price: { column: price },
    });
    expect(found.mapping.refunds).toEqual([
      { column: 'order_id', startsWith: 'C' },
      { column: 'quantity', negative: true },
    ]);
    expect(decodePlan(shape, found).textual).toEqual(['item_id', 'order_id']);
  });

  test.each([
    ['ga4', 'event_timestamp', { kind: 'epoch', unit: 'us' }],
    ['mixpanel', 'time', { kind: 'epoch', unit: 's' }],
    ['amplitude', 'event_time', { kind: 'text', order: 'ymd', zoned: false }],
  ] as const)('%s as an event log', (name, column, time) => {
    const found = detect([ofText(name)]);
    expect(found).toMatchObject({ source: 'event-log', mapping: { time } });
    expect(found.mapping.columns.event_time).toEqual({ column });
    expect(found.mapping.words).toMatchObject({
      page_view: 'view',
      'page viewed': 'view',
      'product added': 'cart',
      'order completed': 'purchase',
    });
    expect(found.mapping.columns.city).toBeDefined();
  });

  test('the real files beside the project', ({ skip }) => {
    const taobao = realShape('taobao/UserBehavior_first_users.csv', false);
    const rees46 = realShape('rees46/2019-Oct_first17k.csv', true);
    const bought = realShape('taobao/user_purchase_history_bom.csv', true);
    if (!taobao || !rees46 || !bought) return skip('the shared data files are not here');
    expect(detect([taobao])).toMatchObject({ source: 'taobao', grain: 'second' });
    expect(detect([rees46])).toMatchObject({ source: 'rees46', grain: 'second' });
    expect(detect([bought])).toMatchObject({
      source: 'custom',
      events: true,
      mapping: {
        columns: {
          event_type: { constant: 'purchase' },
          user_id: { column: 'UserID' },
          item_id: { column: 'ItemID' },
        },
        time: { kind: 'epoch', unit: 's' },
      },
    });
  });
});

describe('rules that hold unless the reader says otherwise', () => {
  test('repeats are refused in fine logs and marked in order lines and coarse times', () => {
    expect(defaultRules('taobao', 'second').duplicates).toBe('reject');
    expect(defaultRules('tianchi-mobile', 'hour').duplicates).toBe('flag');
    expect(defaultRules('online-retail', 'minute').duplicates).toBe('flag');
    expect(defaultRules('olist', 'second').duplicates).toBe('flag');
    const lines = detect([ofText('chinese')]).mapping;
    expect(defaultRules('custom', 'second', lines).duplicates).toBe('flag');
    expect(defaultRules('custom', 'second').duplicates).toBe('reject');
  });

  test('only sources with an official window refuse what lies outside', () => {
    expect(defaultRules('taobao', 'second').out_of_window).toBe('reject');
    expect(defaultRules('tianchi-mobile', 'hour').out_of_window).toBe('reject');
    expect(defaultRules('rees46', 'second').out_of_window).toBe('off');
  });
});

describe('Olist', () => {
  const picked: PickedFile[] = Object.entries(OLIST).map(([name, text]) => ({
    file: new File([text], name),
    shape: shapeOf(name, text),
  }));
  const records: RecordSource = async function* ({ shape }: { shape: FileShape }) {
    const columns = shape.columns.map((_, at) => shape.preview.map((row) => row[at] ?? null));
    yield { rows: shape.preview.length, columns };
  };

  test('its tables are one group, and a stranger stays outside', () => {
    const stranger = ofText('taobao', false);
    const groups = groupByShape([stranger, ...picked.map((file) => file.shape)]);
    expect(groups.map((group) => group.indices)).toEqual([[0], [1, 2, 3, 4, 5]]);
    expect(detect(groups[1]?.shapes ?? [])).toMatchObject({
      source: 'olist',
      currency: 'BRL',
      mapping: { columns: { user_id: { column: 'customer_unique_id' } } },
    });
  });

  test('orders without items are not one source', () => {
    const groups = groupByShape(picked.slice(0, 1).map((file) => file.shape));
    expect(groups).toHaveLength(1);
    expect(detect(groups[0]?.shapes ?? []).source).not.toBe('olist');
  });

  test('the tables become order lines with customer, category and place', async () => {
    const join = sourceDefinition('olist')?.join;
    const joined = await join?.prepare(picked, records);
    const text = await joined?.file.text();
    expect(text?.split('\n')).toEqual([
      'order_id,order_item_id,order_purchase_timestamp,order_status,customer_unique_id,product_id,product_category_name,price,customer_city,customer_state',
      'o1,1,2017-10-02 10:56:33,delivered,u1,p1,housewares,29.99,sao paulo,SP',
      'o1,2,2017-10-02 10:56:33,delivered,u1,p1,housewares,29.99,sao paulo,SP',
      'o2,1,2018-07-24 20:41:37,canceled,u1,p2,perfumaria,118.70,barreiras,BA',
      '',
    ]);
    const shape = joined?.shape as FileShape;
    expect(shape).toMatchObject({ estimatedRows: 3, exactRows: true });
    const found = detect([shape]);
    expect(found).toMatchObject({ source: 'olist', timezone: 'America/Sao_Paulo' });
    expect(detect(picked.map((file) => file.shape)).mapping).toEqual(found.mapping);
    expect(found.mapping.words?.canceled).toBe('refund');
    expect(decodePlan(shape, found).textual).toEqual([
      'user_id',
      'item_id',
      'category_id',
      'order_id',
    ]);
  });
});
