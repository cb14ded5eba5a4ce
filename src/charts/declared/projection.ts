import type * as Plot from '@observablehq/plot';
import { geometry, type Setting } from './marks.ts';

/** The globe on the page, or the given outlines fitted into the frame; null where nothing is on a map. */
export function projectionFor({ chart, plans, layers }: Setting): Plot.ProjectionOptions | null {
  const { projection } = chart;
  const shapes = plans.flatMap(({ bounds }, at) => {
    const bound = bounds.geometry;
    if (bound?.kind !== 'column') return [];
    return (layers[at]?.rows ?? [])
      .map((row) => geometry(row[bound.name]))
      .filter((one) => one !== null);
  });
  if (!projection && shapes.length === 0) return null;
  const [west, south, east, north] = projection?.box ?? [];
  const domain =
    west !== undefined && south !== undefined && east !== undefined && north !== undefined
      ? {
          type: 'MultiPoint',
          coordinates: [
            [west, south],
            [east, north],
          ],
        }
      : shapes.length > 0
        ? { type: 'GeometryCollection', geometries: shapes.flatMap(geometriesOf) }
        : undefined;
  return {
    type: (projection?.type ?? 'mercator') as Plot.ProjectionName,
    ...(projection?.rotate ? { rotate: projection.rotate as [number, number] } : {}),
    ...(domain ? { domain: domain as never, inset: 6 } : {}),
  };
}

function geometriesOf(shape: unknown): unknown[] {
  const {
    type,
    geometry: inner,
    features,
  } = shape as { type?: string; geometry?: unknown; features?: unknown[] };
  if (type === 'Feature') return inner ? [inner] : [];
  if (type === 'FeatureCollection') return (features ?? []).flatMap(geometriesOf);
  return [shape];
}
