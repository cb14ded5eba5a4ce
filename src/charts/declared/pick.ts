import type { Row } from '../../metrics/types.ts';
import type { LayerPlan } from './plan.ts';
import type { ChannelName } from './vocabulary.ts';

/** Channels whose column a mark may stand for, the likeliest first. */
const ORDER: readonly ChannelName[] = [
  'label',
  'region',
  'source',
  'series',
  'y',
  'x',
  'fill',
  'stroke',
  'fy',
  'fx',
  'z',
];

/** Which value of which column a mark stands for; null where it stands for figures alone. */
export function pickedOf(
  row: Row,
  { bounds }: LayerPlan,
): { readonly column: string; readonly value: unknown } | null {
  for (const wanted of ['category', 'moment'] as const) {
    for (const channel of ORDER) {
      const bound = bounds[channel];
      if (bound?.kind !== 'column' || bound.source === null || bound.to !== undefined) continue;
      const category = bound.type === 'text' || bound.type === 'flag';
      if ((wanted === 'category') !== category || (!category && bound.type === 'number')) continue;
      return { column: bound.source, value: row[bound.name] ?? null };
    }
  }
  return null;
}
