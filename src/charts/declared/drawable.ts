import { groups } from 'd3';
import type { Row } from '../../metrics/types.ts';
import { typed } from './columns.ts';
import type { LayerPlan } from './plan.ts';

/** What is worked out from several rows. */
export const NEEDS: Readonly<Record<string, number>> = {
  linearRegressionX: 3,
  linearRegressionY: 3,
  differenceY: 2,
  hexbin: 1,
  tree: 1,
  contour: 4,
  density: 1,
  hull: 3,
  voronoi: 1,
};

/** The rows that have what a mark needs along the axes; a line keeps its gaps. */
export function drawable(rows: readonly Row[], { layer, bounds }: LayerPlan): Row[] {
  const line = /^(line|area|difference|bollinger)/.test(layer.mark);
  const needed = (['x', 'y', 'x1', 'x2', 'y1', 'y2', 'path', 'geometry'] as const).flatMap(
    (channel) => {
      const bound = bounds[channel];
      if (bound?.kind !== 'column') return [];
      const words = bound.type === 'text' || bound.type === 'flag';
      return !words || channel === 'path' || channel === 'geometry' ? [bound] : [];
    },
  );
  const has = (row: Row) => needed.every(({ name, type }) => typed(row[name], type) !== null);
  if (line) return rows.some(has) ? [...rows] : [];
  const kept = rows.filter(has);
  return layer.mark === 'tree' && bounds.path?.kind === 'column'
    ? branches(kept, bounds.path.name)
    : kept;
}

/** A row for each path: a tree has no place for one without a name, nor for one that is there already. */
function branches(rows: readonly Row[], path: string): Row[] {
  const found = new Map(rows.toReversed().map((row) => [String(row[path]), row]));
  return rows.filter((row) => {
    const name = String(row[path]);
    return name !== '' && found.get(name) === row;
  });
}

/** The rows of a line that stand alone in their series: nothing leads to them, so that they would not be seen. */
export function alone(rows: readonly Row[], { layer, bounds }: LayerPlan): Row[] {
  if (!layer.mark.startsWith('line') || Object.keys(layer.transforms).length > 0) return [];
  const by = [bounds.z, bounds.stroke, bounds.fill, bounds.fx, bounds.fy].flatMap((bound) =>
    bound?.kind === 'column' ? [bound.name] : [],
  );
  const series = groups(rows, (row) => by.map((name) => String(row[name])).join('\u0000'));
  return series.flatMap(([, some]) => (some.length === 1 ? some : []));
}
