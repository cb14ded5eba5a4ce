import { effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { CellResult, CellState } from '../../notebook/index.ts';

/** Milliseconds that work may take before it is said that it goes on. */
const PATIENCE = 100;

const isBusy = ({ phase }: CellState) => phase === 'queued' || phase === 'running';

/**
 * A cell's state as it is shown: a cell that is done and computed again stays so until there is something new to see or
 * the work takes long. Most work ends before, and drawing that it begins would only hold it up.
 */
export class CalmState {
  /** The state that this follows. */
  readonly of: ReadonlySignal<CellState>;
  readonly #shown;
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(of: ReadonlySignal<CellState>, result: ReadonlySignal<CellResult | null>) {
    this.of = of;
    this.#shown = signal(of.peek());
    let before = result.peek();
    this.#stop = effect(() => {
      const [state, now] = [of.value, result.value];
      const waits = isBusy(state) && this.#shown.peek().phase === 'done' && now === before;
      before = now;
      if (!waits) this.#show(state);
      else this.#timer ??= setTimeout(() => this.#show(of.peek()), PATIENCE);
    });
  }

  get value(): CellState {
    return this.#shown.value;
  }

  stop(): void {
    this.#stop();
    this.#forget();
  }

  #show(state: CellState): void {
    this.#forget();
    this.#shown.value = state;
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
