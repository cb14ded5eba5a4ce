import { describe, expect, it } from 'vitest';
import { chosen } from '../../../src/app/selection/own-parameter.ts';
import { namesOf, readShapes } from '../../../src/charts/places/shapes.ts';

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
});

describe('a choice in a drawing', () => {
  it('takes two at most, the first makes room, and a second pick takes one out', () => {
    expect(chosen(undefined, 'a', 2)).toEqual(['a']);
    expect(chosen(['a'], 'b', 2)).toEqual(['a', 'b']);
    expect(chosen('a, b', 'c', 2)).toEqual(['b', 'c']);
    expect(chosen(['a', 'b'], 'a', 2)).toEqual(['b']);
    expect(chosen('x', 'home.kitchen', 1)).toBe('home.kitchen');
    expect(chosen('x', null, 1)).toBeNull();
  });
});
