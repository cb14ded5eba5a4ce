import { describe, expect, it } from 'vitest';
import { chosen } from '../../../src/app/selection/own-parameter.ts';
import { keepShapes, namesOf, readShapes, shapesOf } from '../../../src/charts/places/shapes.ts';
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
