import { TabhouseError } from '../../../engine/errors.ts';

/**
 * Work in the background that stands back: where the reader asks for rows it is given up, and begun again when they
 * are there. The engine does one thing at a time, so that a long scan would hold up every page.
 */
export class Behind {
  #waited = 0;
  #running = new Set<AbortController>();
  #busy = false;
  /** What the reader asked for, and what nobody did. */
  readonly #asked: (() => Promise<void>)[] = [];
  readonly #rest: (() => Promise<void>)[] = [];
  #clear: (() => void)[] = [];

  /** Runs what the reader waits for. */
  async before<T>(work: () => Promise<T>): Promise<T> {
    this.#waited += 1;
    for (const controller of this.#running) controller.abort();
    try {
      return await work();
    } finally {
      this.#waited -= 1;
      if (this.#waited === 0) for (const go of this.#clear.splice(0)) go();
    }
  }

  /**
   * One after the other, again from its start where it was interrupted: what the reader asked for (`next`) before what
   * was not, and what is on screen already (`first`) before both.
   */
  run<T>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
    urgent?: 'first' | 'next',
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const turn = () => this.#insist(signal, work).then(resolve, reject);
      if (urgent === 'first') this.#asked.unshift(turn);
      else (urgent === 'next' ? this.#asked : this.#rest).push(turn);
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#busy) return;
    const turn = this.#asked.shift() ?? this.#rest.shift();
    if (!turn) return;
    this.#busy = true;
    await turn();
    this.#busy = false;
    void this.#next();
  }

  async #insist<T>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      while (this.#waited > 0) await new Promise<void>((resolve) => this.#clear.push(resolve));
      if (signal?.aborted) throw new TabhouseError('cancelled');
      const controller = new AbortController();
      this.#running.add(controller);
      try {
        return await work(
          signal ? AbortSignal.any([signal, controller.signal]) : controller.signal,
        );
      } catch (error) {
        if (signal?.aborted || !controller.signal.aborted) throw error;
      } finally {
        this.#running.delete(controller);
      }
    }
  }
}
