/** An instant at which a zone's offset changes, and the offset from then on. */
export interface Transition {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Seconds east of UTC from `at` on. */
  readonly offsetSeconds: number;
}

export interface ZoneTable {
  /**
   * Wall-clock microseconds (counted as if the clock showed UTC) → microseconds since 1970 UTC.
   * A time that the clock shows twice is the first one; a time that the clock skips moves forward by what was skipped.
   */
  toUtcMicros(localMicros: number): number;
  /** Seconds east of UTC at an instant. */
  offsetSecondsAt(utcMs: number): number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Closer than any two changes of one zone in the tz database since 1970. */
const PROBE = 6 * DAY;
/** Instants are looked up by blocks of 2³⁵ ms, some 398 days. */
const BLOCK = 2 ** 35;
/** No zone is further from UTC than 15 h 13 min (Manila before 1844). */
const REACH = 16 * HOUR;

/** True for what `Intl` knows as a zone, and for `+08:00`-like offsets. */
export function isZone(name: string): boolean {
  if (fixedOffset(name) !== undefined) return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}

/** All zone names for a list to choose from, UTC first. */
export function zones(): string[] {
  const names = Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC');
  return ['UTC', ...names];
}

/** Changes of offset in `(fromUtcMs, toUtcMs]`, in order; before the first, `offsetSecondsAt(fromUtcMs)` holds. */
export function transitions(zone: string, fromUtcMs: number, toUtcMs: number): Transition[] {
  if (fixedOffset(zone) !== undefined) return [];
  const probe = prober(zone);
  const found: Transition[] = [];
  let before = fromUtcMs;
  let offset = probe(before);
  while (before < toUtcMs) {
    const after = Math.min(before + PROBE, toUtcMs);
    const next = probe(after);
    if (next !== offset) {
      found.push({ at: bisect(probe, before, after, offset), offsetSeconds: next });
      offset = next;
    }
    before = after;
  }
  return found;
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function localDay(utcMs: number, zone: string): string {
  const shifted = utcMs + zoneTable(zone).offsetSecondsAt(utcMs) * 1000;
  return new Date(shifted).toISOString().slice(0, 10);
}

const tables = new Map<string, ZoneTable>();

/** The zone's offsets, kept: a second call for the same zone is free. Throws `RangeError` where `isZone` is false. */
export function zoneTable(zone: string): ZoneTable {
  const known = tables.get(zone);
  if (known) return known;
  const fixed = fixedOffset(zone);
  const made = fixed === undefined ? changing(zone) : constant(fixed);
  tables.set(zone, made);
  return made;
}

function constant(seconds: number): ZoneTable {
  return {
    toUtcMicros: (localMicros) => localMicros - seconds * 1e6,
    offsetSecondsAt: () => seconds,
  };
}

function changing(zone: string): ZoneTable {
  const utc = lookup((block) => utcSpans(zone, block));
  const local = lookup((block) => localSpans(zone, block));
  return {
    toUtcMicros: (localMicros) => localMicros - local(localMicros / 1000) * 1e6,
    offsetSecondsAt: utc,
  };
}

/** Offsets of one block: `offsets[i]` holds from `starts[i]` to `starts[i + 1]`; both ends of the block are starts. */
interface Spans {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

/** Milliseconds → offset, remembering the last span, which is mostly the next one too. */
function lookup(spansOf: (block: number) => Spans): (ms: number) => number {
  const blocks = new Map<number, Spans>();
  let from = 0;
  let to = 0;
  let offset = 0;
  return (ms) => {
    if (ms >= from && ms < to) return offset;
    const block = Math.floor(ms / BLOCK);
    let spans = blocks.get(block);
    if (!spans) {
      spans = spansOf(block);
      blocks.set(block, spans);
    }
    for (let i = 0; i < spans.offsets.length; i++) {
      from = spans.starts[i] ?? 0;
      to = spans.starts[i + 1] ?? 0;
      offset = spans.offsets[i] ?? 0;
      if (ms < to) break;
    }
    return offset;
  };
}

function utcSpans(zone: string, block: number): Spans {
  const start = block * BLOCK;
  const end = start + BLOCK;
  const changes = transitions(zone, start, end - 1);
  return {
    starts: [start, ...changes.map((change) => change.at), end],
    offsets: [prober(zone)(start), ...changes.map((change) => change.offsetSeconds)],
  };
}

/**
 * On the wall clock a change at `t` from `p` to `n` lies at `t + max(p, n)`: before that `p` is right, both for the
 * first of two equal times and, moved forward, for a time that does not exist.
 */
function localSpans(zone: string, block: number): Spans {
  const start = block * BLOCK;
  const end = start + BLOCK;
  const starts = [start];
  let offset = prober(zone)(start - REACH);
  const offsets = [offset];
  for (const { at, offsetSeconds } of transitions(zone, start - REACH, end + REACH)) {
    const boundary = at + Math.max(offset, offsetSeconds) * 1000;
    offset = offsetSeconds;
    if (boundary >= end) break;
    if (boundary <= start) offsets[0] = offset;
    else {
      starts.push(boundary);
      offsets.push(offset);
    }
  }
  return { starts: [...starts, end], offsets };
}

/** First instant (whole seconds) after `before` at which the offset is no longer `offset`. */
function bisect(
  probe: (utcMs: number) => number,
  before: number,
  after: number,
  offset: number,
): number {
  let low = Math.floor(before / 1000);
  let high = Math.ceil(after / 1000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (probe(middle * 1000) === offset) low = middle;
    else high = middle;
  }
  return high * 1000;
}

const probers = new Map<string, (utcMs: number) => number>();

/** Asks `Intl` what the clock shows, and subtracts: exact to the second, also for local mean times. */
function prober(zone: string): (utcMs: number) => number {
  const known = probers.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'narrow',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const probe = (utcMs: number) => {
    const whole = Math.floor(utcMs / 1000) * 1000;
    const shown: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(whole)) shown[type] = value;
    const year = shown.era?.startsWith('B') ? 1 - Number(shown.year) : Number(shown.year);
    const clock = new Date(0);
    clock.setUTCFullYear(year, Number(shown.month) - 1, Number(shown.day));
    clock.setUTCHours(Number(shown.hour), Number(shown.minute), Number(shown.second));
    return (clock.getTime() - whole) / 1000;
  };
  probers.set(zone, probe);
  return probe;
}

/** Seconds of `UTC`, `GMT`, `Z` or a written offset (`+08:00`, `-0330`); undefined for any other name. */
function fixedOffset(zone: string): number | undefined {
  if (/^(?:utc|gmt|z|etc\/utc|etc\/gmt)$/i.test(zone)) return 0;
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (!match || Number(match[2]) > 15 || Number(match[3]) > 59) return undefined;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}
