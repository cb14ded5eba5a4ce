/**
 * Events waiting for their second: a ring of lists over one pool of typed arrays, first in first out within a second.
 */
export class Agenda {
  private capacity = 1 << 12;
  private following = new Int32Array(this.capacity);
  item = new Uint32Array(this.capacity);
  type = new Uint8Array(this.capacity);
  user = new Uint32Array(this.capacity);
  session = new Uint32Array(this.capacity);
  private readonly heads: Int32Array;
  private readonly tails: Int32Array;
  private readonly mask: number;
  private unused = -1;
  private used = 0;

  /** `span` seconds (a power of two) is the furthest that an event can be planned ahead. */
  constructor(span: number) {
    this.heads = new Int32Array(span).fill(-1);
    this.tails = new Int32Array(span).fill(-1);
    this.mask = span - 1;
  }

  add(second: number, item: number, type: number, user: number, session: number): void {
    const event = this.slot();
    this.item[event] = item;
    this.type[event] = type;
    this.user[event] = user;
    this.session[event] = session;
    this.following[event] = -1;
    const at = second & this.mask;
    const tail = this.tails[at] as number;
    if (tail < 0) this.heads[at] = event;
    else this.following[tail] = event;
    this.tails[at] = event;
  }

  /** Takes the next event of a second out; its fields stay readable until the next `add`. -1 where there is none. */
  take(second: number): number {
    const at = second & this.mask;
    const event = this.heads[at] as number;
    if (event < 0) return -1;
    const next = this.following[event] as number;
    this.heads[at] = next;
    if (next < 0) this.tails[at] = -1;
    this.following[event] = this.unused;
    this.unused = event;
    return event;
  }

  private slot(): number {
    const reused = this.unused;
    if (reused >= 0) {
      this.unused = this.following[reused] as number;
      return reused;
    }
    if (this.used === this.capacity) this.grow();
    return this.used++;
  }

  private grow(): void {
    this.capacity *= 2;
    this.following = widened(this.following, new Int32Array(this.capacity));
    this.item = widened(this.item, new Uint32Array(this.capacity));
    this.type = widened(this.type, new Uint8Array(this.capacity));
    this.user = widened(this.user, new Uint32Array(this.capacity));
    this.session = widened(this.session, new Uint32Array(this.capacity));
  }
}

function widened<T extends Int32Array | Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
