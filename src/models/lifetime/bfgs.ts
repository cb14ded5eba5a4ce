/** Where a function is least, with the inverse of its curvature there. */
export interface Minimum {
  readonly x: readonly number[];
  readonly least: number;
  /** Inverse of the Hessian at `x`: for a negative log-likelihood the covariance of its parameters; null where it is no minimum on all sides. */
  readonly covariance: readonly (readonly number[])[] | null;
  /** True where the slope is nil and the function rises on all sides. */
  readonly settled: boolean;
}

type Point = readonly number[];
type Matrix = readonly (readonly number[])[];

const STEPS = 200;
const STEP = 1e-5;

/**
 * The least value of a smooth function by BFGS with backtracking, slopes by central differences (Nocedal and Wright 2006,
 * algorithm 6.1). `size` is the number of terms that the function sums, which the slope is held against.
 */
export function least(f: (x: Point) => number, start: Point, size: number): Minimum {
  const n = start.length;
  let x = start;
  let y = f(x);
  let slope = slopeOf(f, x);
  let inverse = identity(n, 1 / Math.max(1, norm(slope)));
  for (let step = 0; step < STEPS; step++) {
    let along = times(inverse, slope).map((value) => -value);
    if (!(dot(along, slope) < 0)) {
      inverse = identity(n, 1 / Math.max(1, norm(slope)));
      along = slope.map((value) => -value / Math.max(1, norm(slope)));
    }
    const next = backtracked(f, x, y, slope, along);
    if (next === null) break;
    const turned = slopeOf(f, next.x);
    const moved = next.x.map((value, i) => value - (x[i] as number));
    const change = turned.map((value, i) => value - (slope[i] as number));
    const curve = dot(moved, change);
    if (curve > 1e-14) inverse = updated(inverse, moved, change, curve);
    const gained = y - next.y;
    [x, y, slope] = [next.x, next.y, turned];
    if (norm(slope) < 1e-7 * size && gained < 1e-12 * Math.abs(y)) break;
  }
  const covariance = inverted(curvature(f, x));
  const sound = covariance?.every((row, i) => (row[i] as number) > 0) ?? false;
  return {
    x,
    least: y,
    covariance: sound ? covariance : null,
    settled: sound && norm(slope) < 1e-4 * size,
  };
}

function backtracked(f: (x: Point) => number, x: Point, y: number, slope: Point, along: Point) {
  const fall = dot(slope, along);
  const longest = Math.max(...along.map(Math.abs));
  for (let length = Math.min(1, 2 / longest), tries = 0; tries < 50; length /= 2, tries++) {
    const next = x.map((value, i) => value + length * (along[i] as number));
    const found = f(next);
    if (found < y && found <= y + 1e-4 * length * fall) return { x: next, y: found };
  }
  return null;
}

function slopeOf(f: (x: Point) => number, x: Point): Point {
  return x.map((_, i) => (f(stepped(x, i, STEP)) - f(stepped(x, i, -STEP))) / (2 * STEP));
}

const stepped = (x: Point, at: number, by: number): Point =>
  x.map((value, i) => (i === at ? value + by : value));

const WIDE = 1e-3;

/** The Hessian by central differences. */
export function curvature(f: (x: Point) => number, x: Point): Matrix {
  const at = (i: number, j: number, a: number, b: number) =>
    f(stepped(stepped(x, i, a * WIDE), j, b * WIDE));
  return x.map((_, i) =>
    x.map(
      (_, j) =>
        (at(i, j, 1, 1) - at(i, j, 1, -1) - at(i, j, -1, 1) + at(i, j, -1, -1)) / (4 * WIDE ** 2),
    ),
  );
}

/** The inverse by Gauss–Jordan elimination; null where there is none. */
function inverted(matrix: Matrix): Matrix | null {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < n; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) =>
        Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best,
      );
    const value = pivot[column] ?? 0;
    if (!Number.isFinite(value) || Math.abs(value) < 1e-12) return null;
    const [at, other] = [rows.indexOf(pivot), rows[column] as number[]];
    rows[at] = other;
    rows[column] = pivot.map((one) => one / value);
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = rows[row]?.[column] ?? 0;
      rows[row] = (rows[row] as number[]).map((one, i) => one - factor * (rows[column]?.[i] ?? 0));
    }
  }
  return rows.map((row) => row.slice(n));
}

function updated(inverse: Matrix, moved: Point, change: Point, curve: number): Matrix {
  const turned = times(inverse, change);
  const factor = (1 + dot(change, turned) / curve) / curve;
  return inverse.map((row, i) =>
    row.map(
      (value, j) =>
        value +
        factor * (moved[i] as number) * (moved[j] as number) -
        ((turned[i] as number) * (moved[j] as number) +
          (moved[i] as number) * (turned[j] as number)) /
          curve,
    ),
  );
}

const identity = (n: number, scale: number): Matrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? scale : 0)));
const dot = (a: Point, b: Point) => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
const norm = (a: Point) => Math.sqrt(dot(a, a));
const times = (matrix: Matrix, x: Point): Point => matrix.map((row) => dot(row, x));
