import { signal } from '@preact/signals-core';

export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/** The language closest to what the reader's browser asks for. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (language.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (language.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}

/** The language on screen; elements that read it inside `effect` follow it. */
export const locale = signal<Locale>(preferredLocale(globalThis.navigator?.languages ?? ['en']));
