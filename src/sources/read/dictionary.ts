const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A dictionary as plain arrays: crosses to another worker by transfer. */
export interface DictionaryData {
  /** UTF-8 of all texts, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** `size + 1` offsets into `bytes`; the text of key k lies between k − 1 and k. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  /** How often each text was met. */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** Distinct texts and their keys: 1, 2, 3, … in the order of first sight; 0 stands for NULL. */
export class Dictionary {
  private arena = new Uint8Array(1 << 12);
  private arenaView = new DataView(this.arena.buffer);
  /** Slot 0 is unused; the text of key k is `arena[ends[k − 1] … ends[k])`. */
  private ends = new Uint32Array(1 << 8);
  private occurrences = new Uint32Array(1 << 8);
  /** Open addressing, two numbers a slot: key (or 0) and hash, so that a miss of the cache brings both. */
  private table = new Uint32Array(2 << 9);
  private mask = (1 << 9) - 1;
  private count = 0;

  /** Number of distinct texts; the largest key. */
  get size(): number {
    return this.count;
  }

  /** Bytes of the texts. */
  get byteLength(): number {
    return this.ends[this.count] as number;
  }

  /** Key (≥ 1) of the UTF-8 text in `bytes[start, end)`. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    return this.find(hashBytes(bytes, start, end), bytes, start, end);
  }

  /** `intern` for a caller that has the text's `hashBytes` already. */
  find(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const { mask, table } = this;
    let slot = hash & mask;
    for (let key = table[slot * 2] as number; key !== 0; key = table[slot * 2] as number) {
      if (table[slot * 2 + 1] === hash && this.equals(key, bytes, start, end)) {
        this.occurrences[key] = (this.occurrences[key] as number) + 1;
        return key;
      }
      slot = (slot + 1) & mask;
    }
    return this.add(hash, slot, bytes, start, end);
  }

  /** `find` for a caller that has a view of the bytes: compares four at a time. */
  findView(hash: number, view: DataView, bytes: Uint8Array, start: number, end: number): number {
    const { mask, table } = this;
    let slot = hash & mask;
    for (let key = table[slot * 2] as number; key !== 0; key = table[slot * 2] as number) {
      if (table[slot * 2 + 1] === hash && this.equalsView(key, view, start, end)) {
        this.occurrences[key] = (this.occurrences[key] as number) + 1;
        return key;
      }
      slot = (slot + 1) & mask;
    }
    return this.add(hash, slot, bytes, start, end);
  }

  internText(text: string): number {
    const bytes = encoder.encode(text);
    return this.intern(bytes, 0, bytes.length);
  }

  /** Takes back the text interned last, which must have been new. */
  forget(key: number): void {
    if (key !== this.count) return;
    const { arena, ends, mask, table } = this;
    let slot = hashBytes(arena, ends[key - 1] as number, ends[key] as number) & mask;
    while (table[slot * 2] !== key) slot = (slot + 1) & mask;
    table[slot * 2] = 0;
    this.count--;
  }

  text(key: number): string {
    return decoder.decode(this.bytesOf(key));
  }

  /** UTF-8 of a key's text; a view that the next `intern` may outdate. */
  bytesOf(key: number): Uint8Array {
    return this.arena.subarray(this.ends[key - 1], this.ends[key]);
  }

  /** Bytes of a key's text. */
  lengthOf(key: number): number {
    return (this.ends[key] as number) - (this.ends[key - 1] as number);
  }

  /** Key of a text; 0 where it is none of these. */
  keyOf(bytes: Uint8Array, start: number, end: number): number {
    const { mask, table } = this;
    const hash = hashBytes(bytes, start, end);
    let slot = hash & mask;
    for (let key = table[slot * 2] as number; key !== 0; key = table[slot * 2] as number) {
      if (table[slot * 2 + 1] === hash && this.equals(key, bytes, start, end)) return key;
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  /** How often the text of `key` was interned. */
  occurrencesOf(key: number): number {
    return this.occurrences[key] as number;
  }

  /** Copies the entries after key `from`, so that a growing dictionary can be sent piece by piece. */
  export(from = 0): DictionaryData {
    const base = this.ends[from] as number;
    return {
      bytes: this.arena.slice(base, this.ends[this.count]),
      offsets: this.ends.slice(from, this.count + 1).map((end) => end - base),
      counts: this.occurrences.slice(from + 1, this.count + 1),
    };
  }

  /** All entries where they lie; views that the next `intern` may outdate. */
  view(): DictionaryData {
    return {
      bytes: this.arena.subarray(0, this.ends[this.count]),
      offsets: this.ends.subarray(0, this.count + 1),
      counts: this.occurrences.subarray(1, this.count + 1),
    };
  }

  /** Frees what only `intern` needs: from now on texts are asked for by their keys. */
  seal(): void {
    this.table = new Uint32Array(0);
    this.occurrences = new Uint32Array(0);
    this.arena = this.arena.slice(0, this.byteLength);
    this.arenaView = new DataView(this.arena.buffer);
    this.ends = this.ends.slice(0, this.count + 1);
  }

  static from(data: DictionaryData): Dictionary {
    const made = new Dictionary();
    made.mergeData(data);
    return made;
  }

  /** Takes over all texts and counts of `other`; entry k of the answer is the key here of its key k. */
  merge(other: Dictionary): Uint32Array {
    return this.mergeData(other.export());
  }

  /** `merge` for an exported dictionary. */
  mergeData({ bytes, offsets, counts }: DictionaryData): Uint32Array {
    const translation = new Uint32Array(counts.length + 1);
    for (let i = 0; i < counts.length; i++) {
      const key = this.intern(bytes, offsets[i] as number, offsets[i + 1] as number);
      this.occurrences[key] = (this.occurrences[key] as number) + (counts[i] as number) - 1;
      translation[i + 1] = key;
    }
    return translation;
  }

  private equals(key: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { arena, ends } = this;
    let at = ends[key - 1] as number;
    if ((ends[key] as number) - at !== end - start) return false;
    for (let i = start; i < end; i++) if (arena[at++] !== bytes[i]) return false;
    return true;
  }

  /** `equals` by words; both views reach four bytes behind the text. */
  private equalsView(key: number, view: DataView, start: number, end: number): boolean {
    const { arenaView, ends } = this;
    let at = ends[key - 1] as number;
    if ((ends[key] as number) - at !== end - start) return false;
    let i = start;
    for (; i + 4 <= end; i += 4, at += 4) {
      if (arenaView.getUint32(at, true) !== view.getUint32(i, true)) return false;
    }
    for (; i < end; i++, at++) if (arenaView.getUint8(at) !== view.getUint8(i)) return false;
    return true;
  }

  private add(hash: number, slot: number, bytes: Uint8Array, start: number, end: number): number {
    const key = ++this.count;
    const at = this.ends[key - 1] as number;
    const after = at + end - start;
    if (after > this.arena.length) {
      this.arena = grown(this.arena, after);
      this.arenaView = new DataView(this.arena.buffer);
    }
    if (key >= this.ends.length) this.growEntries();
    this.arena.set(bytes.subarray(start, end), at);
    this.ends[key] = after;
    this.occurrences[key] = 1;
    this.table[slot * 2] = key;
    this.table[slot * 2 + 1] = hash;
    if (key * 2 > this.mask) this.rehash();
    return key;
  }

  private growEntries(): void {
    const size = this.ends.length * 2;
    const wider = (from: Uint32Array) => {
      const to = new Uint32Array(size);
      to.set(from);
      return to;
    };
    this.ends = wider(this.ends);
    this.occurrences = wider(this.occurrences);
  }

  private rehash(): void {
    const old = this.table;
    const table = new Uint32Array(old.length * 2);
    const mask = old.length - 1;
    for (let i = 0; i < old.length; i += 2) {
      const key = old[i] as number;
      if (key === 0) continue;
      const hash = old[i + 1] as number;
      let slot = hash & mask;
      while (table[slot * 2] !== 0) slot = (slot + 1) & mask;
      table[slot * 2] = key;
      table[slot * 2 + 1] = hash;
    }
    this.table = table;
    this.mask = mask;
  }
}

/** First state of a text's hash. */
export const HASH_SEED = 0x811c9dc5 | 0;

/** Takes four bytes (the first lowest; fewer at the end of a text, filled up with zeros) into a hash. */
export function hashWord(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** The hash of a text of `length` bytes, unsigned, after its last word. */
export function hashEnd(hash: number, length: number): number {
  const mixed = Math.imul(hash ^ length, 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** Hash of the bytes from `start` to `end`. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED;
  let p = start;
  for (; p + 4 <= end; p += 4) {
    const low = (bytes[p] as number) | ((bytes[p + 1] as number) << 8);
    const high = (bytes[p + 2] as number) | ((bytes[p + 3] as number) << 8);
    hash = hashWord(hash, low | (high << 16));
  }
  let word = 0;
  for (let shift = 0; p < end; p++, shift += 8) word |= (bytes[p] as number) << shift;
  if ((end - start) % 4 !== 0) hash = hashWord(hash, word);
  return hashEnd(hash, end - start);
}

function grown(from: Uint8Array<ArrayBuffer>, need: number): Uint8Array<ArrayBuffer> {
  const to = new Uint8Array(Math.max(need, from.length * 2));
  to.set(from);
  return to;
}
