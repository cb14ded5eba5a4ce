import { describe, expect, it } from 'vitest';
import { chosen } from '../../../src/app/selection/own-parameter.ts';
import { readShapes } from '../../../src/charts/places/read-shapes.ts';
import { keepShapes, namesOf, shapesOf } from '../../../src/charts/places/shapes.ts';
import { thinned } from '../../../src/charts/places/thinned.ts';
import { listOf, listText } from '../../../src/metrics/parameters/list-text.ts';

const ring = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
  [0, 0],
];
const feature = (properties: object, coordinates: unknown = [ring]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
});

describe('a picked GeoJSON file', () => {
  it('gives its areas, turned as they are drawn, and the properties that name them', () => {
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        feature({ level: 1, name: 'Alpha' }),
        feature({ level: 1, name: 'Beta' }, [[...ring].reverse()]),
        { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: ring } },
      ],
    });
    const shapes = readShapes('mine.geojson', text);
    expect(shapes?.total).toBe(2);
    expect(shapes?.properties).toEqual(['name', 'level']);
    // Both run clockwise, whichever way the file wrote them.
    for (const one of shapes?.features ?? [])
      expect((one.geometry as { coordinates: unknown[] }).coordinates[0]).toEqual(
        [...ring].reverse(),
      );
    const [first] = shapes?.features ?? [];
    expect(first && namesOf(first, 'name')).toEqual(['alpha']);
    expect(first && namesOf(first, null)).toEqual(['1', 'alpha']);
  });

  it('is refused where it is none', () => {
    for (const text of ['', 'name,age', '[]', '{"type":"FeatureCollection","features":[]}'])
      expect(readShapes('x', text)).toBeNull();
  });

  it('leaves out shapes that are none, and stays with the page where storage is refused', async () => {
    const bad = [undefined, 5, [5], [[1, 2]], [[['a', 'b']]]].map((coordinates) => ({
      ...feature({ name: 'bad' }),
      geometry: { type: 'Polygon', coordinates },
    }));
    const read = (features: unknown[]) =>
      readShapes('mixed.json', JSON.stringify({ type: 'FeatureCollection', features }));
    expect(read(bad)).toBeNull();
    const shapes = read([...bad, feature({ name: 'Alpha' })]);
    expect(shapes?.total).toBe(1);
    // There is no IndexedDB here.
    if (shapes) await keepShapes(shapes);
    expect(await shapesOf('mixed.json')).toBe(shapes);
  });
});

describe('outlines of too many points', () => {
  /** Points on a wavy line from one place to another. */
  const line = (n: number, from: readonly [number, number], to: readonly [number, number]) =>
    Array.from({ length: n + 1 }, (_, k) => [
      from[0] + ((to[0] - from[0]) * k) / n + Math.sin(k / 50) / 20,
      from[1] + ((to[1] - from[1]) * k) / n + Math.cos(k / 50) / 20,
    ]);
  const border = line(5000, [10, 0], [10, 10]);
  const closed = (...lines: number[][][]) => {
    const ring = lines.flat();
    return [[...ring, ring[0] ?? []]];
  };
  const west = closed(border, line(5000, [10, 10], [0, 10]), line(5000, [0, 10], [0, 0]));
  const east = closed(
    [...border].reverse(),
    line(5000, [10, 0], [20, 0]),
    line(5000, [20, 10], [10, 10]),
  );
  const speck = [ring.map(([x = 0, y = 0]) => [5 + x / 1e7, 5 + y / 1e7])];
  const features = [west, east, speck].map(
    (coordinates, at) => feature({ at }, coordinates) as unknown as GeoJSON.Feature,
  );
  const ringOf = (one: GeoJSON.Feature | undefined) =>
    (one?.geometry as GeoJSON.MultiPolygon | undefined)?.coordinates[0]?.[0] ?? [];

  it('keep the borders that they share, and every shape', () => {
    const { features: made, of, left } = thinned(features, 2000);
    expect(of).toBe(30_013);
    expect(left).toBeLessThanOrEqual(2000);
    const [a, b, c] = made.map(ringOf);
    const key = (point: GeoJSON.Position) => point.join();
    const others = new Set((b ?? []).map(key));
    const shared = (a ?? []).filter(([x = 0]) => Math.abs(x - 10) < 0.02);
    expect(shared.length).toBeGreaterThan(50);
    // The corners, where waves of other sides end, may be a cell off.
    for (const point of shared.slice(5, -5)) expect(others.has(key(point))).toBe(true);
    expect(c).toHaveLength(5);
    expect(made.map(({ properties }) => properties?.at)).toEqual([0, 1, 2]);
  });

  it('lie nowhere far from where they were', () => {
    const { features: made } = thinned(features, 2000);
    const first = ringOf(made[0]);
    for (const [x = 0, y = 0] of border.filter((_, at) => at % 500 === 0)) {
      const nearest = Math.min(...first.map(([u = 0, v = 0]) => Math.hypot(u - x, v - y)));
      expect(nearest).toBeLessThan(20 / 128);
    }
  });

  it('are left as they are where they are few', () => {
    expect(thinned(features, 30_013).features).toBe(features);
    const text = JSON.stringify({ type: 'FeatureCollection', features });
    expect(readShapes('few.json', text)?.points).toBeUndefined();
  });
});

describe('a choice in a drawing', () => {
  it('takes two at most, the first makes room, and a second pick takes one out', () => {
    expect(chosen(undefined, 'a', 2)).toEqual(['a']);
    expect(chosen(['a'], 'b', 2)).toEqual(['a', 'b']);
    expect(chosen('a, b', 'c', 2)).toEqual(['b', 'c']);
    expect(chosen(['a', 'b'], 'a', 2)).toEqual(['b']);
    expect(chosen('x', 'home.kitchen', 1)).toBe('home.kitchen');
    expect(chosen('x', null, 1)).toBeNull();
    expect(chosen('"Smith, Jones", b', 'Smith, Jones', 2)).toEqual(['b']);
  });

  it('keeps names with commas whole in one text', () => {
    const names = ['Smith, Jones', 'b', '"q"', '5" disk', '甲，乙'];
    expect(listOf(listText(names))).toEqual(names);
    expect(listOf(' a ，b,, "open, c')).toEqual(['a', 'b', '"open', 'c']);
    expect(listText(['a', 'b'])).toBe('a, b');
  });
});
