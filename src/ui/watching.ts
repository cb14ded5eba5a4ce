import { effect, untracked } from '@preact/signals-core';
import { LitElement } from 'lit';

/**
 * A Lit element that draws itself again when a signal that its last drawing read has changed: the language, the
 * state of the engine, a cell's result.
 */
export class Watching extends LitElement {
  #stop: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = null;
  }

  protected override performUpdate(): void {
    this.#stop?.();
    let drawn = false;
    this.#stop = effect(() => {
      if (drawn) untracked(() => this.requestUpdate());
      else {
        drawn = true;
        super.performUpdate();
      }
    });
  }
}
