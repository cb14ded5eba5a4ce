import type { DatasetContext } from '../../warehouse/types.ts';
import { choice, number } from '../parameters/kinds.ts';
import type { PlanColumn } from '../types.ts';
import type { Dimension, Grouping } from './dimension.ts';

/** What a metric breaks down by, and how deep categories are told apart. */
export const breakdownFields = {
  by: choice(
    'metrics.parameter.by',
    {
      brand: 'metrics.by.brand',
      category: 'metrics.by.category',
      hour: 'metrics.by.hour',
      weekday: 'metrics.by.weekday',
      device: 'metrics.by.device',
      region: 'metrics.by.region',
      city: 'metrics.by.city',
      country: 'metrics.by.country',
    },
    'category',
  ),
  level: number('metrics.parameter.level', null, { minimum: 1, maximum: 9, integer: true }),
};

export const groupingBy = ({
  by,
  level,
}: {
  readonly by: Dimension;
  readonly level: number | null;
}): Grouping => ({ by, level: by === 'category' ? level : null, parent: null });

/** The column that names a segment. */
export const segmentColumn = (by: Dimension): PlanColumn => ({
  name: by,
  type: by === 'hour' || by === 'weekday' ? 'count' : 'text',
});

/** True where paths and not ids name categories. */
export const byPath = (by: Dimension, context: DatasetContext): boolean =>
  by === 'category' && context.columns.includes('category_path');
