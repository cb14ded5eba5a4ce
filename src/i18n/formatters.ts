const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

/** The formatter for a language and options, made once: making one takes as long as a thousand uses of it. */
export function numberFormat(
  language: string,
  options: Intl.NumberFormatOptions = {},
): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let made = numbers.get(key);
  if (!made) {
    made = new Intl.NumberFormat(language, options);
    numbers.set(key, made);
  }
  return made;
}

/** As `numberFormat`; always in UTC, since calendar days and weekdays are never shifted by a zone. */
export function dateFormat(
  language: string,
  options: Intl.DateTimeFormatOptions = {},
): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let made = dates.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    dates.set(key, made);
  }
  return made;
}
