import { EVENT_TYPES, type EventType } from '../../../sources/types.ts';
import { ANY_EVENT, countedSteps } from '../../tables/steps.ts';
import { familiesOf, sequencesOf } from './sequences.ts';
import { Spans } from './spans.ts';
import type { UserEvents } from './users.ts';

const NONE = -1;

/**
 * What the `dws_user_reach` of one part is counted by. A user's days are gone through backwards: looking from an
 * earlier day, most steps are done by the same event as before, and with it all that follows.
 */
export class StepsReached {
  /** Kinds in their order: sequences, families, any event. */
  readonly names: readonly string[];
  private readonly sequences;
  private readonly families;
  private readonly spans: Spans;
  /** Position among the counted types of each event type; -1 where it is not counted. */
  private readonly positions: Int8Array;
  private readonly types: number;
  /** Positions of each step's types. */
  private readonly members: readonly (readonly number[])[];
  /** Of each event: the next event of each type from there on, the number of events where there is none. */
  private next = new Int32Array(1 << 12);
  /** Days with events: their first event and their number. */
  private readonly dayRows: Int32Array;
  private readonly dayNumbers: Int32Array;
  /** Of each sequence: the event that completes it, and the last day from which one looks to find it. */
  private readonly reached: Int32Array;
  private readonly since: Int32Array;
  /** Of each step: the day of its first event. Of each family: the day on which it is complete, and since when. */
  private readonly firsts: Int32Array;
  private readonly complete: Int32Array;
  private readonly completeSince: Int32Array;

  constructor(types: readonly EventType[], days: number) {
    this.sequences = sequencesOf(types);
    this.families = familiesOf(types);
    this.names = [...this.sequences.names, ...this.families.names, ANY_EVENT];
    this.types = types.length;
    this.positions = Int8Array.from(EVENT_TYPES, (type) => types.indexOf(type));
    this.members = countedSteps(types).map((step) => step.map((type) => types.indexOf(type)));
    this.spans = new Spans(this.names.length, days);
    this.dayRows = new Int32Array(days);
    this.dayNumbers = new Int32Array(days);
    this.reached = new Int32Array(this.sequences.names.length).fill(NONE);
    this.since = new Int32Array(this.sequences.names.length);
    this.firsts = new Int32Array(this.members.length);
    this.complete = new Int32Array(this.families.names.length);
    this.completeSince = new Int32Array(this.families.names.length);
  }

  add(user: UserEvents): void {
    const days = this.prepare(user);
    this.addFamilies(user, days);
    const { ends } = this.sequences;
    for (let root = 0; root < ends.length; root = ends[root] as number)
      this.addTree(user, days, root);
  }

  each(tell: (kind: number, start: number, end: number, users: number) => void): void {
    this.spans.each(tell);
  }

  /** Answers how many days have events. */
  private prepare({ size: rows, type, day }: UserEvents): number {
    const { types, positions, dayRows, dayNumbers } = this;
    if (this.next.length < (rows + 1) * types) this.next = new Int32Array((rows + 1) * types * 2);
    const { next } = this;
    for (let t = 0; t < types; t++) next[rows * types + t] = rows;
    for (let row = rows - 1; row >= 0; row--) {
      const at = row * types;
      for (let t = 0; t < types; t++) next[at + t] = next[at + types + t] as number;
      const position = positions[type[row] as number] as number;
      if (position >= 0) next[at + position] = row;
    }
    let count = 0;
    for (let row = 0; row < rows; row++) {
      if (row > 0 && day[row] === day[row - 1]) continue;
      dayRows[count] = row;
      dayNumbers[count++] = day[row] as number;
    }
    return count;
  }

  /** The first event of a step from `row` on; `rows` where there is none. */
  private first(step: number, row: number, rows: number): number {
    const members = this.members[step] as readonly number[];
    const at = row * this.types;
    let first = rows;
    for (let i = 0; i < members.length; i++) {
      const found = this.next[at + (members[i] as number)] as number;
      if (found < first) first = found;
    }
    return first;
  }

  /** Any event, and families: complete on the day on which the last of their steps first occurs. */
  private addFamilies({ size: rows, day: days }: UserEvents, count: number): void {
    const { families, firsts, complete, completeSince, spans, dayRows, dayNumbers } = this;
    const kinds = this.sequences.names.length;
    const any = kinds + complete.length;
    complete.fill(NONE);
    for (let i = count - 1; i >= 0; i--) {
      const day = dayNumbers[i] as number;
      spans.add(any, i > 0 ? (dayNumbers[i - 1] as number) + 1 : 0, day, day);
      for (let step = 0; step < firsts.length; step++) {
        const first = this.first(step, dayRows[i] as number, rows);
        firsts[step] = first < rows ? (days[first] as number) : NONE;
      }
      for (let family = 0; family < complete.length; family++) {
        const done = this.completed(families.steps[family] as readonly number[]);
        const before = complete[family] as number;
        if (done === before) continue;
        if (before !== NONE)
          spans.add(kinds + family, day + 1, completeSince[family] as number, before);
        complete[family] = done;
        completeSince[family] = day;
      }
    }
    for (let family = 0; family < complete.length; family++) {
      const done = complete[family] as number;
      if (done !== NONE) spans.add(kinds + family, 0, completeSince[family] as number, done);
    }
  }

  private completed(steps: readonly number[]): number {
    let last = 0;
    for (let i = 0; i < steps.length; i++) {
      const first = this.firsts[steps[i] as number] as number;
      if (first === NONE) return NONE;
      if (first > last) last = first;
    }
    return last;
  }

  /** All sequences that begin with the step of `root`, from each day on which the user has an event of that step. */
  private addTree({ size: rows, day: days, level }: UserEvents, count: number, root: number): void {
    const { steps, parents, ends } = this.sequences;
    const { reached, since, spans, dayRows, dayNumbers } = this;
    const past = ends[root] as number;
    const step = steps[root] as number;
    for (let i = count - 1; i >= 0; i--) {
      const row = this.first(step, dayRows[i] as number, rows);
      const day = dayNumbers[i] as number;
      if (row === rows || days[row] !== day) continue;
      let node = root;
      let found = row;
      for (;;) {
        const before = reached[node] as number;
        if (found === before || found === rows) node = ends[node] as number;
        else {
          if (before !== NONE)
            spans.add(node, day + 1, since[node] as number, days[before] as number);
          reached[node] = found;
          since[node] = day;
          node++;
        }
        if (node >= past) break;
        const parent = reached[parents[node] as number] as number;
        found = this.first(steps[node] as number, level[parent] as number, rows);
      }
    }
    let node = root;
    while (node < past) {
      const row = reached[node] as number;
      if (row === NONE) {
        node = ends[node] as number;
        continue;
      }
      spans.add(node, 0, since[node] as number, days[row] as number);
      reached[node] = NONE;
      node++;
    }
  }
}
