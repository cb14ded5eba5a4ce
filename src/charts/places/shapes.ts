import { createStore, get, set, type UseStore } from 'idb-keyval';
import { plainName } from '../../metrics/places/gazetteer.ts';
import type { Shapes } from './read-shapes.ts';

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

/** Names of a shape under a property, or under every property where none is said. */
export function namesOf(feature: GeoJSON.Feature, property: string | null): readonly string[] {
  const own = { id: feature.id, ...feature.properties };
  const values = property === null ? Object.values(own) : [own[property as 'id']];
  return values
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => plainName(String(value)))
    .filter((value) => value !== '');
}
