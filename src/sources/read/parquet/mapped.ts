import type { CanonicalColumn, ColumnOrigin, DecodePlan } from '../../types.ts';
import { positionOf } from '../layout.ts';

/** A name that inspection may have made up, because the file has none or one twice: it cannot be asked for. */
const MADE_UP = /^column\d+$|_\d+$/;

/**
 * The plan as if the file had no columns but the mapped ones, and the names of these, to read nothing else of a Parquet
 * file. For loads that look for no duplicates: two records that differ in another column only are then the same.
 * The plan as it is, without names, for all other files. Throws `mapping-incomplete`.
 */
export function mappedOnly(plan: DecodePlan): { plan: DecodePlan; columns?: readonly string[] } {
  const { shape, mapping } = plan;
  if (shape.format !== 'parquet' || shape.columns.some((name) => MADE_UP.test(name)))
    return { plan };
  const origins = Object.entries(mapping.columns) as [CanonicalColumn, ColumnOrigin][];
  const sources = origins.map(([name, origin]) =>
    'constant' in origin ? null : positionOf(origin, name, plan),
  );
  const kept = shape.columns.map((_, position) => position).filter((p) => sources.includes(p));
  const at = <T>(list: readonly T[]) =>
    kept.flatMap((position) => list.slice(position, position + 1));
  const columns = at(shape.columns);
  const mapped = origins.map(([name, origin], index) => {
    const source = sources[index];
    return [name, source == null ? origin : { position: kept.indexOf(source) }] as const;
  });
  return {
    columns,
    plan: {
      ...plan,
      shape: { ...shape, columns, types: at(shape.types), preview: shape.preview.map(at) },
      mapping: { ...mapping, columns: Object.fromEntries(mapped) },
    },
  };
}
