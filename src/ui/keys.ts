const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Escape: 'Esc',
  Mod: 'Ctrl',
};
const MAC_SIGNS: Readonly<Record<string, string>> = { ...SIGNS, Mod: '⌘', Alt: '⌥', Shift: '⇧' };

/** Keys as people read them: `Ctrl ↵`, `D D`, `⌘ ↵`. */
export function keysText(keys: string, mac = isMac()): string {
  const signs = mac ? MAC_SIGNS : SIGNS;
  return keys
    .split(/[ +]/)
    .map((key) => signs[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(' ');
}

const isMac = (): boolean => /mac|iphone|ipad/i.test(globalThis.navigator?.userAgent ?? '');
