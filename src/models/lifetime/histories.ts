/** Purchase histories of customers, equal ones put together. */
export interface Histories {
  readonly size: number;
  /** Repeat purchases, age at the last one, age now. */
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly age: Float64Array;
  readonly weight: Float64Array;
  /** The history of each customer. */
  readonly of: Int32Array;
  readonly customers: number;
}

/** Different values of a column, and which one each row has. */
export interface Levels {
  readonly values: Float64Array;
  readonly of: Int32Array;
}

export function levelsOf(column: Float64Array): Levels {
  const known = new Map<number, number>();
  const of = new Int32Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const value = column[row] as number;
    let level = known.get(value);
    if (level === undefined) {
      level = known.size;
      known.set(value, level);
    }
    of[row] = level;
  }
  return { values: Float64Array.from(known.keys()), of };
}

/** Puts customers of the same history together. Columns are of equal length. */
export function historiesOf(x: Float64Array, tx: Float64Array, age: Float64Array): Histories {
  const [xs, txs, ages] = [levelsOf(x), levelsOf(tx), levelsOf(age)];
  const pairs = Float64Array.from(
    xs.of,
    (level, row) =>
      (level * txs.values.length + (txs.of[row] as number)) * ages.values.length +
      (ages.of[row] as number),
  );
  const { values, of } = levelsOf(pairs);
  const size = values.length;
  const weight = new Float64Array(size);
  const first = new Int32Array(size).fill(-1);
  for (let row = 0; row < of.length; row++) {
    const at = of[row] as number;
    weight[at] = (weight[at] as number) + 1;
    if ((first[at] as number) < 0) first[at] = row;
  }
  const kept = (column: Float64Array) => Float64Array.from(first, (row) => column[row] as number);
  return { size, x: kept(x), tx: kept(tx), age: kept(age), weight, of, customers: x.length };
}
