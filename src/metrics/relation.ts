import type { DatasetContext } from '../warehouse/types.ts';

/** Name of the table for a metric's result: the same for the same parameters over the same data in the same tab. */
export function relationName(kind: string, parameters: unknown, context: DatasetContext): string {
  const text = JSON.stringify(
    [parameters, context.id, context.version, context.tab],
    (_key, value) => (typeof value === 'bigint' ? `${value}n` : value),
  );
  return `ads_${kind}_${hash(text)}`;
}

/** 64 bits of FNV-1a as hexadecimal. */
function hash(text: string): string {
  let state = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    state = BigInt.asUintN(64, (state ^ BigInt(byte)) * 0x100000001b3n);
  }
  return state.toString(16).padStart(16, '0');
}
