import {
  type Data,
  DataType,
  type Table,
  tableFromIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import type { Answer } from './core.ts';

/** The Arrow table of an answer, its ENUM columns with their texts. */
export function decode({ ipc, enums }: Answer): Table {
  const table = tableFromIPC(ipc);
  if (enums.length === 0) return table;
  const texts = enums.map((values) => vectorFromArray(values, new Utf8()));
  for (const batch of table.batches) give(batch.data, [...texts]);
  return table;
}

/** Hands the texts to the dictionary columns below `data`, depth first, as `enumsOf` lists them. */
function give(data: Data, texts: Vector[]): void {
  if (DataType.isDictionary(data.type)) {
    const dictionary = texts.shift();
    if (dictionary) Object.assign(data, { dictionary });
    return;
  }
  for (const child of data.children) give(child, texts);
}
