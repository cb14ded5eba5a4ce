import type { Database } from '../engine/types.ts';
import type { Facts, Row } from './types.ts';

/** A result that stands as a table in a database. */
export interface Kept {
  readonly total: number;
  readonly facts: Facts;
  /** True where the slow facts are among them. */
  readonly whole: boolean;
}

/** Results a database keeps at most, and their rows in all; beyond that the oldest tables go. */
const MOST_TABLES = 64;
const MOST_ROWS = 4_000_000;
/** Tables of segments that a database keeps at most, and their members in all: 128 MB of keys. */
const MOST_SEGMENTS = 64;
const MOST_MEMBERS = 16_000_000;

/** The results that stand in one database, least recently used first, and whose turn it is to make one. */
export class Ledger {
  /** Views of narrowed events that stand, least recently used first; `rows` null where `dwd` is behind. */
  readonly narrowed = new Map<string, { readonly rows: number | null; readonly bytes: number }>();
  /** Rows of days under some filters, see `EarlyDays`, least recently used first: these are in the page. */
  readonly days = new Map<string, readonly Row[]>();
  /** Tables of segments that stand and how many members each has, least recently used first. */
  private readonly segments = new Map<string, number>();
  /** Calls that need segments to stand and have not ended. */
  private standing = 0;
  private readonly kept = new Map<string, Kept>();
  private readonly turns = new Map<string, Promise<unknown>>();

  /** What is known of a result; it counts as used. */
  find(relation: string): Kept | undefined {
    const found = this.kept.get(relation);
    if (found) this.add(relation, found);
    return found;
  }

  /** True where the result is at hand. */
  stands(relation: string): boolean {
    return this.kept.has(relation);
  }

  add(relation: string, result: Kept): void {
    this.kept.delete(relation);
    this.kept.set(relation, result);
  }

  /** Nothing stands any more in the engine, as far as anybody knows. */
  forgetAll(): void {
    this.kept.clear();
    this.narrowed.clear();
    this.segments.clear();
  }

  /** True where the segment's table is at hand; it counts as used. */
  hasSegment(table: string): boolean {
    const members = this.segments.get(table);
    if (members === undefined) return false;
    this.addSegment(table, members);
    return true;
  }

  addSegment(table: string, members: number): void {
    this.segments.delete(table);
    this.segments.set(table, members);
  }

  forgetSegment(table: string): void {
    this.segments.delete(table);
  }

  /**
   * Does work for which segments must stand, `asked` at the end of it and others on the way; gives the tables that are too
   * many when the outermost of such work has ended. Those that were asked for last always stay.
   */
  async whileStanding(asked: number, work: () => Promise<void>): Promise<readonly string[]> {
    this.standing += 1;
    try {
      await work();
    } finally {
      this.standing -= 1;
    }
    return this.standing > 0 ? [] : this.surplusSegments(asked);
  }

  private surplusSegments(asked: number): readonly string[] {
    const gone: string[] = [];
    let members = [...this.segments.values()].reduce((sum, one) => sum + one, 0);
    for (const [table, own] of this.segments) {
      const few = this.segments.size <= MOST_SEGMENTS && members <= MOST_MEMBERS;
      if (few || this.segments.size <= asked) break;
      this.segments.delete(table);
      members -= own;
      gone.push(table);
    }
    return gone;
  }

  /** Removes and names the results that are too many; the newest always stays. */
  surplus(): string[] {
    const gone: string[] = [];
    let rows = [...this.kept.values()].reduce((sum, { total }) => sum + total, 0);
    for (const [relation, { total }] of this.kept) {
      if (this.kept.size <= 1 || (this.kept.size <= MOST_TABLES && rows <= MOST_ROWS)) break;
      this.kept.delete(relation);
      rows -= total;
      gone.push(relation);
    }
    return gone;
  }

  /** Runs `work` when all earlier work on the same relation has ended, however it ended. */
  async inTurn<T>(relation: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(relation) ?? Promise.resolve();
    const turn = before.then(work, work);
    const settled = turn.catch(() => {});
    this.turns.set(relation, settled);
    try {
      return await turn;
    } finally {
      if (this.turns.get(relation) === settled) this.turns.delete(relation);
    }
  }
}

const ledgers = new WeakMap<Database, Ledger>();

export function ledgerOf(database: Database): Ledger {
  const known = ledgers.get(database);
  if (known) return known;
  const made = new Ledger();
  ledgers.set(database, made);
  return made;
}
