import { readFileSync } from 'node:fs';
import { type Grid, gridOf } from '../../../src/models/decompose/grid.ts';

/** Seconds since 1970 of a moment written as ISO, in UTC. */
export const seconds = (iso: string) =>
  Date.parse(iso.length > 10 ? `${iso.replace(' ', 'T').slice(0, 19)}Z` : `${iso}T00:00:00Z`) /
  1000;

/** Moments and values of a file of two columns with a header, on equal steps; empty where there is no file. */
export function readSeries(path: string | null): Grid {
  const lines =
    path === null
      ? []
      : readFileSync(path, 'utf8')
          .trim()
          .split(/\r\n|\r|\n/)
          .slice(1);
  const rows = lines.map((line) => line.replaceAll('"', '').split(','));
  const grid = gridOf(
    Float64Array.from(rows, ([time = '']) => seconds(time)),
    Float64Array.from(rows, ([, value]) => Number(value)),
  );
  return (
    grid ?? {
      step: { unit: 'second', size: 1 },
      times: new Float64Array(),
      values: new Float64Array(),
    }
  );
}
