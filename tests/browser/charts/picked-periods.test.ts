import { describe, expect, test } from 'vitest';
import { lifecycleActive, lifecycleStates } from '../../../src/charts/lifecycle/index.ts';
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

describe('the life cycle by month, where the data end within the last', () => {
  const months = ['2020-01-01', '2020-02-01', '2020-03-01'].map((day, n) => ({
    ...rows[0],
    day,
    mean_daily: 3,
    complete: n < 2,
  }));
  const { options } = picking('month');

  test('draws that one pale, and says why', () => {
    const { svg, notes, marks = [] } = lifecycleStates(months, {}, options) as Figure;
    const pale = svg.querySelectorAll('[aria-label="bar"][fill-opacity="0.4"] rect');
    // New, returning, dormant; none was resurrected.
    expect(pale.length).toBeGreaterThanOrEqual(3);
    expect(notes?.[0]).toContain('the data do not hold the whole period');
    expect(marks[2]?.label).toMatch(/^Mar 2020\n/);
    expect(marks[2]?.label).toContain('not a whole period');
    expect(marks[0]?.label).not.toContain('not a whole period');
    expect(lifecycleStates(months.slice(0, 2), {}, options)?.notes).toEqual([]);
  });

  test('leads a dashed line to it, and the names of its days are not cut', () => {
    const { svg } = lifecycleActive(months, {}, options) as Figure;
    const lines = [...svg.querySelectorAll('[aria-label="line"]')];
    const dashed = lines.filter((line) => line.getAttribute('stroke-dasharray') === '3 4');
    expect(dashed).toHaveLength(2);
    const place = document.createElement('div');
    place.style.width = '640px';
    place.append(svg);
    document.body.append(place);
    const right = svg.getBoundingClientRect().right;
    const texts = [...svg.querySelectorAll('text')].filter((text) => /2020/.test(text.textContent));
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(text.getBoundingClientRect().right).toBeLessThanOrEqual(right);
    place.remove();
  });

  test('marks a day that the data cut off likewise', () => {
    const cut = { last_day_cut: true, last_day: '2020-03-01' };
    const days = picking('day').options;
    expect(lifecycleStates(rows, cut, days)?.notes).toHaveLength(1);
    expect(lifecycleStates(rows, { ...cut, last_day_cut: false }, days)?.notes).toEqual([]);
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
