/**
 * The least value that is found of a function of some numbers, by the downhill simplex (Nelder & Mead 1965), from a start.
 */
export function minimised(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  { steps = 120 * start.length, tolerance = 1e-9 } = {},
): { readonly x: readonly number[]; readonly least: number } {
  const n = start.length;
  const corner = (x: readonly number[]) => ({ x, y: f(x) });
  const simplex = [
    corner(start),
    ...start.map((_, k) => corner(start.map((value, i) => (i === k ? value + 0.7 : value)))),
  ];
  for (let step = 0; step < steps; step++) {
    simplex.sort((a, b) => a.y - b.y);
    const best = simplex[0] as (typeof simplex)[number];
    const worst = simplex[n] as (typeof simplex)[number];
    if (worst.y - best.y <= tolerance * (Math.abs(best.y) + 1e-12)) break;
    const middle = start.map(
      (_, i) => simplex.slice(0, n).reduce((sum, { x }) => sum + (x[i] as number), 0) / n,
    );
    const along = (by: number) =>
      corner(middle.map((value, i) => value + by * ((worst.x[i] as number) - value)));
    const mirrored = along(-1);
    if (mirrored.y < best.y) {
      const further = along(-2);
      simplex[n] = further.y < mirrored.y ? further : mirrored;
      continue;
    }
    if (mirrored.y < (simplex[n - 1] as (typeof simplex)[number]).y) {
      simplex[n] = mirrored;
      continue;
    }
    const nearer = along(mirrored.y < worst.y ? -0.5 : 0.5);
    if (nearer.y < Math.min(mirrored.y, worst.y)) {
      simplex[n] = nearer;
      continue;
    }
    for (let k = 1; k <= n; k++) {
      const { x } = simplex[k] as (typeof simplex)[number];
      simplex[k] = corner(x.map((value, i) => ((best.x[i] as number) + value) / 2));
    }
  }
  simplex.sort((a, b) => a.y - b.y);
  const { x, y } = simplex[0] as (typeof simplex)[number];
  return { x, least: y };
}
