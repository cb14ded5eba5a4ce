import type { Partition } from './partition.ts';
import type { Axis, Points } from './points.ts';

/** What is told of a cluster beside its members. */
export interface Profile {
  /** Its number in the partition. */
  readonly label: number;
  readonly users: number;
  /** Means of the figures as they are, not logarithms; NaN where there is no such figure. */
  readonly means: readonly [number, number, number];
  /** The means scaled from 0, the worst cluster, to 1, the best; fewer days since the last purchase are better. */
  readonly scaled: readonly [number, number, number];
  /** How many standard deviations the cluster's mean logarithm lies above that of all. */
  readonly deviations: readonly [number, number, number];
  readonly score: number;
  readonly name: string;
}

const WEIGHTS = { recency: 0.3, frequency: 0.35, monetary: 0.35 } as const;

/** The clusters of a partition, most valuable first. `columns` are R, F and, where there is money, M of each row. */
export function profiles(
  points: Points,
  { k, labels, centres }: Partition,
  columns: readonly Float64Array[],
  axes: readonly Axis[],
): readonly Profile[] {
  const users = new Float64Array(k);
  const sums = columns.map(() => new Float64Array(k));
  for (let row = 0; row < points.rows; row++) {
    const label = labels[points.of[row] as number] as number;
    users[label] = (users[label] as number) + 1;
    for (const [at, column] of columns.entries()) {
      const sum = sums[at] as Float64Array;
      sum[label] = (sum[label] as number) + (column[row] as number);
    }
  }
  const full = [...users.keys()].filter((label) => (users[label] as number) > 0);
  const means = columns.map((_, at) =>
    full.map((label) => (sums[at]?.[label] as number) / (users[label] as number)),
  );
  const scaled = means.map((list, at) => spread(list, at === 0));
  const deviations = axes.map(({ mean, shift, scale }, at) =>
    full.map((label) => (centres[3 * label + at] as number) - (mean - shift) / scale),
  );
  const money = columns.length > 2;
  const triple = (lists: readonly (readonly number[])[], at: number) =>
    [0, 1, 2].map((axis) => lists[axis]?.[at] ?? Number.NaN) as [number, number, number];
  const names = namesOf(full.map((_, at) => deviations.map((list) => list[at] as number)));
  return full
    .map((label, at): Profile => {
      const [r, f, m] = triple(scaled, at);
      const score = money
        ? WEIGHTS.recency * r + WEIGHTS.frequency * f + WEIGHTS.monetary * m
        : WEIGHTS.recency * r + (WEIGHTS.frequency + WEIGHTS.monetary) * f;
      return {
        label,
        users: users[label] as number,
        means: triple(means, at),
        scaled: [r, f, m],
        deviations: triple(deviations, at),
        score,
        name: names[at] as string,
      };
    })
    .sort((a, b) => b.score - a.score || b.users - a.users || a.label - b.label);
}

/** Min–max scaled; one half each where all are equal. */
function spread(values: readonly number[], inverted: boolean): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => {
    const share = most > least ? (value - least) / (most - least) : 0.5;
    return inverted ? 1 - share : share;
  });
}

/** What can be said of a figure from far below to far above the mean of all. */
const MARKS: readonly (readonly [string, string, string, string])[] = [
  ['very_recent', 'recent', 'lapsed', 'long_lapsed'],
  ['very_infrequent', 'infrequent', 'frequent', 'very_frequent'],
  ['very_low_spending', 'low_spending', 'high_spending', 'very_high_spending'],
];
const FAR = 1.25;
/** A mark is given from this distance on; a smaller one only where it is needed to tell clusters apart. */
const NEAR = [0.5, 0.25, 0] as const;

/**
 * Words for what marks each cluster, joined by `+`: figures that lie half a standard deviation or more off the mean of
 * all, `typical` where there is none. Names are different: lesser marks, at last a number, tell equal ones apart.
 */
export function namesOf(deviations: readonly (readonly number[])[]): string[] {
  let names = deviations.map((own) => marked(own, NEAR[0]));
  for (const least of NEAR.slice(1)) {
    const shared = new Set(names.filter((name, at) => names.indexOf(name) !== at));
    names = names.map((name, at) =>
      shared.has(name) ? marked(deviations[at] ?? [], least) : name,
    );
  }
  return names.map((name, at) => {
    const before = names.slice(0, at).filter((other) => other === name).length;
    return before > 0 ? `${name}+${before + 1}` : name;
  });
}

function marked(deviations: readonly number[], least: number): string {
  const marks = deviations.flatMap((value, at) => {
    if (Math.abs(value) < least || value === 0) return [];
    const step = value < 0 ? (value <= -FAR ? 0 : 1) : value >= FAR ? 3 : 2;
    const mark = MARKS[at]?.[step];
    return mark === undefined ? [] : [mark];
  });
  return marks.length > 0 ? marks.join('+') : 'typical';
}
