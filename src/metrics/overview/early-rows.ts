import type { PlanColumn, Row } from '../types.ts';

/** Ten thousandths: money has four decimals, and its sums stay exact however large they are. */
const PARTS = 10_000n;

/** A DECIMAL with four decimals at most, as text, in ten thousandths. */
function parts(text: string): bigint {
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const all = BigInt(whole) * PARTS + BigInt(decimals.padEnd(4, '0'));
  return text.startsWith('-') ? -all : all;
}

/** The number that the engine makes of a DECIMAL of less than 2^53 units: what a number holds whole is divided once. */
export const decimal = (value: bigint): number =>
  value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER
    ? Number(value) / Number(PARTS)
    : Number(value / PARTS) + Number(value % PARTS) / Number(PARTS);

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The figures of an overview out of rows of days, as `overviewSelect` has them over their sums. */
export function overviewOfDays(
  days: readonly Row[],
  columns: readonly PlanColumn[],
  ordersAre: 'orders' | 'purchases',
  lacked: readonly string[] = [],
): Row {
  const sum = (name: string) => days.reduce((all, row) => all + Number(row[name] ?? 0), 0);
  const gmv = decimal(days.reduce((all, row) => all + parts(String(row.gmv ?? '0')), 0n));
  const [pv, purchases, uv, buyers] = [sum('views'), sum('purchases'), sum('users'), sum('buyers')];
  const orders = sum(ordersAre);
  const figures: Readonly<Record<string, unknown>> = {
    day: days[0]?.day,
    pv,
    uv,
    buyers,
    orders,
    gmv,
    purchases,
    aov: ratio(gmv, orders),
    conversion_user: ratio(buyers, uv),
    conversion_event: ratio(purchases, pv),
    // No refund is among the events where it is told early.
    net_gmv: gmv,
    arppu: ratio(gmv, buyers),
    pv_per_user: ratio(pv, uv),
  };
  return Object.fromEntries(
    columns.map(({ name }) => [name, lacked.includes(name) ? null : figures[name]]),
  );
}
