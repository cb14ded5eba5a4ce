/** Long whole numbers outside strings; JavaScript would round them. */
const STRINGS_AND_LONG = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** What Python writes where JSON has no word for it. */
const STRINGS_AND_NAN = /"(?:[^"\\]|\\.)*"|\bNaN\b|-?\bInfinity\b/g;

/**
 * Parses a JSON record; whole numbers of 16 digits and more stay text, so that no digit is lost, and NaN is null.
 * Throws `SyntaxError`.
 */
export function parseRecord(text: string): unknown {
  const exact = /\d{16}/.test(text)
    ? text.replace(STRINGS_AND_LONG, (found) => (found.startsWith('"') ? found : `"${found}"`))
    : text;
  try {
    return JSON.parse(exact);
  } catch (error) {
    if (!/NaN|Infinity/.test(exact)) throw error;
    return JSON.parse(
      exact.replace(STRINGS_AND_NAN, (found) => (found.startsWith('"') ? found : 'null')),
    );
  }
}

/** The wrappers of MongoDB's extended JSON. */
const WRAPPERS = new Set([
  '$oid',
  '$date',
  '$numberLong',
  '$numberInt',
  '$numberDouble',
  '$numberDecimal',
  '$uuid',
]);

/** The fields of a record as text, those of nested objects as `a.b`; lists stay JSON. Empty text and null are null. */
export function flatten(record: unknown): Map<string, string | null> {
  const fields = new Map<string, string | null>();
  const entries = Array.isArray(record)
    ? record.map((value, i): [string, unknown] => [`column${i}`, value])
    : isObject(record)
      ? Object.entries(record)
      : [['value', record] as [string, unknown]];
  for (const [key, value] of entries) put(fields, key, value);
  return fields;
}

function put(fields: Map<string, string | null>, name: string, value: unknown): void {
  if (!isObject(value)) {
    fields.set(name, scalar(value));
    return;
  }
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && WRAPPERS.has(only[0])) unwrap(fields, name, only);
  else if (entries.length === 0) fields.set(name, null);
  else for (const [key, inner] of entries) put(fields, `${name}.${key}`, inner);
}

/** `{"$date": …}` holds ISO text, milliseconds, or `{"$numberLong": milliseconds}`. */
function unwrap(
  fields: Map<string, string | null>,
  name: string,
  [wrapper, value]: [string, unknown],
): void {
  const inner = isObject(value) ? Object.values(value)[0] : value;
  const text = scalar(inner);
  const isMillis = wrapper === '$date' && text !== null && /^-?\d+$/.test(text);
  fields.set(name, isMillis ? new Date(Number(text)).toISOString() : text);
}

function scalar(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return JSON.stringify(value);
  return String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
