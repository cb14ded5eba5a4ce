import { describe, expect, test } from 'vitest';
import { lifecycleStates } from '../../../src/charts/lifecycle/index.ts';
import { pickAlert } from '../../../src/charts/series/pick.ts';
import type { ChartOptions, Figure } from '../../../src/charts/types.ts';

const rows = ['2020-02-01', '2020-03-01'].map((day) => ({
  day,
  active: 9,
  new: 4,
  returning: 5,
  resurrected: 0,
  dormant: 2,
}));

function picking(unit: string) {
  const picked: unknown[] = [];
  const options: ChartOptions = {
    width: 640,
    theme: 'light',
    locale: 'en',
    parameters: { unit },
    onPick: (column, value, _, more) => picked.push([column, value, more]),
  };
  return { picked, options };
}

describe('bars of the life cycle', () => {
  test.each([
    ['day', undefined],
    ['week', { to: '2020-02-07' }],
    ['month', { to: '2020-02-29' }],
  ])('stand for every day of a %s', (unit, more) => {
    const { picked, options } = picking(unit);
    const { marks = [] } = lifecycleStates(rows, {}, options) as Figure;
    expect(marks).toHaveLength(2);
    expect(marks[0]?.label).toContain('9');
    marks[0]?.pick();
    marks[0]?.element.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(picked).toEqual([
      ['day', '2020-02-01', more],
      ['day', '2020-02-01', more],
    ]);
  });
});

test('an alert asks for its day and its hour at once', () => {
  const { picked, options } = picking('hour');
  pickAlert({ day: '2020-02-01', hour: 9 }, options);
  pickAlert({ day: '2020-02-02', hour: null }, options);
  expect(picked).toEqual([
    ['day', '2020-02-01', { beside: { hour: 9 } }],
    ['day', '2020-02-02', { beside: {} }],
  ]);
});
