import { EVENT_TYPES, type EventType } from '../../../sources/types.ts';
import { ANY_EVENT, familiesOf, sequencesOf } from './sequences.ts';
import { Spans } from './spans.ts';
import type { UserEvents } from './users.ts';

/** The sets that the `dws_user_reach` of one part is counted by. */
export class StepsReached {
  private readonly sequences;
  private readonly families;
  private readonly spans: Spans;
  /** Position among the counted types of each event type; -1 where it is not counted. */
  private readonly positions: Int8Array;
  private readonly types: number;
  /** Positions of each set's types. */
  private readonly members: readonly (readonly number[])[];
  /** Of each event and the end: the next event of each type from there on. */
  private next = new Int32Array(1 << 12);
  /** The first event at the same instant. */
  private level = new Int32Array(1 << 10);
  private readonly reached: Int32Array;
  private readonly firsts: Int32Array;

  constructor(types: readonly EventType[], days: number) {
    this.sequences = sequencesOf(types);
    this.families = familiesOf(types);
    this.types = types.length;
    this.positions = Int8Array.from(EVENT_TYPES, (type) => types.indexOf(type));
    this.members = Array.from({ length: 1 << types.length }, (_, set) =>
      types.flatMap((_type, position) => ((set >> position) & 1 ? [position] : [])),
    );
    this.spans = new Spans(this.names.length, days);
    this.reached = new Int32Array(this.sequences.names.length);
    this.firsts = new Int32Array(1 << types.length);
  }

  /** Kinds in their order: sequences, families, any event. */
  get names(): readonly string[] {
    return [...this.sequences.names, ...this.families.names, ANY_EVENT];
  }

  add(user: UserEvents): void {
    this.prepare(user);
    const { days, start, end } = user;
    const last = this.sequences.names.length;
    let before = -1;
    for (let at = start; at < end; at++) {
      if (at > start && days[at] === days[at - 1]) continue;
      const day = days[at] as number;
      this.spans.add(last + this.families.names.length, before + 1, day, day);
      this.addFamilies(user, at - start, before + 1, day);
      before = day;
    }
    for (let root = 0; root < last; root = this.sequences.ends[root] as number)
      this.addTree(user, root);
  }

  each(tell: (steps: number, start: number, end: number, users: number) => void): void {
    this.spans.each(tell);
  }

  private prepare({ start, end, time, type }: UserEvents): void {
    const { types, positions } = this;
    const rows = end - start;
    if (this.next.length < (rows + 1) * types) this.next = new Int32Array((rows + 1) * types * 2);
    if (this.level.length < rows) this.level = new Int32Array(rows * 2);
    const { next, level } = this;
    for (let t = 0; t < types; t++) next[rows * types + t] = rows;
    for (let row = rows - 1; row >= 0; row--) {
      const at = row * types;
      for (let t = 0; t < types; t++) next[at + t] = next[at + types + t] as number;
      const position = positions[type[start + row] as number] as number;
      if (position >= 0) next[at + position] = row;
    }
    for (let row = 0; row < rows; row++)
      level[row] =
        row > 0 && time[start + row] === time[start + row - 1] ? (level[row - 1] as number) : row;
  }

  /** The first event of a set from `row` on; the number of events where there is none. */
  private first(set: number, row: number, rows: number): number {
    const members = this.members[set] as readonly number[];
    const at = row * this.types;
    let first = rows;
    for (let i = 0; i < members.length; i++) {
      const found = this.next[at + (members[i] as number)] as number;
      if (found < first) first = found;
    }
    return first;
  }

  /** A family is complete on the day on which its last step first occurs. */
  private addFamilies(user: UserEvents, row: number, from: number, day: number): void {
    const { families, firsts, sequences } = this;
    const rows = user.end - user.start;
    for (let set = 1; set < firsts.length; set++) {
      const first = this.first(set, row, rows);
      firsts[set] = first < rows ? (user.days[user.start + first] as number) : -1;
    }
    for (let kind = 0; kind < families.sets.length; kind++) {
      const sets = families.sets[kind] as readonly number[];
      let done = 0;
      for (let i = 0; i < sets.length; i++) {
        const first = firsts[sets[i] as number] as number;
        if (first < 0) {
          done = -1;
          break;
        }
        if (first > done) done = first;
      }
      if (done >= 0) this.spans.add(sequences.names.length + kind, from, day, done);
    }
  }

  /** All sequences that begin with the step of `root`, from each day on which the user has an event of that step. */
  private addTree(user: UserEvents, root: number): void {
    const { start, end, days } = user;
    const { sets, parents, ends } = this.sequences;
    const { reached, level, spans } = this;
    const rows = end - start;
    const past = ends[root] as number;
    let before = -1;
    let row = this.first(sets[root] as number, 0, rows);
    while (row < rows) {
      const day = days[start + row] as number;
      reached[root] = row;
      spans.add(root, before + 1, day, day);
      let node = root + 1;
      while (node < past) {
        const from = level[reached[parents[node] as number] as number] as number;
        const found = this.first(sets[node] as number, from, rows);
        if (found === rows) {
          node = ends[node] as number;
          continue;
        }
        reached[node] = found;
        spans.add(node, before + 1, day, days[start + found] as number);
        node++;
      }
      before = day;
      let tomorrow = row + 1;
      while (tomorrow < rows && days[start + tomorrow] === day) tomorrow++;
      row = tomorrow === rows ? rows : this.first(sets[root] as number, tomorrow, rows);
    }
  }
}
