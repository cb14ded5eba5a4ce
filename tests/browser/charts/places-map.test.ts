import { beforeAll, describe, expect, test } from 'vitest';
import { placesBefore } from '../../../src/charts/places/before.ts';
import { placesMap } from '../../../src/charts/places/map.ts';
import { whenDrawable } from '../../../src/charts/places/outlines.ts';
import type { ChartOptions, Figure } from '../../../src/charts/types.ts';
import type { Row } from '../../../src/metrics/types.ts';

const options: ChartOptions = { width: 640, theme: 'light', locale: 'en' };
const city = (name: string, longitude: number, latitude: number): Row => ({
  city: name,
  code: name,
  located: true,
  longitude,
  latitude,
  users: 10,
});
const SHANGHAI = city('Shanghai', 121.47, 31.23);
const drawn = (rows: readonly Row[]): Figure | null =>
  placesMap(rows, { by: 'city', map: 'cities', measure: 'users' }, options);

/** Middles of the points, and how many outlines have something to draw. */
function seen({ svg }: Figure) {
  return {
    points: [...svg.querySelectorAll('circle')].map((one) => [
      Number(one.getAttribute('cx')),
      Number(one.getAttribute('cy')),
    ]),
    outlines: [...svg.querySelectorAll('path')].filter((one) => one.getAttribute('d')).length,
  };
}

describe('a map of cities', () => {
  beforeAll(() => whenDrawable({ map: 'cities' }) ?? undefined);

  test('shows a single city in the middle, with the country about it', () => {
    const { points, outlines } = seen(drawn([SHANGHAI]) as Figure);
    expect(points).toHaveLength(1);
    expect(points[0]?.[0]).toBeCloseTo(320, 0);
    expect(points[0]?.[1]).toBeCloseTo(192, 0);
    expect(outlines).toBeGreaterThan(0);
  });

  test('shows cities side by side within the picture', () => {
    const near = [SHANGHAI, city('Kunshan', 120.98, 31.39)];
    const { points, outlines } = seen(drawn(near) as Figure);
    expect(points).toHaveLength(2);
    for (const [x = -1, y = -1] of points) {
      expect(x).toBeGreaterThan(200);
      expect(x).toBeLessThan(440);
      expect(y).toBeGreaterThan(92);
      expect(y).toBeLessThan(292);
    }
    expect(outlines).toBeGreaterThan(0);
  });

  test('keeps cities far apart at the margins', () => {
    const far = [SHANGHAI, city('Paris', 2.35, 48.86)];
    const { points } = seen(drawn(far) as Figure);
    const xs = points.map(([x]) => x ?? 0).sort((a, b) => a - b);
    expect(xs[0]).toBeCloseTo(36, 0);
    expect(xs[1]).toBeCloseTo(604, 0);
  });

  test('is not drawn where no city is known', () => {
    expect(drawn([{ city: 'Nowhere', located: false, users: 3 }])).toBeNull();
  });
});

describe('a map of countries', () => {
  beforeAll(() => whenDrawable({ map: 'world' }) ?? undefined);
  const world = (rows: readonly Row[]) =>
    placesMap(rows, { by: 'country', map: 'world', measure: 'users' }, options);

  test('is not drawn where no country is known', () => {
    expect(world([{ country: 'Atlantis', code: null, located: false, users: 3 }])).toBeNull();
  });

  test('says which country is too small for it', () => {
    const figure = world([{ country: 'Malta', code: 'MT', located: true, users: 3 }]);
    expect(figure?.notes?.join()).toContain('Malta');
  });
});

describe('a map of regions that was told from their names', () => {
  beforeAll(() => whenDrawable({ map: 'regions' }) ?? undefined);

  test('has tiles of that country alone, named in the reader’s language', () => {
    const rows = ['SP', 'SC'].map((code) => ({ region: code, code, located: true, users: 3 }));
    const figure = placesMap(
      rows,
      { by: 'region', map: 'brazil-states', measure: 'users' },
      options,
    );
    expect(figure?.svg.querySelectorAll('rect')).toHaveLength(27);
    expect(figure?.twin.rows.map(({ place }) => place)).toEqual(['São Paulo', 'Santa Catarina']);
  });
});

describe('places beside those of an earlier period', () => {
  beforeAll(() => whenDrawable({ map: 'world' }) ?? undefined);
  const facts = { by: 'country', map: 'world', measure: 'users' };
  const rows: readonly Row[] = [
    { country: 'UK', code: 'GB', located: true, users: 40, users_before: 80 },
    { country: 'Atlantis', code: null, located: false, users: 20, users_before: null },
  ];

  test('are bars with a mark where each ended, and none where it was not', () => {
    const compare = { from: '2017-11-25', to: '2017-11-25' };
    const { svg, twin } = placesBefore(rows, { ...facts, compare }, options) as Figure;
    const bars = [...svg.querySelectorAll('.th-grow-x')];
    const marks = [...svg.querySelectorAll('.th-before')];
    expect(bars).toHaveLength(2);
    expect(marks).toHaveLength(1);
    const at = (element: Element | undefined, name: string) => Number(element?.getAttribute(name));
    const left = at(bars[0], 'x');
    // The earlier figure is twice the bar.
    expect(at(marks[0], 'x') + 1 - left).toBeCloseTo(2 * at(bars[0], 'width'), 0);
    expect(svg.textContent).toContain('United Kingdom');
    expect(twin.rows).toHaveLength(2);
  });

  test('are not drawn where nothing is compared', () => {
    expect(placesBefore(rows, facts, options)).toBeNull();
  });
});

describe('a map of the world', () => {
  beforeAll(() => whenDrawable({ map: 'world' }) ?? undefined);

  test('says what it cannot draw in the words of the data, with its figure', () => {
    const country = (name: string, code: string, users: number): Row => ({
      ...{ country: name, code, located: true, users },
    });
    const made = placesMap(
      [country('EIRE', 'IE', 100), country('Channel Islands', 'GG', 30)],
      { by: 'country', map: 'world', measure: 'users' },
      options,
    );
    expect(made?.notes).toEqual([
      '1 place has no outline at this scale: Channel Islands (Guernsey) 30.',
    ]);
  });
});
