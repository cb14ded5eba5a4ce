/** Points that are drawn without the page being held up. */
export const MOST_POINTS = 60_000;
/** Cells along the longer side of a map: finer than a screen shows. */
const CELLS = 4096;

interface Thinned {
  readonly features: readonly GeoJSON.Feature[];
  /** Points before and after. */
  readonly of: number;
  readonly left: number;
}

/**
 * Fewer points where there are more than `most`: each is moved to the middle of its cell of a grid, and repeated ones
 * fall together. A point's cell depends on nothing else, so that areas side by side keep their common border (the
 * quantisation of TopoJSON). The grid is the finest of those, each twice as coarse as the last, that leaves few enough.
 */
export function thinned(features: readonly GeoJSON.Feature[], most = MOST_POINTS): Thinned {
  const of = pointsIn(features);
  if (of <= most) return { features, of, left: of };
  const size = longerSide(features) || 1;
  for (let cells = CELLS; ; cells /= 2) {
    const made = features.map((feature) => onGrid(feature, size / cells));
    const left = pointsIn(made);
    // Points that stand alone, and areas smaller than a cell, do not get fewer.
    if (left <= most || cells <= 16) return { features: made, of, left };
  }
}

type Ring = GeoJSON.Position[];

/** Polygons of a feature; none where it is of points. */
function polygonsOf({ geometry }: GeoJSON.Feature): readonly Ring[][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

function pointsIn(features: readonly GeoJSON.Feature[]): number {
  let points = 0;
  for (const feature of features) {
    const { geometry } = feature;
    if (geometry.type === 'MultiPoint') points += geometry.coordinates.length;
    for (const polygon of polygonsOf(feature)) for (const ring of polygon) points += ring.length;
  }
  return points;
}

function longerSide(features: readonly GeoJSON.Feature[]): number {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const feature of features)
    for (const polygon of polygonsOf(feature))
      for (const [x = 0, y = 0] of polygon[0] ?? []) {
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
      }
  const side = Math.max(east - west, north - south);
  return Number.isFinite(side) ? side : 0;
}

function onGrid(feature: GeoJSON.Feature, cell: number): GeoJSON.Feature {
  const polygons = polygonsOf(feature);
  if (polygons.length === 0) return feature;
  const made = polygons.flatMap((polygon) => {
    const rings = polygon.map((ring) => snapped(ring, cell));
    // A hole of no size is none; with its outline a polygon goes.
    return rings[0] ? [rings.filter((ring) => ring !== null)] : [];
  });
  const coordinates = made.length > 0 ? made : [[dot(largest(polygons), cell)]];
  return { ...feature, geometry: { type: 'MultiPolygon', coordinates } };
}

/** The ring on the grid; null where less than a triangle of half a cell is left. */
function snapped(ring: Ring, cell: number): Ring | null {
  const made: Ring = [];
  for (const [x = 0, y = 0] of ring) {
    const [at, up] = [middle(x, cell), middle(y, cell)];
    const last = made.at(-1);
    if (!last || last[0] !== at || last[1] !== up) made.push([at, up]);
  }
  return made.length < 4 || Math.abs(area(made)) < cell * cell ? null : made;
}

const middle = (value: number, cell: number) => (Math.floor(value / cell) + 0.5) * cell;

const largest = (polygons: readonly Ring[][]): Ring =>
  polygons.reduce<Ring>((most, [ring = []]) => (ring.length > most.length ? ring : most), []);

/** What is smaller than a cell is as large as one: nothing that the file names is lost. */
function dot(ring: Ring, cell: number): Ring {
  const [[x = 0, y = 0] = []] = ring;
  const [left, low] = [Math.floor(x / cell) * cell, Math.floor(y / cell) * cell];
  return [
    [left, low],
    [left, low + cell],
    [left + cell, low + cell],
    [left + cell, low],
    [left, low],
  ];
}

/** Twice the signed area: positive where the ring runs counterclockwise. */
export const area = (ring: readonly GeoJSON.Position[]): number =>
  ring.reduce((sum, [x = 0, y = 0], at) => {
    const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
