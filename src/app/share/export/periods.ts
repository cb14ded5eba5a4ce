export interface Range {
  /** ISO days, both included. */
  readonly from: string;
  readonly to: string;
}

const DAY = 86_400_000;

const dayOf = (iso: string) => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);
const isoOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The parts that a range of days falls into: its days, weeks (from `weekStart`, 1 is Monday), months, quarters or
 * years, whichever is the finest of which there are at most `most`. Cut at both ends; none where there is one only.
 */
export function partsOfPeriod(from: string, to: string, weekStart: number, most: number): Range[] {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (!(last > first)) return [];
  const keys: readonly ((day: number) => string)[] = [
    (day) => String(day),
    // 1970-01-01 was a Thursday.
    (day) => String(Math.floor((day + 3 - (weekStart - 1)) / 7)),
    (day) => isoOf(day).slice(0, 7),
    (day) => `${isoOf(day).slice(0, 4)} ${Math.floor((Number(isoOf(day).slice(5, 7)) - 1) / 3)}`,
    (day) => isoOf(day).slice(0, 4),
  ];
  for (const key of keys) {
    const found = cut(first, last, key, most);
    if (found) return found.length > 1 ? found : [];
  }
  return [];
}

/** Null where there are more than `most`. */
function cut(
  first: number,
  last: number,
  key: (day: number) => string,
  most: number,
): Range[] | null {
  const found: { from: number; to: number; key: string }[] = [];
  for (let day = first; day <= last; day++) {
    const own = key(day);
    const open = found.at(-1);
    if (open?.key === own) open.to = day;
    else found.push({ from: day, to: day, key: own });
    if (found.length > most) return null;
  }
  return found.map((one) => ({ from: isoOf(one.from), to: isoOf(one.to) }));
}
