import type { Columns } from './types.ts';

/** Tables of the same columns one after the other. */
export function joined(tables: readonly Columns[]): Columns {
  const [first] = tables;
  if (!first) return {};
  return Object.fromEntries(
    Object.keys(first).map((name) => {
      const columns = tables.map((table) => table[name] ?? new Float64Array());
      const [sample] = columns;
      if (sample instanceof Float64Array)
        return [name, Float64Array.from(columns.flatMap((one) => Array.from(one as Float64Array)))];
      if (sample instanceof Int32Array)
        return [name, Int32Array.from(columns.flatMap((one) => Array.from(one as Int32Array)))];
      if (sample instanceof BigInt64Array)
        return [
          name,
          BigInt64Array.from(columns.flatMap((one) => Array.from(one as BigInt64Array))),
        ];
      return [name, columns.flatMap((one) => [...(one as readonly string[])])];
    }),
  );
}
