import type { EventType } from '../../../sources/types.ts';
import { ANY_EVENT, inOrder, together } from '../../tables/steps.ts';

/** Sequences of steps as a tree, in preorder: each stands behind the one that it goes on from. */
export interface Sequences {
  /** As `dws_user_reach.steps`. */
  readonly names: readonly string[];
  /** The last step: bits of the types' positions. */
  readonly sets: Uint8Array;
  /** The sequence without its last step; itself for the first step of one. */
  readonly parents: Int32Array;
  /** The next one that does not go on from this. */
  readonly ends: Int32Array;
}

/** Families of steps in any order. */
export interface Families {
  readonly names: readonly string[];
  readonly sets: readonly (readonly number[])[];
}

const wordsOf = (set: number, types: readonly EventType[]) =>
  types.filter((_, position) => (set >> position) & 1);

/** All sequences of steps that share no type. */
export function sequencesOf(types: readonly EventType[]): Sequences {
  const all = (1 << types.length) - 1;
  const names: string[] = [];
  const sets: number[] = [];
  const parents: number[] = [];
  const ends: number[] = [];
  const grow = (left: number, path: readonly number[], parent: number) => {
    for (let set = 1; set <= all; set++) {
      if ((set & left) !== set) continue;
      const own = [...path, set];
      const at = names.push(inOrder(own.map((step) => wordsOf(step, types)))) - 1;
      sets[at] = set;
      parents[at] = parent < 0 ? at : parent;
      grow(left & ~set, own, at);
      ends[at] = names.length;
    }
  };
  grow(all, [], -1);
  return {
    names,
    sets: Uint8Array.from(sets),
    parents: Int32Array.from(parents),
    ends: Int32Array.from(ends),
  };
}

/** All families of at least two steps that share no type. */
export function familiesOf(types: readonly EventType[]): Families {
  const all = (1 << types.length) - 1;
  const names: string[] = [];
  const found: number[][] = [];
  const grow = (left: number, least: number, family: readonly number[]) => {
    for (let set = least; set <= all; set++) {
      if ((set & left) !== set) continue;
      const own = [...family, set];
      if (own.length > 1) {
        names.push(together(own.map((step) => wordsOf(step, types))));
        found.push(own);
      }
      grow(left & ~set, set + 1, own);
    }
  };
  grow(all, 1, []);
  return { names, sets: found };
}

export { ANY_EVENT };
