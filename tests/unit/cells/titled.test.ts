import { expect, test } from 'vitest';
import { titled } from '../../../src/cells/read.ts';

test('words of a spec that are written as a number are its digits', () => {
  expect(titled(1000)).toBe('1000');
  expect(titled('1000')).toBe('1000');
});

test('a spec without words, or with a list in their place, has none', () => {
  expect(titled(undefined)).toBe('');
  expect(titled(['1000'])).toBe('');
});
