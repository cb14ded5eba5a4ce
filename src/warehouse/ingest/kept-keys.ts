import type { Dictionaries } from '../../sources/read/index.ts';
import { ID_COLUMNS, type IdColumn } from '../../sources/types.ts';
import { type Lanes, NOWHERE } from './lanes.ts';

/** The textual identifiers that rows of a sample have: the others' texts need no place in a dim. */
export class KeptKeys {
  private readonly marks: Partial<Record<IdColumn, Uint8Array<ArrayBuffer>>> = {};

  /** Notes the keys of the rows that have a destination. */
  mark(lanes: Lanes, to: Int32Array, dictionaries: Dictionaries): void {
    for (const name of ID_COLUMNS) {
      const keys = lanes[name];
      const dictionary = dictionaries[name];
      if (!keys || !dictionary) continue;
      const marks = this.atLeast(name, dictionary.size + 1);
      for (let row = 0; row < to.length; row++)
        if (to[row] !== NOWHERE) marks[keys[row] as number] = 1;
    }
  }

  /** Entry k is 1 where a row has key k; it may be shorter than the dictionary. */
  of(name: IdColumn): Uint8Array {
    return this.atLeast(name, 1);
  }

  private atLeast(name: IdColumn, size: number): Uint8Array<ArrayBuffer> {
    const marks = this.marks[name] ?? new Uint8Array(1024);
    if (marks.length >= size && this.marks[name]) return marks;
    const wider = new Uint8Array(Math.max(size, marks.length * 2));
    wider.set(marks);
    this.marks[name] = wider;
    return wider;
  }
}
