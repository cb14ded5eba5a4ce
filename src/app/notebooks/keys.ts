import type { DocumentCommand } from './commands.ts';

/** Kinds of `<input>` that hold no text to be undone. */
const PLAIN = new Set(['checkbox', 'radio', 'range', 'button', 'submit', 'color', 'file']);

/** True where the focus is in a text that has an undo of its own. */
export function hasOwnUndo(path: readonly EventTarget[]): boolean {
  return path.some(
    (one) =>
      one instanceof HTMLElement &&
      (one.isContentEditable ||
        one.localName === 'textarea' ||
        (one instanceof HTMLInputElement && !PLAIN.has(one.type) && !one.readOnly)),
  );
}

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'composedPath'
>;

/** The command of a key; null where it is none, or belongs to the text that is being written. */
export function commandOf(event: Pressed): DocumentCommand | null {
  if (!(event.metaKey || event.ctrlKey) || event.altKey) return null;
  switch (event.key.toLowerCase()) {
    case 's':
      return event.shiftKey ? 'save-as' : 'save';
    case 'o':
      return event.shiftKey ? null : 'open';
    case 'z':
      if (hasOwnUndo(event.composedPath())) return null;
      return event.shiftKey ? 'redo' : 'undo';
    case 'y':
      return event.shiftKey || hasOwnUndo(event.composedPath()) ? null : 'redo';
    default:
      return null;
  }
}
