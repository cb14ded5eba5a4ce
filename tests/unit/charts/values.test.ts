import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  columnLabel,
  compactMoney,
  eventLabel,
  iso,
  kindOf,
  num,
  percent,
  show,
  textWidth,
  truncate,
} from '../../../src/charts/values.ts';
import { format } from '../../../src/i18n/index.ts';

describe('values in the reader’s language', () => {
  test('a BIGINT is written exactly, never through a float', () => {
    expect(show(9007199254740993n, 'integer', 'en')).toBe('9,007,199,254,740,993');
  });

  test('identifiers are never grouped', () => {
    expect(kindOf('user_id', 17850)).toBe('id');
    expect(kindOf('loss_interest', 0.97)).toBe('percent');
    expect(show(2053013555631882655n, 'id', 'en')).toBe('2053013555631882655');
  });

  test('columns of a reader are no shares for a name that an analysis uses too', () => {
    for (const name of ['power', 'planned', 'probability'])
      expect(kindOf(name, 750)).toBe('integer');
  });

  test('nothing is an em dash, zero is zero', () => {
    expect(show(null, 'integer', 'en')).toBe('—');
    expect(show(0, 'integer', 'en')).toBe('0');
    expect(show(Number.NaN, 'percent', 'en')).toBe('—');
  });

  test('shares keep three digits that mean something', () => {
    expect(percent(0.2181, 'en')).toBe('21.8%');
    expect(percent(0.0233, 'en')).toBe('2.33%');
    expect(percent(0.00042, 'en')).toBe('0.042%');
    expect(percent(1, 'en')).toBe('100%');
    expect(percent(0, 'zh-CN')).toBe('0%');
  });

  test('money has a sign only where the data says which', () => {
    expect(show('1234.5', 'money', 'en')).toBe('1,234.50');
    expect(show('1234.5', 'money', 'en', 'USD')).toBe('$1,234.50');
    expect(compactMoney(4.32e8, 'zh-CN', 'CNY')).toBe('¥4.32亿');
  });

  test('short figures round only what no one reads as exact', () => {
    expect(format.compact(4504, 'zh-CN')).toBe('4,504');
    expect(format.compact(4504, 'en')).toBe('4,504');
    expect(format.compact(58732, 'zh-CN')).toBe('5.87万');
    expect(format.compact(100_150_807n, 'en')).toBe('100M');
    expect(format.compact(0.25, 'en')).toBe('0.25');
  });

  test('a day is a calendar day, whatever the machine’s zone', () => {
    expect(iso('2017-12-03T00:00:00')).toBe('2017-12-03');
    expect(iso(new Date(Date.UTC(2017, 11, 3)))).toBe('2017-12-03');
    expect(show('2017-12-03', 'day', 'zh-CN')).toBe('2017年12月3日');
  });

  test('a moment keeps its time where only its type was known', () => {
    const at = new Date(Date.UTC(2019, 9, 1, 0, 0, 2));
    expect(show(at, kindOf('first', at), 'en')).toBe('2019-10-01 00:00:02');
  });

  test('decimal text counts as its number, empty text as none', () => {
    expect(num('214.3700')).toBe(214.37);
    expect(num('')).toBeNaN();
    expect(num(5n)).toBe(5);
  });

  test('steps of several events are named with all of them', () => {
    expect(eventLabel('fav|cart', 'en')).toBe('Favourite or Add to cart');
    expect(eventLabel('fav|cart', 'zh-CN')).toBe('收藏或加购');
    expect(eventLabel('samsung', 'zh-CN')).toBe('samsung');
  });

  test('a column without a word of its own is made readable', () => {
    expect(columnLabel('lost_carts', 'en')).toBe('lost carts');
    expect(columnLabel('uv', 'zh-CN')).toBe('访客数');
  });
});

describe('names that do not fit', () => {
  test('a cut name fits, ends in an ellipsis and begins like the whole', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }),
        fc.integer({ min: 20, max: 400 }),
        (name, width) => {
          const cut = truncate(name, width);
          if (cut === name) return;
          expect(textWidth(cut)).toBeLessThanOrEqual(width);
          expect(cut.endsWith('…')).toBe(true);
          expect(name.startsWith(cut.slice(0, -1).trimEnd())).toBe(true);
        },
      ),
    );
  });

  test('Chinese characters are as wide as they are', () => {
    expect(textWidth('用户分层', 12)).toBe(48);
  });
});

describe('room for names', () => {
  test('what joins characters or turns them takes none', () => {
    expect(textWidth('a\u200d\u200fb\u0301')).toBe(textWidth('ab'));
  });

  test('wide letters are as wide as in the widest face', () => {
    // Advance widths of DejaVu Sans, in ems.
    for (const [letter, ems] of [
      ['W', 0.989],
      ['m', 0.974],
      ['w', 0.818],
      ['<', 0.838],
      ['&', 0.78],
      ['%', 0.95],
    ] as const)
      expect(textWidth(letter, 1), letter).toBeGreaterThanOrEqual(ems);
  });
});
