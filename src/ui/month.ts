export const DAY = 86_400_000;
/** Milliseconds of a day's start in UTC. */
export const at = (iso: string) => Date.parse(`${iso}T00:00:00Z`);
/** `YYYY-MM-DD` of an instant in UTC. */
export const text = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Days of the month's grid: six weeks from the week that holds the first of the month. */
export function monthGrid(month: string, weekStart: number): string[] {
  const first = at(`${month}-01`);
  const weekday = (new Date(first).getUTCDay() + 6) % 7;
  const start = first - ((weekday - (weekStart - 1) + 7) % 7) * DAY;
  return Array.from({ length: 42 }, (_, index) => text(start + index * DAY));
}

/** The month `by` months from `month`, both `YYYY-MM`. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return text(Date.UTC(year, number - 1 + by, 1)).slice(0, 7);
}
