import { locale } from '../../i18n/index.ts';

/** Day and time of a moment (milliseconds since 1970) in the reader's language and zone; the time alone today. */
export function moment(at: number, now = Date.now(), language = locale.value): string {
  const day = new Date(at).toDateString() === new Date(now).toDateString();
  const options: Intl.DateTimeFormatOptions = day
    ? { timeStyle: 'medium' }
    : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(language, options).format(at);
}
