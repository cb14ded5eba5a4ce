import { isSegment, type Segment } from '../../metrics/segments/types.ts';
import type { CellResult } from '../../notebook/index.ts';

/** The segment that a cell's result is; null for any other. */
export function segmentIn(result: Pick<CellResult, 'value'> | null | undefined): Segment | null {
  return isSegment(result?.value) ? result.value : null;
}
