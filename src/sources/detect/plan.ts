import { sourceDefinition } from '../known/index.ts';
import {
  type DecodePlan,
  type Detection,
  type FileShape,
  ID_COLUMNS,
  type IdColumn,
  type Mapping,
} from '../types.ts';
import { checkMapping, textualIds } from './mapping.ts';

export interface PlanOptions {
  /** Data zone; the detection's without. */
  readonly timezone?: string;
  /** In place of the detected mapping, already resolved. */
  readonly mapping?: Mapping;
  /** Identifiers to be kept as text in any case, as the data set that is added to does. */
  readonly textual?: readonly IdColumn[];
}

/**
 * What the readers need for each file of one group; identifiers are text in all files or in none.
 * Throws what `checkMapping` throws.
 */
export function decodePlans(
  shapes: readonly FileShape[],
  detection: Detection,
  {
    timezone = detection.timezone,
    mapping = detection.mapping,
    textual: kept = [],
  }: PlanOptions = {},
): DecodePlan[] {
  const definition = sourceDefinition(detection.source);
  const text = new Set<IdColumn>([...kept, ...(definition?.textual ?? [])]);
  for (const shape of shapes) {
    checkMapping(mapping, shape);
    for (const id of textualIds(mapping, shape)) text.add(id);
  }
  const textual = ID_COLUMNS.filter((id) => text.has(id) && mapping.columns[id]);
  return shapes.map((shape) => ({ shape, mapping, source: detection.source, timezone, textual }));
}

/** `decodePlans` for a single file. */
export function decodePlan(
  shape: FileShape,
  detection: Detection,
  options: PlanOptions = {},
): DecodePlan {
  const [plan] = decodePlans([shape], detection, options);
  if (!plan) throw new RangeError('one shape gives one plan');
  return plan;
}
