import { DataType, type Table, type Vector } from 'apache-arrow';
import { breath } from '../engine/breath.ts';
import type { ModelInput } from './types.ts';

/** Values that are copied between two breaths of the page. */
const BLOCK = 1 << 18;

/** A result as a model reads it; the arrays are the model's own. Throws where a column is neither BIGINT nor a number. */
export async function modelInput(table: Table): Promise<ModelInput> {
  const columns: Record<string, Float64Array | BigInt64Array> = {};
  for (const [index, { name }] of table.schema.fields.entries()) {
    const vector = table.getChildAt(index);
    if (vector) columns[name] = await columnOf(vector, name);
  }
  return columns;
}

async function columnOf(
  { type, data, length }: Vector,
  name: string,
): Promise<Float64Array | BigInt64Array> {
  const wide = DataType.isInt(type) && type.bitWidth === 64;
  if (!wide && !DataType.isFloat(type) && !DataType.isInt(type))
    throw new TypeError(
      `the column ${name} of a model is ${String(type)}, neither BIGINT nor DOUBLE`,
    );
  const all = wide ? new BigInt64Array(length) : new Float64Array(length);
  let at = 0;
  for (const piece of data) {
    for (let start = 0; start < piece.length; start += BLOCK) {
      const end = Math.min(piece.length, start + BLOCK);
      all.set(piece.values.subarray(start, end) as never, at + start);
      if (piece.nullCount > 0 && all instanceof Float64Array)
        for (let row = start; row < end; row++)
          if (!piece.getValid(row)) all[at + row] = Number.NaN;
      await breath();
    }
    at += piece.length;
  }
  return all;
}

/** The rows of all parts, of the same columns, one after the other; what was copied of the parts is let go. */
export async function joinedInputs(parts: ModelInput[]): Promise<ModelInput> {
  const [first] = parts;
  if (!first || parts.length === 1) return first ?? {};
  const columns: Record<string, Float64Array | BigInt64Array> = {};
  for (const name of Object.keys(first)) {
    const rows = parts.reduce((sum, part) => sum + (part[name]?.length ?? 0), 0);
    const all =
      first[name] instanceof BigInt64Array ? new BigInt64Array(rows) : new Float64Array(rows);
    let at = 0;
    for (const [place, part] of parts.entries()) {
      const { [name]: own, ...rest } = part;
      all.set((own ?? []) as never, at);
      at += own?.length ?? 0;
      parts[place] = rest;
      await breath();
    }
    columns[name] = all;
  }
  return columns;
}
