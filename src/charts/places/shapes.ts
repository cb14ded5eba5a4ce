import { createStore, get, set, type UseStore } from 'idb-keyval';
import { plainName } from '../../metrics/places/gazetteer.ts';

/** Shapes of a file that a reader picked, kept in this browser under its name. */
export interface Shapes {
  readonly name: string;
  readonly features: readonly GeoJSON.Feature[];
  /** Properties that name the shapes, the likeliest first. */
  readonly properties: readonly string[];
  /** Shapes in the file: more than `features` where not all can be drawn. */
  readonly total: number;
}

/** More would hold the page up while it is read. */
export const MOST_MEGABYTES = 5;
export const MOST_SHAPES = 1000;
/** What is drawn, with how deep its lists of numbers lie. */
const DRAWN: Readonly<Record<string, number>> = {
  Point: 1,
  MultiPoint: 2,
  Polygon: 3,
  MultiPolygon: 4,
};
const LIKELY = /^(name|name_\w+|nom|nombre|code|iso.*|adcode|id)$/i;

let kept: UseStore | null = null;
const store = (): UseStore => {
  kept ??= createStore('tabhouse-shapes', 'shapes');
  return kept;
};

/** Shapes that storage would not take: they last as long as the page. */
const unkept = new Map<string, Shapes>();

/** What is kept under a name; null where there is nothing, or no storage. */
export async function shapesOf(name: string): Promise<Shapes | null> {
  const held = unkept.get(name);
  if (held) return held;
  try {
    return (await get<Shapes>(name, store())) ?? null;
  } catch {
    return null;
  }
}

/** Keeps them in this browser; where it refuses storage, for as long as the page lasts. */
export async function keepShapes(shapes: Shapes): Promise<void> {
  try {
    await set(shapes.name, shapes, store());
    unkept.delete(shapes.name);
  } catch {
    unkept.set(shapes.name, shapes);
  }
}

/** Reads GeoJSON; null where it holds nothing that can be drawn. Rings are turned as D3 wants them. */
export function readShapes(name: string, text: string): Shapes | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  const all = featuresOf(found).filter(({ geometry }) => isDrawn(geometry));
  if (all.length === 0) return null;
  const features = all.slice(0, MOST_SHAPES);
  return { name, features: features.map(turned), properties: propertiesOf(all), total: all.length };
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

/** Twice the signed area: positive where the ring runs counterclockwise. */
const area = (ring: readonly GeoJSON.Position[]): number =>
  ring.reduce((sum, [x = 0, y = 0], at) => {
    const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);

/** Names of a shape under a property, or under every property where none is said. */
export function namesOf(feature: GeoJSON.Feature, property: string | null): readonly string[] {
  const own = { id: feature.id, ...feature.properties };
  const values = property === null ? Object.values(own) : [own[property as 'id']];
  return values
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => plainName(String(value)))
    .filter((value) => value !== '');
}
