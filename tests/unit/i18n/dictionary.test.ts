import { expect, it } from 'vitest';
import { dictionary } from '../../../src/i18n/dictionary.ts';
import { t } from '../../../src/i18n/index.ts';

it('a number with its word is written once', () => {
  const twice = Object.entries(dictionary)
    .filter(([, words]) => Object.values(words).some((text) => /\{(\w+)\}\s*\{\1\|/.test(text)))
    .map(([key]) => key);
  expect(twice).toEqual([]);
  expect(t('segments.count.users', { n: 5 }, 'en')).toBe('5 users');
  expect(t('paths.chart.label', { n: 1, path: 'view' }, 'en')).toBe(
    'Paths of 1 session, most often view',
  );
});
