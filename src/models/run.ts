import { type Data, Int64, makeData } from 'apache-arrow';
import type { ModelColumn, ModelStage } from '../metrics/types.ts';
import { counts, doubles, ipcOf, strings } from '../warehouse/ingest/arrow.ts';
import { MODELS } from './registry.ts';
import type { Columns, Inputs, Work } from './types.ts';

/**
 * Runs a model where it is called; gives an Arrow IPC stream for each output that has rows. Throws where there is no
 * model or output of that name.
 */
export async function runModel(
  { model, options, outputs }: Pick<ModelStage, 'model' | 'options' | 'outputs'>,
  inputs: Inputs,
  work: Work,
): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const found = await MODELS[model]?.();
  if (!found) throw new Error(`there is no model ${model}`);
  const made = await found(inputs, options, work);
  const streams: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const { name, columns } of outputs) {
    const table = made[name];
    if (!table) throw new Error(`the model ${model} gives no ${name}`);
    const rows = lengthOf(table);
    if (rows > 0)
      streams[name] = ipcOf(
        Object.entries(columns).map(([column, type]) => ({
          name: column,
          data: dataOf(table[column], type, `${model}.${name}.${column}`),
        })),
        rows,
      );
  }
  return streams;
}

const lengthOf = (table: Columns) => Object.values(table)[0]?.length ?? 0;

function dataOf(column: Columns[string] | undefined, type: ModelColumn, name: string): Data {
  if (type === 'DOUBLE' && column instanceof Float64Array)
    return doubles(column as Float64Array<ArrayBuffer>);
  if (type === 'INTEGER' && column instanceof Int32Array)
    return counts(column as Int32Array<ArrayBuffer>);
  if (type === 'BIGINT' && column instanceof BigInt64Array)
    return integers(column as BigInt64Array<ArrayBuffer>);
  if (type === 'VARCHAR' && Array.isArray(column)) return strings(column as readonly string[]);
  throw new TypeError(`${name} is not ${type}`);
}

const integers = (data: BigInt64Array<ArrayBuffer>) =>
  makeData({ type: new Int64(), length: data.length, nullCount: 0, data });
