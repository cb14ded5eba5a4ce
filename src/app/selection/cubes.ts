import { type DayHourCube, dayHourCube, type RawParameters } from '../../metrics/index.ts';
import type { Workspace } from '../workspace.ts';

/** Cubes that are kept; each is at most a few thousand rows. */
const MOST = 16;

/** The cubes of days and hours under the filters that were used last, until the data change. */
export class Cubes {
  readonly #workspace: Workspace;
  readonly #asked = new Map<string, Promise<DayHourCube>>();
  readonly #here = new Map<string, DayHourCube>();
  /** Ends those on their way that nobody waits for. */
  #ahead = new AbortController();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Gives up what is made ahead: the engine is wanted for what the reader waits for, and does one thing at a time. */
  giveWay(): void {
    this.#ahead.abort();
    this.#ahead = new AbortController();
  }

  /** The cube for a metric's parameters, whose days and hours it leaves open; null where it is not here. */
  find(parameters: RawParameters): DayHourCube | null {
    return this.#here.get(this.#key(parameters)) ?? null;
  }

  /** The same, made where it must be. */
  async get(
    parameters: RawParameters,
    priority: 'screen' | 'background',
  ): Promise<DayHourCube | null> {
    const context = this.#workspace.dataset.peek()?.context;
    if (!context) return null;
    const key = this.#key(parameters);
    const signal = priority === 'background' ? { signal: this.#ahead.signal } : {};
    const options = { priority, ...signal };
    const asked =
      this.#asked.get(key) ??
      dayHourCube(this.#workspace.engine, { filters: open(parameters) }, context, options);
    this.#asked.set(key, asked);
    try {
      const cube = await asked;
      this.#here.set(key, cube);
      this.#forgetOld();
      return cube;
    } catch {
      if (this.#asked.get(key) === asked) this.#asked.delete(key);
      return null;
    }
  }

  #key(parameters: RawParameters): string {
    const version = this.#workspace.dataset.peek()?.context.version ?? '';
    const text = (_key: string, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value;
    return JSON.stringify([version, open(parameters)], text);
  }

  #forgetOld(): void {
    for (const key of this.#asked.keys()) {
      if (this.#asked.size <= MOST) return;
      this.#asked.delete(key);
      this.#here.delete(key);
    }
  }
}

/** The filters that are not of days and hours, which every cube holds all of. */
function open({ filters }: RawParameters): Readonly<Record<string, unknown>> {
  const { day: _day, hour: _hour, ...rest } = (filters ?? {}) as Record<string, unknown>;
  return rest;
}
