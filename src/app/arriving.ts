import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { filesOf, pastedFile } from './picking.ts';

/** Files that are dropped anywhere on the page, or pasted into it. */
export class Arriving implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #take: (files: Promise<readonly File[]>) => void;
  #over = false;

  constructor(host: ReactiveControllerHost, take: (files: Promise<readonly File[]>) => void) {
    this.#host = host;
    this.#take = take;
    host.addController(this);
  }

  /** True while files are held over the page. */
  get over(): boolean {
    return this.#over;
  }

  hostConnected(): void {
    window.addEventListener('dragover', this.#onDragOver);
    window.addEventListener('dragleave', this.#onDragLeave);
    window.addEventListener('drop', this.#onDrop);
    window.addEventListener('paste', this.#onPaste);
  }

  hostDisconnected(): void {
    window.removeEventListener('dragover', this.#onDragOver);
    window.removeEventListener('dragleave', this.#onDragLeave);
    window.removeEventListener('drop', this.#onDrop);
    window.removeEventListener('paste', this.#onPaste);
  }

  #show(over: boolean): void {
    if (over === this.#over) return;
    this.#over = over;
    this.#host.requestUpdate();
  }

  #onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#show(true);
  };

  #onDragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) this.#show(false);
  };

  #onDrop = (event: DragEvent) => {
    event.preventDefault();
    this.#show(false);
    if (event.dataTransfer) this.#take(filesOf(event.dataTransfer));
  };

  #onPaste = (event: ClipboardEvent) => {
    const file = event.clipboardData && pastedFile(event.clipboardData, event.composedPath());
    if (file) this.#take(Promise.resolve(file));
  };
}
