import type { EventType } from '../../../sources/types.ts';
import { countedSteps, inOrder, together } from '../../tables/steps.ts';

/** Sequences of steps as a tree, in preorder: each stands behind the one that it goes on from. */
export interface Sequences {
  /** As `dws_user_reach.steps`. */
  readonly names: readonly string[];
  /** The last step, by its place among the steps. */
  readonly steps: Uint8Array;
  /** The sequence without its last step; itself for the first step of one. */
  readonly parents: Int32Array;
  /** The next one that does not go on from this. */
  readonly ends: Int32Array;
}

/** Families of steps in any order, each by the places of its steps. */
export interface Families {
  readonly names: readonly string[];
  readonly steps: readonly (readonly number[])[];
}

type Step = readonly EventType[];

const apart = (step: Step, others: readonly Step[]) =>
  others.every((other) => other.every((type) => !step.includes(type)));

/** All sequences of counted steps that share no type. */
export function sequencesOf(types: readonly EventType[]): Sequences {
  const steps = countedSteps(types);
  const names: string[] = [];
  const last: number[] = [];
  const parents: number[] = [];
  const ends: number[] = [];
  const grow = (path: readonly Step[], parent: number) => {
    for (const [place, step] of steps.entries()) {
      if (!apart(step, path)) continue;
      const own = [...path, step];
      const at = names.push(inOrder(own)) - 1;
      last[at] = place;
      parents[at] = parent < 0 ? at : parent;
      grow(own, at);
      ends[at] = names.length;
    }
  };
  grow([], -1);
  return {
    names,
    steps: Uint8Array.from(last),
    parents: Int32Array.from(parents),
    ends: Int32Array.from(ends),
  };
}

/** All families of at least two counted steps that share no type. */
export function familiesOf(types: readonly EventType[]): Families {
  const steps = countedSteps(types);
  const names: string[] = [];
  const found: number[][] = [];
  const grow = (family: readonly number[]) => {
    for (let place = (family.at(-1) ?? -1) + 1; place < steps.length; place++) {
      const before = family.map((one) => steps[one] as Step);
      const step = steps[place] as Step;
      if (!apart(step, before)) continue;
      const own = [...family, place];
      if (own.length > 1) {
        names.push(together([...before, step]));
        found.push(own);
      }
      grow(own);
    }
  };
  grow([]);
  return { names, steps: found };
}
