import { categorical, eventColour, PALETTES, type ThemeName } from '../palette.ts';

/** A colour for each of some names: events keep theirs, the others take those that are left, then the quiet one. */
export function nameColours(names: readonly string[], theme: ThemeName): (name: string) => string {
  const palette = PALETTES[theme];
  const taken = new Set(names.map((name) => eventColour(theme, name)));
  const free = palette.categorical.filter((colour) => !taken.has(colour));
  const found = new Map<string, string>();
  let next = 0;
  for (const name of names) {
    if (found.has(name)) continue;
    found.set(name, eventColour(theme, name) ?? free[next++] ?? palette.strong);
  }
  return (name) => found.get(name) ?? categorical(theme, 0);
}
