import { EVENT_TYPES, type EventType } from '../types.ts';
import { Dictionary } from './dictionary.ts';

/** Code of a word that names no event type. */
export const UNKNOWN_TYPE = 255;

/** Words that everybody means the same by; used where the mapping has none of its own. */
const COMMON_WORDS: Readonly<Record<string, EventType>> = {
  ...(Object.fromEntries(EVENT_TYPES.map((type) => [type, type])) as Record<EventType, EventType>),
  pv: 'view',
  buy: 'purchase',
  addtocart: 'cart',
  add_to_cart: 'cart',
  remove_from_cart: 'remove',
  transaction: 'purchase',
};

/** Event words of a source, in any case, by their bytes. */
export class WordTable {
  private readonly seen = new Dictionary();
  /** Event type by key of `seen`. */
  private codes = new Uint8Array(64);
  private known = 0;
  private readonly words: ReadonlyMap<string, number>;

  constructor(words: Readonly<Record<string, EventType>> = COMMON_WORDS) {
    this.words = new Map(
      Object.entries(words).map(([word, type]) => [word.toLowerCase(), EVENT_TYPES.indexOf(type)]),
    );
  }

  /** Index into `EVENT_TYPES` of the word in `bytes[start, end)`, whose hash is known; or `UNKNOWN_TYPE`. */
  find(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const key = this.seen.find(hash, bytes, start, end);
    return key <= this.known ? (this.codes[key] as number) : this.learn(key);
  }

  code(word: string): number {
    return this.words.get(word.trim().toLowerCase()) ?? UNKNOWN_TYPE;
  }

  private learn(key: number): number {
    if (key >= this.codes.length) {
      const wider = new Uint8Array(this.codes.length * 2);
      wider.set(this.codes);
      this.codes = wider;
    }
    const code = this.code(this.seen.text(key));
    this.codes[key] = code;
    this.known = key;
    return code;
  }
}
