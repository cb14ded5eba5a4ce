import {
  type Data,
  DataType,
  makeData,
  type Table,
  tableFromIPC,
  Utf8,
  Vector,
} from 'apache-arrow';
import type { QueryAnswer } from './types.ts';

/** The Arrow table of an answer, its ENUM columns with their texts. */
export function decode({ ipc, enums }: QueryAnswer): Table {
  const table = tableFromIPC(ipc);
  if (enums.length === 0) return table;
  const texts = enums.map(textVector);
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

/** Put together by hand: Arrow's builders make functions from text, which the page's policy refuses. */
export function textVector(values: readonly string[]): Vector<Utf8> {
  const encoded = values.map((value) => new TextEncoder().encode(value));
  const valueOffsets = new Int32Array(values.length + 1);
  encoded.forEach(({ length }, index) => {
    valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + length;
  });
  const data = new Uint8Array(valueOffsets[values.length] ?? 0);
  encoded.forEach((bytes, index) => {
    data.set(bytes, valueOffsets[index]);
  });
  return new Vector([
    makeData({ type: new Utf8(), length: values.length, nullCount: 0, valueOffsets, data }),
  ]);
}
