import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { chordOf, KeyReader } from '../commands/keys.ts';
import { type Mode, NOTEBOOK_COMMANDS } from '../commands/notebook-commands.ts';
import type { NotebookHands } from './hands.ts';

/** Elements that take keys as text or moves of their own. */
const FIELDS =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="listbox"], [role="menu"], [role="slider"], [role="grid"], [role="radiogroup"], [role="tablist"], dialog, [popover]:popover-open';
/** Elements that Enter, Space and arrows belong to. */
const CONTROLS = 'button, a[href], summary, [role="button"]';
const CONTROL_KEYS: ReadonlySet<string> = new Set(['Enter', ' ', 'ArrowUp', 'ArrowDown']);

/** Keys of the notebook: command mode on a cell, edit mode in its editor, none while a reader types elsewhere. */
export class NotebookKeys implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #hands: () => NotebookHands | null;
  readonly #reader = new KeyReader();

  constructor(host: ReactiveControllerHost & HTMLElement, hands: () => NotebookHands | null) {
    this.#host = host;
    this.#hands = hands;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#onKey);
  }

  #onKey = (event: KeyboardEvent) => {
    const hands = this.#hands();
    const mode = this.#mode(event);
    if (!hands || !mode || event.defaultPrevented || event.isComposing) return;
    const names = this.#reader.read(chordOf(event));
    const command = NOTEBOOK_COMMANDS.find(
      ({ keys, modes, when }) =>
        modes.includes(mode) && keys.some((key) => names.includes(key)) && when(hands),
    );
    if (!command) return;
    event.preventDefault();
    this.#reader.forget();
    command.run(hands);
  };

  /** Null where the key is not the notebook's. */
  #mode(event: KeyboardEvent): Mode | null {
    const path = event.composedPath().filter((one) => one instanceof Element);
    const at = path.indexOf(this.#host);
    if (at < 0) {
      const field = path.some((one) => one.matches(FIELDS) || one.matches(CONTROLS));
      return field ? null : 'page';
    }
    const inside = path.slice(0, at);
    if (inside.some((one) => one.matches('.editor'))) return 'editor';
    if (inside.some((one) => one.matches(FIELDS))) return null;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const own = plain && CONTROL_KEYS.has(event.key) && inside.some((one) => one.matches(CONTROLS));
    if (own) return null;
    return inside.some(({ localName }) => localName === 'th-cell-slot') ? 'cell' : 'page';
  }
}
