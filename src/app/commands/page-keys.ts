import type { ReactiveController } from 'lit';
import type { Panel } from '../events.ts';
import { hasOwnUndo } from '../notebooks/keys.ts';
import { chordOf } from './keys.ts';

const PANELS: Readonly<Record<string, Panel>> = {
  'Mod+k': 'commands',
  'Mod+Shift+p': 'commands',
  '?': 'keys',
};

/** Keys of the page as a whole: the palette from anywhere, the sheet of keys where nobody types. */
export class PageKeys implements ReactiveController {
  readonly #show: (panel: Panel) => void;

  constructor(show: (panel: Panel) => void) {
    this.#show = show;
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#onKey);
  }

  #onKey = (event: KeyboardEvent) => {
    const chord = chordOf(event);
    const panel = PANELS[chord];
    if (!panel || event.defaultPrevented || event.isComposing) return;
    if (chord === '?' && hasOwnUndo(event.composedPath())) return;
    event.preventDefault();
    this.#show(panel);
  };
}
