/** Milliseconds within which a second key belongs to the first. */
const SEQUENCE = 900;

/**
 * A key as commands name it: `Mod+Enter`, `Alt+ArrowUp`, `Shift+Enter`, `a`, `?`. `Mod` is Ctrl or Cmd; Shift counts
 * where the key is not a character of its own.
 */
export function chordOf({
  key,
  ctrlKey,
  metaKey,
  altKey,
  shiftKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const letter = /^\p{L}$/u.test(key);
  const named = key.length > 1 || letter;
  return [
    ctrlKey || metaKey ? 'Mod' : '',
    altKey ? 'Alt' : '',
    shiftKey && named ? 'Shift' : '',
    letter ? key.toLowerCase() : key,
  ]
    .filter(Boolean)
    .join('+');
}

/** Reads keys one by one; two of them soon after one another can be one command, as `d d`. */
export class KeyReader {
  readonly #now: () => number;
  #last = { chord: '', at: Number.NEGATIVE_INFINITY };

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** What this key can stand for, the longest first. */
  read(chord: string): readonly string[] {
    const { chord: before, at } = this.#last;
    const now = this.#now();
    this.#last = { chord, at: now };
    return now - at <= SEQUENCE ? [`${before} ${chord}`, chord] : [chord];
  }

  /** Keys that follow begin anew. */
  forget(): void {
    this.#last = { chord: '', at: Number.NEGATIVE_INFINITY };
  }
}
