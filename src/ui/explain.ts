import { TabhouseError } from '../engine/errors.ts';
import { isKey, type Locale, locale, t } from '../i18n/index.ts';

/** An error in words: what is wrong and what to do, and what lies behind it for those who want to know. */
export interface Explanation {
  readonly sentence: string;
  /** The cause's own message; empty where it adds nothing. */
  readonly details: string;
  /** Offset in the SQL or notebook text, where there is one. */
  readonly position: number | undefined;
}

/** Turns anything that was thrown into words of the reader's language. */
export function explain(error: unknown, language: Locale = locale.value): Explanation {
  if (!(error instanceof TabhouseError)) {
    const details = error instanceof Error ? error.message : String(error ?? '');
    return { sentence: t('error.internal', {}, language), details, position: undefined };
  }
  const key = `error.${error.code}`;
  const { cause, position, parameters } = error;
  const behind = cause instanceof Error ? cause.message : cause === undefined ? '' : String(cause);
  if (!isKey(key)) {
    return {
      sentence: t('error.internal', {}, language),
      details: behind || String(parameters.reason ?? error.message),
      position,
    };
  }
  const complete = {
    message: behind,
    ...parameters,
    reason: reasonInWords(String(parameters.reason ?? ''), language),
  };
  const sentence = t(key, complete, language).trim();
  return { sentence, details: sentence.includes(behind) ? '' : behind, position };
}

/** Why a record was rejected, in words; other reasons are words already. */
function reasonInWords(reason: string, language: Locale): string {
  const key = `reason.${reason}`;
  return isKey(key) ? t(key, {}, language) : reason;
}
