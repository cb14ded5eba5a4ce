import type { DatasetContext } from '../../warehouse/types.ts';
import { relationName } from '../relation.ts';
import { isSegment, type Segment, type SegmentSource } from './types.ts';

/** Name of the table of a segment's keys: the same for the same definition over the same data. */
export const segmentTable = ({ of, not, source }: Segment, context: DatasetContext): string =>
  relationName('segment', { of, not: not === true, source }, context);

/** Segments that must stand before those of `source` can be told. */
export function segmentsBehind(source: SegmentSource): readonly Segment[] {
  switch (source.from) {
    case 'any':
      return source.segments;
    case 'rows':
      return source.reads ?? [];
    default:
      return segmentsOf(source.parameters);
  }
}

/** Segments by which a metric's parameters are filtered. */
export function segmentsOf(parameters: unknown): readonly Segment[] {
  const { filters } = (parameters ?? {}) as { readonly filters?: Record<string, unknown> };
  const list = filters?.segment;
  return (Array.isArray(list) ? list : [list]).filter(isSegment);
}
