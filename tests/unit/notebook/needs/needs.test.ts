import { describe, expect, it } from 'vitest';
import { checkNeeds, needsText, parseNotebook } from '../../../../src/notebook/index.ts';

const EVENTS = {
  relation: 'events',
  columns: ['event_time', 'event_type', 'user_id', 'item_id'],
  unused: ['Unit Price', 'note', '品牌', 'qty', 'Item-ID'],
};
const check = (needs: string, available = [EVENTS]) =>
  checkNeeds(parseNotebook(`---\nneeds: ${needs}\n---\n`).frontMatter, available);

describe('what a notebook needs', () => {
  it('is met where every column is there, whatever its case', () => {
    expect(check('{ events: [event_time, USER_ID] }').met).toBe(true);
    expect(check('{ Events: user_id }').met).toBe(true);
    expect(check('[user_id, item_id]').met).toBe(true);
    expect(check('{ events: }').met).toBe(true);
    expect(checkNeeds({}, []).met).toBe(true);
  });

  it('names each missing column, with what could be mapped to it, best first', () => {
    const answer = check('{ events: [user_id, price, brand, quantity, session_id] }');
    expect(answer.met).toBe(false);
    expect(answer.missing.map(({ column, offers }) => [column, offers[0]?.column ?? null])).toEqual(
      [
        ['price', 'Unit Price'],
        ['brand', '品牌'],
        ['quantity', 'qty'],
        ['session_id', null],
      ],
    );
    for (const { offers } of answer.missing) {
      expect(offers.every(({ score }) => score > 0 && score <= 1)).toBe(true);
    }
    expect(needsText(answer)).toEqual([
      'It needs “price” of events; “Unit Price” could be it.',
      'It needs “brand” of events; “品牌” could be it.',
      'It needs “quantity” of events; “qty” could be it.',
      'It needs “session_id” of events, which this data does not have.',
    ]);
  });

  it('takes another spelling of a name for the name', () => {
    const answer = check('{ events: [unitprice] }');
    expect(answer.missing[0]?.offers[0]).toEqual({
      relation: 'events',
      column: 'Unit Price',
      score: 1,
    });
  });

  it('names a missing relation, with the one that has most of its columns', () => {
    const orders = { relation: 'sheet_1', columns: ['order_id', 'price', 'who'] };
    const answer = check('{ orders: [order_id, price, customer] }', [
      EVENTS,
      { unused: [], ...orders },
    ]);
    expect(answer.missing).toEqual([
      {
        relation: 'orders',
        column: null,
        offers: [{ relation: 'sheet_1', column: null, score: 2 / 3 }],
      },
    ]);
    expect(needsText(answer)).toEqual(['It needs orders; sheet_1 has most of its columns.']);
    expect(needsText(check('{ orders: [x] }'))).toEqual([
      'It needs orders, which this data does not have.',
    ]);
  });

  it('that cannot be read is said so', () => {
    for (const needs of ['3', 'yes', '{ events: { a: b } }', '[1]', '{ events: [[a]] }']) {
      const answer = check(needs);
      expect(answer.readable, needs).toBe(false);
      expect(needsText(answer)[0]).toContain('cannot be read');
    }
  });
});
