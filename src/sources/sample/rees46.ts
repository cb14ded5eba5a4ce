import { Agenda } from './agenda.ts';
import { ascii, type ByteWriter } from './bytes.ts';
import { type Catalog, catalog } from './catalog.ts';
import { mix, Random } from './random.ts';
import { DAY_SECONDS, READINESS, VISITS } from './rhythm.ts';
import type { SampleWriter } from './types.ts';

/** October 2019; the first is a Tuesday. */
const DAYS = 31;
const HOURS = DAYS * 24;
const END = DAYS * DAY_SECONDS;
/** Thursday 24 October: more visitors, and more of them buy. */
const PROMOTION = 23;
/** Of the week from Monday. */
const WEEK = [0.96, 0.97, 0.98, 1, 1.02, 1.06, 1.04] as const;

const HEADER =
  'event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n';
/** Every so many lines one is a repeat or broken. */
const REPEAT = 4001;
const BROKEN = 9973;
/** Longest visit, and with it the furthest an event is planned ahead. */
const LONGEST = 3 * 3600;

const WORDS = ['view', 'cart', 'remove_from_cart', 'purchase'].map(ascii);
const VIEW = 0;
const CART = 1;
const REMOVE = 2;
const PURCHASE = 3;
const USERS = 512_000_000;

/**
 * A shop in the shape of REES46: all events of October 2019 in order of time, sessions with ids, prices in USD,
 * some 0.17 sessions per line. Visits are planned hour by hour and written second by second.
 */
export class Rees46Shop implements SampleWriter {
  private readonly random: Random;
  private readonly catalog: Catalog;
  private readonly agenda = new Agenda(16_384);
  private readonly clock = new Clock();
  /** Lines that are planned visits, not repeats or broken ones. */
  private readonly wanted: number;
  /** Share of the month's visits up to the end of each hour. */
  private readonly reached: Float64Array;
  private second = 0;
  private planned = 0;
  private session = 0;
  private users = 0;
  private written = 0;
  private last = 0;

  constructor(
    private readonly events: number,
    private readonly seed: number,
    private readonly out: ByteWriter,
  ) {
    this.random = new Random(seed);
    this.catalog = catalog(Math.min(170_000, Math.max(300, Math.round(events / 250))), seed);
    this.wanted = events - Math.floor(events / REPEAT) - Math.floor(events / BROKEN);
    this.reached = intensity();
    out.copy(ascii(HEADER));
  }

  get rows(): number {
    return this.written;
  }

  step(): boolean {
    if (this.written >= this.events) return false;
    if (this.second % 3600 === 0) this.plan(this.second / 3600);
    this.flush();
    this.second++;
    return this.written < this.events;
  }

  /** Plans visits that begin in this hour until the month is as full as it should be by its end. */
  private plan(hour: number): void {
    const target =
      hour >= HOURS - 1 ? this.wanted : Math.round(this.wanted * (this.reached[hour] ?? 1));
    while (this.planned < target)
      this.visit(hour * 3600 + this.random.below(3600), hour, this.wanted - this.planned);
  }

  private visit(start: number, hour: number, room: number): void {
    const { random, agenda, catalog: goods } = this;
    const user = this.visitor();
    const session = this.session++;
    const promotion = Math.floor(hour / 24) === PROMOTION ? 1.9 : 1;
    const eager = (mix(user ^ this.seed) & 255) / 128 + (user % 8 === 0 ? 0.5 : 0.05);
    const readiness = (READINESS[hour % 24] ?? 1) * promotion * eager;
    const end = Math.min(END, start + LONGEST);
    let time = start;
    let left = room;
    const add = (item: number, type: number) => {
      if (left <= 0 || time >= end) return false;
      agenda.add(time, item, type, user, session);
      left--;
      return true;
    };
    let category = goods.visits[random.next() >>> 20] ?? 0;
    let item = -1;
    let inCart = -1;
    for (let steps = 0; steps < 120; steps++) {
      if (random.chance(0.12)) category = goods.visits[random.next() >>> 20] ?? 0;
      if (item < 0 || random.chance(0.72)) {
        const from = goods.shelves[category] ?? 0;
        item = from + random.ranked((goods.shelves[category + 1] ?? 0) - from);
      }
      if (!add(item, VIEW)) break;
      time += 4 + random.ranked(220);
      if (random.chance(0.034 * readiness)) {
        if (!add(item, CART)) break;
        inCart = item;
        time += 6 + random.ranked(120);
      } else if (random.chance(0.005 * readiness)) {
        if (!add(item, PURCHASE)) break;
        time += 10 + random.ranked(100);
      }
      if (inCart >= 0) {
        const mood = random.unit();
        if (mood < 0.3) {
          if (!add(inCart, PURCHASE)) break;
          inCart = -1;
          time += 10 + random.ranked(100);
        } else if (mood < 0.4) {
          if (!add(inCart, REMOVE)) break;
          inCart = -1;
          time += 3 + random.ranked(40);
        }
      }
      if (random.chance(0.18)) break;
    }
    this.planned += room - left;
  }

  /** A new visitor, one of the eighth who are regulars, or anyone from before, the latest most likely. */
  private visitor(): number {
    const { random } = this;
    if (this.users === 0 || random.chance(0.36)) return this.users++;
    if (random.chance(0.4)) return random.below(Math.ceil(this.users / 8)) * 8;
    return this.users - 1 - random.ranked(this.users);
  }

  private flush(): void {
    const { agenda, out } = this;
    let clock: Uint8Array | undefined;
    for (;;) {
      const event = agenda.take(this.second);
      if (event < 0) return;
      clock ??= this.clock.set(this.second);
      const item = agenda.item[event] as number;
      this.open();
      out.copy(clock);
      out.copy(WORDS[agenda.type[event] as number] as Uint8Array);
      out.copy(this.catalog.bytes, this.catalog.ends[item], this.catalog.ends[item + 1]);
      out.digits(USERS + (((agenda.user[event] as number) * 48_271) % 99_999_989));
      out.byte(44);
      this.uuid(agenda.session[event] as number);
      out.byte(10);
      if (this.written % REPEAT === 0) this.repeat();
      if (this.written % BROKEN === 0) this.broken(clock);
    }
  }

  private uuid(session: number): void {
    const { out } = this;
    const a = mix(session + 1 + Math.imul(this.seed, 0x9e3779b1));
    const b = mix(a ^ session);
    const c = mix(b + 0x51ed);
    out.hex(a);
    out.byte(45);
    out.hex(b);
    out.length -= 4;
    out.copy(VERSION);
    out.hex(c);
    out.length -= 5;
    out.copy(VARIANT);
    out.hex(mix(c ^ b));
    out.length -= 5;
    out.byte(45);
    out.hex(mix(a + c));
    out.hex(mix(b + c));
    out.length -= 4;
  }

  private repeat(): void {
    const from = this.last;
    const to = this.out.length;
    if (this.written >= this.events) return;
    this.open();
    this.out.copy(this.out.bytes, from, to);
  }

  /** In turn: a time that is none, an unknown word, a cut line. */
  private broken(clock: Uint8Array): void {
    if (this.written >= this.events) return;
    const { out } = this;
    this.open();
    const rest = ',1000978,2053013552326770905,,,10.00,512000001,';
    const kind = Math.floor(this.written / BROKEN) % 3;
    if (kind === 0) out.copy(ascii(`not a time,view${rest}`));
    else {
      out.copy(clock);
      out.copy(ascii(kind === 1 ? `dance${rest}` : 'view,1000978'));
    }
    if (kind < 2) this.uuid(0);
    out.byte(10);
  }

  private open(): void {
    this.written++;
    this.out.reserve(512);
    this.last = this.out.length;
  }
}

const VERSION = ascii('-4');
const VARIANT = ascii('-a');

/** `2019-10-01 00:00:00 UTC,` of a second of the month, in one array that is written over. */
class Clock {
  readonly bytes = ascii('2019-10-01 00:00:00 UTC,');

  set(second: number): Uint8Array {
    const minute = Math.floor(second / 60);
    const hour = Math.floor(minute / 60);
    this.two(8, Math.floor(hour / 24) + 1);
    this.two(11, hour % 24);
    this.two(14, minute % 60);
    this.two(17, second % 60);
    return this.bytes;
  }

  private two(at: number, value: number): void {
    this.bytes[at] = 48 + Math.floor(value / 10);
    this.bytes[at + 1] = 48 + (value % 10);
  }
}

/** Cumulative share of the month's visits by hour: rhythm of the day, of the week, growth and the promotion. */
function intensity(): Float64Array {
  const reached = new Float64Array(HOURS);
  let sum = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    const day = Math.floor(hour / 24);
    const crowd = (WEEK[(day + 1) % 7] ?? 1) * (1 + day / 200) * (day === PROMOTION ? 1.55 : 1);
    sum += (VISITS[hour % 24] ?? 1) * crowd;
    reached[hour] = sum;
  }
  for (let hour = 0; hour < HOURS; hour++) reached[hour] = (reached[hour] ?? 0) / sum;
  return reached;
}
