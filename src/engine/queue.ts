import type { Priority } from './types.ts';

const RANK: Readonly<Record<Priority, number>> = { screen: 0, normal: 1, background: 2 };

/** Work that waits: what is on screen first, then in the order in which it came. */
export class PriorityQueue<T extends { readonly priority: Priority }> {
  private readonly waiting: T[] = [];

  get size(): number {
    return this.waiting.length;
  }

  push(work: T): void {
    const after = this.waiting.findIndex((other) => RANK[other.priority] > RANK[work.priority]);
    this.waiting.splice(after < 0 ? this.waiting.length : after, 0, work);
  }

  /** Puts work that was interrupted before all others. */
  pushFirst(work: T): void {
    this.waiting.unshift(work);
  }

  /** In the order in which it will be taken. */
  list(): readonly T[] {
    return [...this.waiting];
  }

  shift(): T | undefined {
    return this.waiting.shift();
  }

  /** False where it no longer waits. */
  remove(work: T): boolean {
    const at = this.waiting.indexOf(work);
    if (at >= 0) this.waiting.splice(at, 1);
    return at >= 0;
  }

  clear(): T[] {
    return this.waiting.splice(0);
  }
}
