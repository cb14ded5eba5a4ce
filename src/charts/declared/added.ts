import type { Row } from '../../metrics/types.ts';
import { kept } from './derive.ts';
import type { LayerPlan } from './plan.ts';
import type { Mapping } from './value.ts';
import type { ChannelName, MarkName } from './vocabulary.ts';

/** Drawings with one part for each name, and the channels that make a name. */
const PARTS: Readonly<Partial<Record<MarkName, readonly ChannelName[]>>> = {
  ring: ['label'],
  radar: ['label', 'series'],
  funnel: ['label'],
  tileMap: ['region'],
};

/**
 * The block of a drawing with one part for each name, its figure a sum where rows of one name are several: each would
 * else be a part of its own, or hide the others. The block itself for all else. `rows` is null where nobody has them.
 */
export function added(
  spec: Mapping,
  plan: LayerPlan | undefined,
  rows: readonly Row[] | null,
): Mapping {
  const names = plan && PARTS[plan.layer.mark];
  const value = plan?.bounds.value;
  if (!names || plan.derived || value?.kind !== 'column' || value.type !== 'number') return spec;
  if (rows && !repeat(kept(rows, plan.layer.where), plan, names)) return spec;
  const { source, label } = value;
  return { ...spec, value: { sum: source, ...(label !== undefined && { label }) } };
}

function repeat(
  rows: readonly Row[],
  { bounds }: LayerPlan,
  channels: readonly ChannelName[],
): boolean {
  const columns = channels.flatMap((channel) => {
    const bound = bounds[channel];
    return bound?.kind === 'column' ? [bound.name] : [];
  });
  const seen = new Set(rows.map((row) => columns.map((name) => String(row[name])).join('\u0000')));
  return seen.size < rows.length;
}
