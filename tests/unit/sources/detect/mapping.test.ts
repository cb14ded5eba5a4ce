import { describe, expect, test } from 'vitest';
import {
  checkMapping,
  decodePlans,
  detect,
  groupByShape,
  isInteger,
  resolveMapping,
  shapeKey,
  textualIds,
} from '../../../../src/sources/detect/index.ts';
import { MINIATURES } from '../known/miniatures.ts';
import { shapeOf } from './shapes.ts';

const of = (name: keyof typeof MINIATURES, header = true) =>
  shapeOf(`${name}.csv`, MINIATURES[name], { header });

describe('a mapping given by hand', () => {
  const shape = shapeOf(
    'x.csv',
    'who,what,when,kind,cost\n1,7,1511544070,buy,2.5\n2,8,1511544071,pv,1.5',
  );

  test('names, positions and constants are taken', () => {
    const mapping = resolveMapping(
      { user_id: 'who', item_id: 1, event_time: 'when', event_type: { constant: 'buy' }, price: 4 },
      shape,
      detect([shape]),
    );
    expect(mapping).toEqual({
      columns: {
        user_id: { column: 'who' },
        item_id: { column: 'what' },
        event_time: { column: 'when' },
        event_type: { constant: 'purchase' },
        price: { column: 'cost' },
      },
      time: { kind: 'epoch', unit: 's' },
    });
    expect(checkMapping(mapping, shape)).toEqual([]);
  });

  test('one that names less amends what was detected', () => {
    const orders = of('chinese');
    const found = detect([orders]);
    const mapping = resolveMapping(
      { event_type: { constant: 'refund' }, brand: null, user_id: '城市' },
      orders,
      found,
    );
    expect(mapping.columns).toMatchObject({
      event_type: { constant: 'refund' },
      user_id: { column: '城市' },
    });
    expect(mapping.columns.brand).toBeUndefined();
    expect(mapping.columns.city).toBeUndefined();
    expect(mapping.time).toEqual(found.mapping.time);
  });

  test('a word column brings its words', () => {
    const mapping = resolveMapping(
      { user_id: 0, event_time: 2, event_type: 3 },
      shape,
      detect([shape]),
    );
    expect(mapping.words).toMatchObject({ buy: 'purchase', pv: 'view' });
    expect(mapping.columns.price).toBeUndefined();
  });

  test.each([
    [{ user_id: 'nobody', event_time: 2 }, 'user_id'],
    [{ user_id: 0, event_time: 9 }, 'event_time'],
    [{ user_id: 0, event_time: 2, colour: 1 }, 'colour'],
    [{ user_id: 0, event_time: 2, event_type: { constant: 'dance' } }, 'event_type'],
  ])('%j is refused', (raw, column) => {
    expect(() => resolveMapping(raw, shape, detect([shape]))).toThrow(
      expect.objectContaining({
        code: 'mapping-incomplete',
        parameters: { column, file: 'x.csv' },
      }),
    );
  });

  test('a mapping without time or user is refused by name', () => {
    const check = (columns: object) => () => checkMapping({ columns }, shape);
    expect(check({ user_id: { column: 'who' } })).toThrow(
      expect.objectContaining({ code: 'no-time-column' }),
    );
    expect(check({ event_time: { column: 'when' } })).toThrow(
      expect.objectContaining({
        code: 'mapping-incomplete',
        parameters: { column: 'user_id', file: 'x.csv' },
      }),
    );
  });

  test('a source forced on a file without its columns is refused', () => {
    expect(() => detect([shape], 'rees46')).toThrow(
      expect.objectContaining({ code: 'mapping-incomplete' }),
    );
  });
});

describe('files of one shape', () => {
  test('are one group over compression and delimiter, apart from other shapes', () => {
    const a = of('rees46');
    const b = { ...a, name: '2019-Nov.csv.gz', compression: 'gzip' as const };
    const groups = groupByShape([a, of('retailrocket'), b]);
    expect(groups.map((group) => group.indices)).toEqual([[0, 2], [1]]);
    expect(shapeKey(a)).toBe(shapeKey(b));
  });

  test('without header are told apart by what their columns hold', () => {
    const words = shapeOf('w.csv', 'a,b,c,d,e', { header: false });
    expect(shapeKey(of('taobao', false))).not.toBe(shapeKey(words));
  });

  test('keep an identifier as text where any of them needs it', () => {
    const a = shapeOf('a.csv', 'user_id,event,ts\n1,pv,1511544070');
    const b = shapeOf('b.csv', 'user_id,event,ts\nu2,pv,1511544070');
    const plans = decodePlans([a, b], detect([a]));
    expect(plans.map((plan) => plan.textual)).toEqual([['user_id'], ['user_id']]);
  });
});

test('integers are those that BIGINT holds without loss', () => {
  expect(
    ['1', '17850.0', '-5', '2103807459595387724', '0', '9223372036854775807'].every(isInteger),
  ).toBe(true);
  expect(
    ['007', '1.5', 'A1', '99999999999999999999', '9223372036854775808', ''].some(isInteger),
  ).toBe(false);
  const shape = shapeOf('z.csv', 'user_id,item_id,ts\n007,1.0,1511544070');
  expect(textualIds(detect([shape]).mapping, shape)).toEqual(['user_id']);
});
