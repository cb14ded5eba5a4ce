import type { Answers } from '../graph/references.ts';
import type { Cell } from '../types.ts';

/**
 * What the engine says of the tables in SQL texts. It binds, and so fails over tables that are not there yet, PIVOT
 * and several statements: a text without an answer is left to the parse tree.
 */
export class EngineAnswers {
  readonly known: Answers;
  readonly #known = new Map<string, readonly string[]>();
  readonly #asked = new Set<string>();
  readonly #tableNames: ((sql: string) => Promise<readonly string[]>) | undefined;
  readonly #onAnswer: () => void;

  constructor(
    tableNames: ((sql: string) => Promise<readonly string[]>) | undefined,
    onAnswer: () => void,
  ) {
    this.known = this.#known;
    this.#tableNames = tableNames;
    this.#onAnswer = onAnswer;
  }

  /** Asks about every text that is new; calls back once where any answer came. */
  ask(cells: readonly Cell[]): void {
    if (!this.#tableNames) return;
    const texts = new Set(cells.filter(({ kind }) => kind === 'sql').map(({ body }) => body));
    const fresh = [...texts].filter((text) => !this.#asked.has(text));
    if (fresh.length > 0) void this.#askAll(fresh, this.#tableNames);
  }

  async #askAll(
    texts: readonly string[],
    tableNames: (sql: string) => Promise<readonly string[]>,
  ): Promise<void> {
    let any = false;
    for (const text of texts) {
      this.#asked.add(text);
      const names = await tableNames(text).catch(() => []);
      if (names.length === 0) continue;
      this.#known.set(text, names);
      any = true;
    }
    if (any) this.#onAnswer();
  }
}
