import type { EventType } from '../sources/types.ts';

export type ThemeName = 'light' | 'dark';

/** Colours of one theme, resolved: drawings use them directly, so that an exported picture needs no style sheet. */
export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly border: string;
  readonly strong: string;
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  readonly accent: string;
  readonly accentText: string;
  readonly accentSoft: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  readonly goodSoft: string;
  readonly warnSoft: string;
  readonly badSoft: string;
  /** Eight colours that stay apart for readers with protanopia, deuteranopia and tritanopia. */
  readonly categorical: readonly string[];
  /** Stops from little to much. */
  readonly sequential: readonly string[];
  /** Stops from below through neutral to above. */
  readonly diverging: readonly string[];
}

export const PALETTES: Readonly<Record<ThemeName, Palette>> = {
  light: {
    page: '#faf9f6',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f4f2ed',
    border: '#e7e3da',
    strong: '#cdc7bb',
    text: '#1f1d1a',
    muted: '#5c574f',
    faint: '#736d63',
    accent: '#4050cb',
    accentText: '#ffffff',
    accentSoft: '#eceefb',
    good: '#146c43',
    warn: '#8a5300',
    bad: '#b3261e',
    goodSoft: '#e6f4ec',
    warnSoft: '#fbf0dc',
    badSoft: '#fcebe9',
    categorical: [
      '#4050cb',
      '#d97a12',
      '#007f70',
      '#ea4a97',
      '#996d0c',
      '#4599d8',
      '#6b2f94',
      '#5b5750',
    ],
    sequential: ['#eef0fb', '#b9c2f0', '#7985dd', '#4050cb', '#232c80'],
    diverging: ['#b4560a', '#f0b273', '#f4f2ed', '#83c4ba', '#04695d'],
  },
  dark: {
    page: '#0e121a',
    surface: '#151a25',
    raised: '#1c2331',
    sunken: '#0a0d14',
    border: '#262e3f',
    strong: '#3c475d',
    text: '#e9ebf1',
    muted: '#aab2c2',
    faint: '#8c95a8',
    accent: '#9aa3ff',
    accentText: '#0e121a',
    accentSoft: '#222a4a',
    good: '#5ccb95',
    warn: '#e5b04c',
    bad: '#ff9389',
    goodSoft: '#142a1f',
    warnSoft: '#2b2413',
    badSoft: '#31191b',
    categorical: [
      '#9695fe',
      '#f68d2a',
      '#32bba2',
      '#f299d5',
      '#dcc253',
      '#59c5f9',
      '#a56ad2',
      '#ac986f',
    ],
    sequential: ['#1d2540', '#33408a', '#5965d6', '#9aa3ff', '#dfe2ff'],
    diverging: ['#f6a04d', '#7d5a2e', '#262e3f', '#2c7c70', '#4fd1b8'],
  },
};

/** A colour per event type, the same everywhere: traffic in the accent, purchases in teal. */
const EVENT_SLOTS: Readonly<Record<EventType, number>> = {
  view: 0,
  cart: 1,
  purchase: 2,
  fav: 3,
  rate: 4,
  click: 5,
  refund: 6,
  remove: 7,
};

const slot = (palette: Palette, index: number) =>
  palette.categorical[index % palette.categorical.length] ?? palette.accent;

/** The colour of the `index`-th category. */
export const categorical = (theme: ThemeName, index: number) => slot(PALETTES[theme], index);

/** The fixed colour of an event word; a set of words takes that of its last. */
export function eventColour(theme: ThemeName, word: string): string | null {
  const last = word.split(/[^a-z]+/).findLast((one) => one in EVENT_SLOTS);
  return last ? slot(PALETTES[theme], EVENT_SLOTS[last as EventType]) : null;
}

/** The ink that reads on `background`, an `rgb(…)` or `#rrggbb` colour: only black and white reach 4.5 to 1 on any. */
export const inkOn = (background: string) =>
  contrast(background, '#000000') >= contrast(background, '#ffffff') ? '#000000' : '#ffffff';

/** WCAG 2 contrast ratio of two colours. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channels(colour: string): number[] {
  if (colour.startsWith('#')) {
    return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  }
  return (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}

/** Body type everywhere, with a real CJK face on each system. */
export const FONT =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
export const MONO =
  'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", "Noto Sans Mono CJK SC", monospace';
