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
  /** Slot 0 is unused; the text of key k is `arena[ends[k − 1] … ends[k])`. */
  private ends = new Uint32Array(1 << 8);
  private hashes = new Uint32Array(1 << 8);
  private occurrences = new Uint32Array(1 << 8);
  /** Open addressing: key or 0. */
  private table = new Uint32Array(1 << 9);
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
    const { mask, hashes, table } = this;
    let slot = spread(hash) & mask;
    for (let key = table[slot] as number; key !== 0; key = table[slot] as number) {
      if (hashes[key] === hash && this.equals(key, bytes, start, end)) {
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
    const { hashes, mask, table } = this;
    let slot = spread(hashes[key] as number) & mask;
    while (table[slot] !== key) slot = (slot + 1) & mask;
    table[slot] = 0;
    this.count--;
  }

  text(key: number): string {
    return decoder.decode(this.bytesOf(key));
  }

  /** UTF-8 of a key's text; a view that the next `intern` may outdate. */
  bytesOf(key: number): Uint8Array {
    return this.arena.subarray(this.ends[key - 1], this.ends[key]);
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

  private add(hash: number, slot: number, bytes: Uint8Array, start: number, end: number): number {
    const key = ++this.count;
    const at = this.ends[key - 1] as number;
    const after = at + end - start;
    if (after > this.arena.length) this.arena = grown(this.arena, after);
    if (key >= this.ends.length) this.growEntries();
    this.arena.set(bytes.subarray(start, end), at);
    this.ends[key] = after;
    this.hashes[key] = hash;
    this.occurrences[key] = 1;
    this.table[slot] = key;
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
    this.hashes = wider(this.hashes);
    this.occurrences = wider(this.occurrences);
  }

  private rehash(): void {
    const size = this.table.length * 2;
    const mask = size - 1;
    const table = new Uint32Array(size);
    const { hashes, count } = this;
    for (let key = 1; key <= count; key++) {
      let slot = spread(hashes[key] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = key;
    }
    this.table = table;
    this.mask = mask;
  }
}

/** First state of `hashBytes`, for callers that hash while they scan. */
export const HASH_SEED = 0x811c9dc5 | 0;

/** FNV-1a, unsigned 32 bits. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash >>> 0;
}

/** FNV leaves its low bits poor for short texts. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function grown(from: Uint8Array<ArrayBuffer>, need: number): Uint8Array<ArrayBuffer> {
  const to = new Uint8Array(Math.max(need, from.length * 2));
  to.set(from);
  return to;
}
