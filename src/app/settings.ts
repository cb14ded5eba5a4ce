import { effect, signal } from '@preact/signals-core';
import { LOCALES, type Locale, locale } from '../i18n/index.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What the reader chose for light and dark; `system` follows the machine. */
export const theme = signal<Theme>('system');

const PREFIX = 'tabhouse.';

/**
 * Takes language and theme from what the reader chose last (or `?lang=`), writes changes back, and keeps the
 * document's `lang` and `data-theme` in step.
 */
export function followSettings(
  root: HTMLElement = document.documentElement,
  storage: Storage | null = safeStorage(),
  search: URLSearchParams = new URLSearchParams(location.search),
): void {
  const language = search.get('lang') ?? storage?.getItem(`${PREFIX}language`);
  const known = LOCALES.find((one) => one === language);
  if (known) locale.value = known;
  const chosen = THEMES.find((one) => one === storage?.getItem(`${PREFIX}theme`));
  if (chosen) theme.value = chosen;
  effect(() => {
    root.lang = locale.value;
  });
  effect(() => {
    if (theme.value === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme.value;
  });
  remember(storage, 'language', () => locale.value);
  remember(storage, 'theme', () => theme.value);
}

export function setLanguage(language: Locale): void {
  locale.value = language;
}

/** Writes a choice back, except the one that was there at the start: the browser's language is no choice. */
function remember(storage: Storage | null, key: string, read: () => string): void {
  let first = true;
  effect(() => {
    const value = read();
    if (!first) storage?.setItem(PREFIX + key, value);
    first = false;
  });
}

/** Storage can be forbidden altogether; then choices last as long as the page. */
function safeStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
