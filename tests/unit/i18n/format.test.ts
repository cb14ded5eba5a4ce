import { expect, it } from 'vitest';
import { days } from '../../../src/i18n/format.ts';

const plain = (text: string) => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');

it('a range of days names what both share once, where the language puts it', () => {
  expect(plain(days('2019-10-01', '2019-10-31', 'en'))).toBe('Oct 1 – 31, 2019');
  expect(plain(days('2019-10-01', '2019-11-30', 'en'))).toBe('Oct 1 – Nov 30, 2019');
  expect(plain(days('2019-12-31', '2020-01-02', 'en'))).toBe('Dec 31, 2019 – Jan 2, 2020');
  expect(days('2019-10-01', '2019-10-31', 'zh-CN')).toMatch(/^2019\D10\D1\D.*31/);
  expect(days('2019-10-01', '2019-10-01', 'en')).toBe('Oct 1, 2019');
});
