import { expect, it } from 'vitest';
import { markValue } from '../../../src/cells/mark-words.ts';

it.each([
  ['segment', ['at_risk'], 'en', 'At risk'],
  ['source', '(start)', 'en', 'start'],
  ['target', 'view · a.b', 'zh-CN', '浏览 · a.b'],
  ['event_type', 'cart', 'en', 'Add to cart'],
  ['day', '2017-11-26', 'zh-CN', '2017年11月26日'],
  ['day', { from: '2017-11-26', to: '2017-11-28' }, 'en', 'Nov 26, 2017 – Nov 28, 2017'],
  ['day', { from: '2017-11-26', to: '2017-11-26' }, 'en', 'Nov 26, 2017'],
  ['step', [1, 2], 'en', '1 / 2'],
  ['brand', null, 'en', '∅'],
  ['brand', 'view', 'en', 'view'],
] as const)('the mark %s %o reads in %s as %s', (column, value, locale, text) => {
  expect(markValue(column, value, locale)).toBe(text);
});
