const DAY = 86_400_000;
/** Largest distance from 1970 that a Date can hold, in milliseconds. */
const DATE_END = 8_640_000_000_000_000;
const DAYS_END = DATE_END / DAY;

/** `YYYY-MM-DD` of a day counted from 1970-01-01. */
export function dayText(days: number): string {
  if (Math.abs(days) > DAYS_END) return days > 0 ? 'infinity' : '-infinity';
  return new Date(days * DAY).toISOString().split('T')[0] ?? '';
}

/** Whole milliseconds become a Date; what a Date cannot hold becomes ISO text, in UTC, with every digit. */
export function timestampValue(count: bigint, perSecond: bigint): Date | string {
  const count64 = Number(count);
  const each = Number(perSecond) / 1000;
  if (Number.isSafeInteger(count64) && count64 % each === 0) return new Date(count64 / each);
  const seconds = floorDivide(count, perSecond);
  const rest = count - seconds * perSecond;
  const milliseconds = Number(seconds) * 1000;
  if (Math.abs(milliseconds) > DATE_END) return milliseconds > 0 ? 'infinity' : '-infinity';
  const thousands = rest * 1000n;
  if (thousands % perSecond === 0n) return new Date(milliseconds + Number(thousands / perSecond));
  const digits = String(perSecond).length - 1;
  const whole = new Date(milliseconds).toISOString().slice(0, -'.000Z'.length);
  return `${whole}.${String(rest).padStart(digits, '0').replace(/0+$/, '')}Z`;
}

/** `HH:MM:SS`, with a fraction where there is one. */
export function timeText(microseconds: bigint): string {
  const seconds = microseconds / 1_000_000n;
  const fraction = microseconds % 1_000_000n;
  const part = (value: bigint) => String(value).padStart(2, '0');
  const clock = `${part(seconds / 3600n)}:${part((seconds / 60n) % 60n)}:${part(seconds % 60n)}`;
  return fraction === 0n
    ? clock
    : `${clock}.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`;
}

/** An interval as DuckDB writes it, such as `1 year 2 months 3 days 04:05:06`. */
export function intervalText(months: number, days: number, microseconds: bigint): string {
  const count = (value: number, unit: string) =>
    value === 0 ? [] : [`${value} ${unit}${Math.abs(value) === 1 ? '' : 's'}`];
  const parts = [
    ...count(Math.trunc(months / 12), 'year'),
    ...count(months % 12, 'month'),
    ...count(days, 'day'),
  ];
  if (microseconds !== 0n || parts.length === 0) {
    const size = microseconds < 0n ? -microseconds : microseconds;
    parts.push(`${microseconds < 0n ? '-' : ''}${timeText(size)}`);
  }
  return parts.join(' ');
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}
