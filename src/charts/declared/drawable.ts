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
  return rows.filter(has);
}
