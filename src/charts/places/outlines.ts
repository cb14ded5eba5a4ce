import type { FeatureCollection } from 'geojson';
import {
  gazetteer,
  loadGazetteer,
  plainName,
  REGIONS,
  type Scheme,
} from '../../metrics/places/gazetteer.ts';
import { knowOutlines } from './named.ts';
import type { Shapes } from './read-shapes.ts';
import { shapesOf } from './shapes.ts';

/** An area or a point with every name by which rows may mean it. */
export interface Outline {
  readonly shape: GeoJSON.Feature;
  readonly code: string | null;
}

let world: readonly Outline[] | null = null;
const files = new Map<string, Shapes | null>();

/** The outlines of countries, once they are fetched. */
export const countries = (): readonly Outline[] => world ?? [];

/** The shapes of a picked file: undefined while they are looked for, null where this browser does not have them. */
export const fileShapes = (name: string): Shapes | null | undefined => files.get(name);

/** Looks a picked file up again: it was picked just now. */
export const forgetFile = (name: string): boolean => files.delete(name);

/**
 * Fetches from our own origin what the map of a `places` metric draws; null where everything is at hand. Nothing is
 * fetched before a map is to be drawn.
 */
export function whenDrawable(parameters: Readonly<Record<string, unknown>>): Promise<void> | null {
  const { map, file } = parameters;
  if (map === 'file') {
    const name = typeof file === 'string' ? file : '';
    if (name === '' || files.has(name)) return null;
    return shapesOf(name).then((found) => {
      files.set(name, found);
    });
  }
  if (map === 'regions') {
    const waits = REGIONS.flatMap((scheme) => names(scheme) ?? []);
    return waits.length > 0 ? Promise.all(waits).then(() => undefined) : null;
  }
  if (map !== 'world' && map !== 'cities') return names(String(map) as Scheme);
  if (world) return names(map);
  return Promise.all([loadOutlines(), loadGazetteer('world'), loadGazetteer(map)]).then(
    () => undefined,
  );
}

function names(scheme: Scheme): Promise<void> | null {
  try {
    gazetteer(scheme);
    return null;
  } catch {
    return loadGazetteer(scheme).then(() => undefined);
  }
}

/** Fetches the outlines of countries, once; from then on a name stands for its outline. */
export async function loadOutlines(): Promise<void> {
  if (world) return;
  const [{ feature }, { default: atlas }, { names: codes }] = await Promise.all([
    import('topojson-client'),
    import('world-atlas/countries-110m.json'),
    loadGazetteer('world'),
  ]);
  const topology = atlas as unknown as Parameters<typeof feature>[0];
  const all = feature(topology, topology.objects.countries as never) as unknown;
  world = (all as FeatureCollection).features
    .map((shape) => ({
      shape,
      code:
        codes.get(String(shape.id ?? '')) ??
        codes.get(plainName(String(shape.properties?.name ?? ''))) ??
        null,
    }))
    // Antarctica buys nothing and would take a fifth of the picture.
    .filter(({ code }) => code !== 'AQ');
  const byCode = new Map(world.map((one) => [one.code, one.shape]));
  knowOutlines((name) => byCode.get(codes.get(plainName(name)) ?? '') ?? null);
}
