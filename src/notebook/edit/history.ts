/** One step that can be taken back: the states on both sides of it. */
interface Step<T, W> {
  readonly before: T;
  after: T;
  /** What it did. */
  readonly what: W;
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
export class History<T, W> {
  readonly #now: () => number;
  #past: Step<T, W>[] = [];
  #future: Step<T, W>[] = [];
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

  /** What would be taken back; null where there is nothing. */
  get undoes(): W | null {
    return this.#past.at(-1)?.what ?? null;
  }

  /** What would be done again; null where there is nothing. */
  get redoes(): W | null {
    return this.#future.at(-1)?.what ?? null;
  }

  /** Takes a step. Steps of the same `group`, each less than a second after the last, are taken back as one. */
  push(state: T, what: W, group: string | null = null): void {
    if (state === this.#present) return;
    const at = this.#now();
    const last = this.#past.at(-1);
    const grows =
      this.#open && group !== null && last?.group === group && at - last.at < PAUSE ? last : null;
    if (grows) {
      grows.after = state;
      grows.at = at;
    } else {
      this.#past.push({ before: this.#present, after: state, what, group, at });
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

  /** Changes every state, those of the past too; a step between two that are the same now is none any more. */
  rewrite(change: (state: T) => T): void {
    const all = (steps: readonly Step<T, W>[]) =>
      steps
        .map((step) => ({ ...step, before: change(step.before), after: change(step.after) }))
        .filter(({ before, after }) => before !== after);
    this.#past = all(this.#past);
    this.#future = all(this.#future);
    this.#present = change(this.#present);
    this.#open = false;
  }
}
