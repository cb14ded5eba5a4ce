import type { ChannelName } from '../declared/vocabulary.ts';
import { categorical, eventColour, PALETTES, type ThemeName } from '../palette.ts';
import type { MarkView } from './types.ts';

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

/** The colours of events among the names that a channel writes in the reader's words. */
export function eventColours(
  view: Pick<MarkView, 'rows' | 'column' | 'text'>,
  channels: readonly ChannelName[],
  theme: ThemeName,
): ReadonlyMap<string, string> {
  return new Map(
    channels.flatMap((channel) =>
      view.rows.flatMap((row): readonly (readonly [string, string])[] => {
        const colour = eventColour(theme, String(row[view.column(channel) ?? ''] ?? ''));
        return colour ? [[view.text(channel, row), colour]] : [];
      }),
    ),
  );
}
