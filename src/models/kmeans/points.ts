/** Weighted points of a space of three axes; an axis that the data lack is zero throughout. */
export interface Points {
  readonly size: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** How many rows each point stands for. */
  readonly weight: Float64Array;
  /** The point of each row. */
  readonly of: Int32Array;
  readonly rows: number;
}

/** How an axis was standardised: (log1p(value) − shift) / scale. */
export interface Axis {
  readonly mean: number;
  readonly shift: number;
  readonly scale: number;
}

/**
 * log1p of each column, divided by the sample standard deviation and, with `centred`, less the mean. A figure below
 * zero, or none, counts as zero; a column without spread is left unscaled.
 */
export function standardised(
  column: Float64Array,
  centred: boolean,
): { readonly values: Float64Array; readonly axis: Axis } {
  const values = column.map((value) => (value > 0 ? Math.log1p(value) : 0));
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = n > 0 ? sum / n : 0;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const deviation = n > 1 ? Math.sqrt(squares / (n - 1)) : 0;
  const scale = deviation > 1e-12 ? deviation : 1;
  const shift = centred ? mean : 0;
  for (let row = 0; row < n; row++) values[row] = ((values[row] as number) - shift) / scale;
  return { values, axis: { mean, shift, scale } };
}

/** Rows at the same place put together, in the order in which the places are first met. */
export function collapsed(columns: readonly Float64Array[]): Points {
  const rows = columns[0]?.length ?? 0;
  const axes = [0, 1, 2].map((axis) => columns[axis] ?? new Float64Array(rows));
  const [x, y, z] = axes as [Float64Array, Float64Array, Float64Array];
  const bits = axes.map((axis) => new Int32Array(axis.buffer, axis.byteOffset, 2 * rows));
  const [bx, by, bz] = bits as [Int32Array, Int32Array, Int32Array];
  let places = 1024;
  while (places < 2 * rows) places *= 2;
  const table = new Int32Array(places).fill(-1);
  const first = new Int32Array(rows);
  const weight = new Float64Array(rows);
  const of = new Int32Array(rows);
  let size = 0;
  for (let row = 0; row < rows; row++) {
    let at = hash(bx, by, bz, row) & (places - 1);
    for (;;) {
      const point = table[at] as number;
      const other = first[point] as number;
      if (point < 0) {
        table[at] = size;
        first[size] = row;
        weight[size] = 1;
        of[row] = size++;
        break;
      }
      if (x[other] === x[row] && y[other] === y[row] && z[other] === z[row]) {
        weight[point] = (weight[point] as number) + 1;
        of[row] = point;
        break;
      }
      at = (at + 1) & (places - 1);
    }
  }
  const kept = (axis: Float64Array) => {
    const made = new Float64Array(size);
    for (let point = 0; point < size; point++) made[point] = axis[first[point] as number] as number;
    return made;
  };
  return { size, x: kept(x), y: kept(y), z: kept(z), weight: weight.slice(0, size), of, rows };
}

function hash(bx: Int32Array, by: Int32Array, bz: Int32Array, row: number): number {
  const at = 2 * row;
  let h = Math.imul((bx[at] as number) ^ ((bx[at + 1] as number) * 31), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15) ^ (by[at] as number) ^ ((by[at + 1] as number) * 31), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ (bz[at] as number) ^ ((bz[at + 1] as number) * 31), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
