import { type ReadonlySignal, signal } from '@preact/signals-core';
import { FONT, MONO, PALETTES, type Palette, type ThemeName } from '../charts/palette.ts';

const COLOURS = [
  'page',
  'surface',
  'raised',
  'sunken',
  'border',
  'strong',
  'text',
  'muted',
  'faint',
  'accent',
  'good',
  'warn',
  'bad',
] as const satisfies readonly (keyof Palette)[];

function colours(theme: ThemeName): string {
  const palette = PALETTES[theme];
  const plain = COLOURS.map((name) => `--th-${name}:${palette[name]};`);
  const categories = palette.categorical.map((colour, index) => `--th-c${index + 1}:${colour};`);
  return [
    ...plain,
    ...categories,
    `--th-accent-text:${palette.accentText};--th-accent-soft:${palette.accentSoft};`,
    `--th-good-soft:${palette.goodSoft};--th-warn-soft:${palette.warnSoft};--th-bad-soft:${palette.badSoft};`,
    theme === 'light'
      ? '--th-shadow-1:0 1px 2px rgb(40 30 10 / 5%);--th-shadow-2:0 8px 28px rgb(40 30 10 / 14%);'
      : '--th-shadow-1:0 1px 2px rgb(0 0 0 / 30%);--th-shadow-2:0 8px 32px rgb(0 0 0 / 50%);',
    `color-scheme:${theme};`,
  ].join('');
}

const MEASURES = `--th-font:${FONT};--th-mono:${MONO};
--th-size-12:0.75rem;--th-size-13:0.8125rem;--th-size-14:0.875rem;--th-size-16:1rem;--th-size-20:1.25rem;--th-size-28:1.75rem;--th-size-40:2.5rem;
--th-space-1:4px;--th-space-2:8px;--th-space-3:12px;--th-space-4:16px;--th-space-5:24px;--th-space-6:32px;--th-space-7:48px;
--th-radius-1:4px;--th-radius-2:8px;--th-radius-3:12px;--th-radius-round:999px;
--th-motion:1;--th-fast:150ms;--th-slow:400ms;--th-ease:cubic-bezier(0.2, 0, 0, 1);`;

/** The design tokens as custom properties of the root, light and dark, with the body's type. */
export const THEME_CSS = `
:root{${MEASURES}${colours('light')}}
@media (prefers-color-scheme:dark){:root:not([data-theme='light']){${colours('dark')}}}
:root[data-theme='dark']{${colours('dark')}}
body{margin:0;background:var(--th-page);color:var(--th-text);font:400 0.875rem/1.5 var(--th-font);font-variant-numeric:tabular-nums;-webkit-font-smoothing:antialiased;text-rendering:optimizeLegibility;}
@media (prefers-reduced-motion:reduce){:root:not([data-motion='moving']){--th-motion:0;--th-fast:0ms;--th-slow:0ms;}}
:root[data-motion='still']{--th-motion:0;--th-fast:0ms;--th-slow:0ms;}
`;

const applied = new WeakSet<Document>();

/** Puts the tokens on a document; again is the same as once. */
export function applyTheme(target: Document = document): void {
  if (applied.has(target)) return;
  applied.add(target);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(THEME_CSS);
  target.adoptedStyleSheets = [sheet, ...target.adoptedStyleSheets];
}

const current = signal<ThemeName>('light');
let watched = false;

/** The theme on screen: `data-theme` of the root where set, else the system's. */
export function scheme(): ReadonlySignal<ThemeName> {
  if (!watched) {
    watched = true;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const root = document.documentElement;
    const read = () => {
      const set = root.dataset.theme;
      current.value = set === 'dark' || set === 'light' ? set : dark.matches ? 'dark' : 'light';
    };
    dark.addEventListener('change', read);
    new MutationObserver(read).observe(root, { attributeFilter: ['data-theme'] });
    read();
  }
  return current;
}

if (typeof document !== 'undefined') applyTheme();
