/** One step that can be taken back: the states on both sides of it. */
interface Step<T> {
  readonly before: T;
  after: T;
  /** Steps of one group that follow each other closely are one; null: a step of its own. */
  readonly group: string | null;
  at: number;
}

/** How many steps are kept. */
const DEPTH = 500;
/** Milliseconds within which typing goes on. */
const PAUSE = 1000;

/**
 * Everything that was done, to be taken back and done again. States are values: they are kept, never changed.
 */
export class History<T> {
  readonly #now: () => number;
  #past: Step<T>[] = [];
  #future: Step<T>[] = [];
  #present: T;
  /** True while the newest step can still grow. */
  #open = false;

  constructor(present: T, now: () => number = () => performance.now()) {
    this.#present = present;
    this.#now = now;
  }

  get present(): T {
    return this.#present;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Takes a step. Steps of the same `group`, each less than a second after the last, are taken back as one. */
  push(state: T, group: string | null = null): void {
    if (state === this.#present) return;
    const at = this.#now();
    const last = this.#past.at(-1);
    const grows =
      this.#open && group !== null && last?.group === group && at - last.at < PAUSE ? last : null;
    if (grows) {
      grows.after = state;
      grows.at = at;
    } else {
      this.#past.push({ before: this.#present, after: state, group, at });
      if (this.#past.length > DEPTH) this.#past.shift();
    }
    this.#present = state;
    this.#future = [];
    this.#open = true;
  }

  /** The next step is one of its own, whatever its group: the cursor went elsewhere. */
  seal(): void {
    this.#open = false;
  }

  /** The state before the newest step; the present one where there is none. */
  undo(): T {
    const step = this.#past.pop();
    if (!step) return this.#present;
    this.#future.push(step);
    this.#present = step.before;
    this.#open = false;
    return this.#present;
  }

  /** The state after the step that was taken back last; the present one where there is none. */
  redo(): T {
    const step = this.#future.pop();
    if (!step) return this.#present;
    this.#past.push(step);
    this.#present = step.after;
    this.#open = false;
    return this.#present;
  }
}
