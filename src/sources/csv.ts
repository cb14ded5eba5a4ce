/** A text as one field of CSV (RFC 4180). */
export const csvField = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const FORMULA = /^[=+@\t\r-]/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Text that a spreadsheet would take for a formula, with the apostrophe that keeps it text; numbers stay. */
export const harmless = (text: string): string =>
  FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;

/** Values as one record of CSV, its line end included; text that a spreadsheet would run is kept from it. */
export const csvLine = (values: readonly unknown[]): string =>
  `${values
    .map((value) => csvField(typeof value === 'string' ? harmless(value) : exactText(value)))
    .join(',')}\r\n`;

/** A value as text that loses nothing; NULL is empty. */
export function exactText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value);
  return exactJson(value);
}

/** A value as JSON; whole numbers of any size keep their digits. */
export const exactJson = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one));
