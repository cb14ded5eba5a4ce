import { area, thinned } from './thinned.ts';

/** Shapes of a file that a reader picked, kept in this browser under its name. */
export interface Shapes {
  readonly name: string;
  readonly features: readonly GeoJSON.Feature[];
  /** Properties that name the shapes, the likeliest first. */
  readonly properties: readonly string[];
  /** Shapes in the file: more than `features` where not all can be drawn. */
  readonly total: number;
  /** Points of what is drawn, and how many of them are left where they were too many. */
  readonly points?: { readonly of: number; readonly left: number };
}

/** More would not fit into a tab's memory once it is read. */
export const MOST_MEGABYTES = 100;
export const MOST_SHAPES = 1000;
/** What is drawn, with how deep its lists of numbers lie. */
const DRAWN: Readonly<Record<string, number>> = {
  Point: 1,
  MultiPoint: 2,
  Polygon: 3,
  MultiPolygon: 4,
};
const LIKELY = /^(name|name_\w+|nom|nombre|code|iso.*|adcode|id)$/i;

/**
 * Reads GeoJSON; null where it holds nothing that can be drawn. Rings are turned as D3 wants them, and have fewer points
 * where they are too many to draw.
 */
export function readShapes(name: string, text: string): Shapes | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  const all = featuresOf(found).filter(({ geometry }) => isDrawn(geometry));
  if (all.length === 0) return null;
  const { features, of, left } = thinned(all.slice(0, MOST_SHAPES));
  return {
    name,
    features: features.map(turned),
    properties: propertiesOf(all),
    total: all.length,
    ...(left < of && { points: { of, left } }),
  };
}

function isDrawn(geometry: GeoJSON.Geometry | null | undefined): boolean {
  const depth = DRAWN[geometry?.type ?? ''];
  return depth !== undefined && isNested((geometry as GeoJSON.Point).coordinates, depth);
}

const isNested = (value: unknown, depth: number): boolean =>
  depth === 0
    ? typeof value === 'number'
    : Array.isArray(value) && value.every((one) => isNested(one, depth - 1));

function featuresOf(value: unknown): GeoJSON.Feature[] {
  if (typeof value !== 'object' || value === null || !('type' in value)) return [];
  const { type } = value as { type: unknown };
  if (type === 'FeatureCollection') {
    const { features } = value as { features?: unknown };
    return Array.isArray(features) ? features.flatMap(featuresOf) : [];
  }
  return type === 'Feature' ? [value as GeoJSON.Feature] : [];
}

/** Properties with texts, those that tell shapes apart best first, likely names before others. */
function propertiesOf(features: readonly GeoJSON.Feature[]): readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const { properties } of features)
    for (const [key, value] of Object.entries(properties ?? {})) {
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      const own = values.get(key) ?? new Set();
      values.set(key, own.add(String(value)));
    }
  const rank = (key: string) => (LIKELY.test(key) ? 1 : 0);
  return [...values]
    .sort(([a, x], [b, y]) => rank(b) - rank(a) || y.size - x.size)
    .map(([key]) => key);
}

/** An outer ring that runs counterclockwise on the map is, to D3, everything but its inside: rings are turned round. */
function turned(feature: GeoJSON.Feature): GeoJSON.Feature {
  const { geometry } = feature;
  if (geometry.type === 'Polygon')
    return { ...feature, geometry: { ...geometry, coordinates: rings(geometry.coordinates) } };
  if (geometry.type !== 'MultiPolygon') return feature;
  const coordinates = geometry.coordinates.map(rings);
  return { ...feature, geometry: { ...geometry, coordinates } };
}

const rings = (polygon: GeoJSON.Position[][]): GeoJSON.Position[][] =>
  polygon.map((ring, at) => (area(ring) > 0 === (at === 0) ? [...ring].reverse() : ring));
