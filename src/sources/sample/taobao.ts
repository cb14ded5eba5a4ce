import { ascii, type ByteWriter } from './bytes.ts';
import { Random } from './random.ts';
import { DAY_SECONDS, HOUR_OF, READINESS } from './rhythm.ts';
import type { SampleWriter } from './types.ts';

/** 2017-11-25 00:00 in Shanghai, a Saturday. */
const START = 1_511_539_200;
const DAYS = 9;
const END = START + DAYS * DAY_SECONDS;
/** How many come on each day; a promotion on the eighth day, Saturday 2 December. */
const CROWD = [1, 1.02, 0.94, 0.93, 0.94, 0.95, 0.97, 1.3, 1.22] as const;
const EAGERNESS = [1, 1, 1, 1, 1, 1, 0.85, 1.7, 1.2] as const;

/** Every so many lines one is a repeat, outside the window, or broken. */
const REPEAT = 4001;
const OUTSIDE = 1999;
const BROKEN = 9973;

const WORDS = [',pv,', ',fav,', ',cart,', ',buy,'].map(ascii);
const VIEW = 0;
const FAV = 1;
const CART = 2;
const BUY = 3;
/** Prime, larger than any number of items here: scatters item numbers without collisions. */
const ITEM_IDS = 5_163_077;
const MEMORY = 8;

/**
 * A shop in the shape of Taobao UserBehavior: user by user, each user's events in order of time, some 70 events and
 * 12 sessions per user, nine tenths of them views.
 */
export class TaobaoShop implements SampleWriter {
  private readonly random: Random;
  private readonly categories: number;
  /** First item of each category; the last entry is the number of items. */
  private readonly shelves: Uint32Array;
  private user = 0;
  private written = 0;
  private last = 0;
  /** Items that the user looked at and put into the cart lately. */
  private readonly seen = new Uint32Array(MEMORY);
  private readonly seenCategory = new Uint32Array(MEMORY);
  private readonly basket = new Uint32Array(MEMORY);
  private readonly basketCategory = new Uint32Array(MEMORY);
  private seenCount = 0;
  private basketCount = 0;

  constructor(
    private readonly events: number,
    seed: number,
    private readonly out: ByteWriter,
  ) {
    this.random = new Random(seed);
    this.categories = clamp(Math.round(0.9 * Math.sqrt(events)), 12, 9000);
    this.shelves = shelves(clamp(Math.round(events / 12), 120, 4_000_000), this.categories);
  }

  get rows(): number {
    return this.written;
  }

  /** Writes one user's history; false when all events are written. */
  step(): boolean {
    if (this.written >= this.events) return false;
    const { random } = this;
    this.user += 1 + random.below(3);
    this.seenCount = 0;
    this.basketCount = 0;
    const stays = 0.3 + 0.62 * random.unit();
    const eager = random.chance(0.7) ? 0.3 + 1.6 * random.unit() : 0.05;
    const taste = [0, 1, 2, 3].map(() => random.ranked(this.categories));
    const first = random.chance(0.62) ? 0 : random.below(DAYS);
    for (let day = first; day < DAYS; day++)
      if ((day === first && day > 0) || random.chance(Math.min(0.97, stays * (CROWD[day] ?? 1))))
        this.day(day, eager * (EAGERNESS[day] ?? 1), taste);
    return this.written < this.events;
  }

  private day(day: number, eager: number, taste: readonly number[]): void {
    const { random } = this;
    const starts: number[] = [];
    do {
      const hour = HOUR_OF[random.next() >>> 22] ?? 0;
      starts.push(hour * 3600 + random.below(3600));
    } while (starts.length < 6 && random.chance(0.5));
    starts.sort((a, b) => a - b);
    let free = 0;
    for (const start of starts) {
      if (start < free) continue;
      free = this.session(START + day * DAY_SECONDS + start, eager, taste) + 1860;
      free -= START + day * DAY_SECONDS;
    }
  }

  /** Writes the events of one visit and returns its end. */
  private session(start: number, eager: number, taste: readonly number[]): number {
    const { random } = this;
    let time = start;
    let category = this.wish(taste);
    const readiness = (READINESS[Math.floor((start - START) / 3600) % 24] ?? 1) * eager;
    for (let steps = 0; steps < 80; steps++) {
      if (random.chance(0.2)) category = this.wish(taste);
      let item = 0;
      let shelf = category;
      if (this.seenCount > 0 && random.chance(0.22)) {
        const slot = random.below(Math.min(this.seenCount, MEMORY));
        item = this.seen[slot] ?? 0;
        shelf = this.seenCategory[slot] ?? 0;
      } else {
        const from = this.shelves[shelf] ?? 0;
        item = from + random.ranked((this.shelves[shelf + 1] ?? 0) - from);
        const slot = this.seenCount++ % MEMORY;
        this.seen[slot] = item;
        this.seenCategory[slot] = shelf;
      }
      if (!this.event(item, shelf, VIEW, time)) return time;
      time += 3 + random.ranked(240);
      const mood = random.unit();
      if (mood < 0.062) {
        if (!this.event(item, shelf, CART, time)) return time;
        const slot = this.basketCount < MEMORY ? this.basketCount++ : random.below(MEMORY);
        this.basket[slot] = item;
        this.basketCategory[slot] = shelf;
        time += 2 + random.ranked(120);
      } else if (mood < 0.095) {
        if (!this.event(item, shelf, FAV, time)) return time;
        time += 2 + random.ranked(60);
      }
      if (this.basketCount > 0 && random.chance(0.024 * readiness)) {
        const slot = --this.basketCount;
        if (!this.event(this.basket[slot] ?? 0, this.basketCategory[slot] ?? 0, BUY, time))
          return time;
        time += 5 + random.ranked(90);
      } else if (random.chance(0.008 * readiness)) {
        if (!this.event(item, shelf, BUY, time)) return time;
        time += 5 + random.ranked(90);
      }
      if (random.chance(0.187)) break;
    }
    return time;
  }

  private wish(taste: readonly number[]): number {
    const { random } = this;
    if (random.chance(0.3)) return random.ranked(this.categories);
    return taste[random.below(taste.length)] ?? 0;
  }

  /** False where the visit must end: the window is over or all events are written. */
  private event(item: number, category: number, word: number, time: number): boolean {
    if (time >= END || this.written >= this.events) return false;
    this.line(item, category, word, time);
    if (this.written % OUTSIDE === 0) this.line(item, category, word, this.outside(time));
    if (this.written % REPEAT === 0) this.repeat();
    if (this.written % BROKEN === 0) this.broken(item, category, time);
    return this.written < this.events;
  }

  private line(item: number, category: number, word: number, time: number): void {
    const { out } = this;
    if (!this.open()) return;
    out.digits(this.user);
    out.byte(44);
    out.digits(itemId(item));
    out.byte(44);
    out.digits(categoryId(category));
    out.copy(WORDS[word] as Uint8Array);
    out.digits(time);
    out.byte(10);
  }

  private outside(time: number): number {
    const choice = this.random.below(4);
    if (choice === 0) return time - DAYS * DAY_SECONDS;
    if (choice === 1) return END + this.random.below(DAY_SECONDS);
    return START - 1 - this.random.below(DAY_SECONDS);
  }

  private repeat(): void {
    const from = this.last;
    const to = this.out.length;
    if (this.open()) this.out.copy(this.out.bytes, from, to);
  }

  /** In turn: no time, an unknown word, a cut line. */
  private broken(item: number, category: number, time: number): void {
    const { out } = this;
    if (!this.open()) return;
    out.digits(this.user);
    out.byte(44);
    out.digits(itemId(item));
    const ends = [`,${categoryId(category)},pv,`, `,${categoryId(category)},share,${time}`, ''];
    out.copy(ascii(ends[Math.floor(this.written / BROKEN) % 3] ?? ''));
    out.byte(10);
  }

  private open(): boolean {
    if (this.written >= this.events) return false;
    this.written++;
    this.out.reserve(64);
    this.last = this.out.length;
    return true;
  }
}

const itemId = (item: number) => ((item * 1117 + 2_268_317) % ITEM_IDS) + 1;
const categoryId = (category: number) => ((category * 540_287 + 2_520_376) % ITEM_IDS) + 1;
const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Popular categories have longer shelves; each has at least three items. */
function shelves(items: number, categories: number): Uint32Array {
  let total = 0;
  for (let c = 0; c < categories; c++) total += 1 / (c + 8);
  const starts = new Uint32Array(categories + 1);
  for (let c = 0; c < categories; c++)
    starts[c + 1] = (starts[c] ?? 0) + 3 + Math.floor(items / (c + 8) / total);
  return starts;
}
