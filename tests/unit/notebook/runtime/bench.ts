import {
  type Cell,
  type CellResult,
  type Environment,
  type ExecuteOptions,
  NotebookRuntime,
  parseNotebook,
  type RuntimeOptions,
} from '../../../../src/notebook/index.ts';
import { sqlNames } from '../../../../src/notebook/sql-names.ts';

export const resultOf = (value: unknown): CellResult => ({
  kind: 'value',
  rows: [],
  total: 0,
  relation: null,
  value,
});

/** Lets everything that can happen without time happen. */
export const settle = async () => {
  for (let i = 0; i < 60; i++) await Promise.resolve();
};

export type Work = (
  cell: Cell,
  environment: Environment,
  options: ExecuteOptions,
  runtime: NotebookRuntime,
) => Promise<CellResult>;

/** An input is its value (1 by default); any other cell is the sum of what it reads. */
export const sum: Work = async (cell, { results }, _options, runtime) => {
  if (cell.kind === 'input') return resultOf(runtime.value(cell.name ?? '') ?? 1);
  let total = 0;
  for (const result of results.values()) total += Number(result.value);
  return resultOf(total);
};

/** A notebook at work: what ran, in order, and what each cell is, by name. */
export function notebook(text: string, work: Work = sum, options: Partial<RuntimeOptions> = {}) {
  const ran: string[] = [];
  const runtime: NotebookRuntime = new NotebookRuntime({
    ...options,
    execute: async (cell, environment, more) => {
      ran.push(cell.name ?? cell.kind);
      return work(cell, environment, more, runtime);
    },
  });
  const id = (name: string) =>
    runtime.document.value.cells.find((cell) => cell.name === name || cell.id === name)?.id ?? '';
  const open = (now: string, version = 'v1') =>
    runtime.open(parseNotebook(now, runtime.document.value), version, sqlNames);
  open(text);
  return {
    runtime,
    ran,
    id,
    open,
    state: (name: string) => runtime.state(id(name)).value,
    phase: (name: string) => runtime.state(id(name)).value.phase,
    result: (name: string) => runtime.result(id(name)).value?.value,
    explain: (name: string) => {
      const explanation = runtime.explain(id(name));
      if (!explanation) throw new Error(`no cell ${name}`);
      return explanation;
    },
  };
}

/** A block of the notebook's text. */
export const input = (name: string) => `\`\`\`input ${name}\ntype: number\n\`\`\`\n`;
export const sql = (name: string, body: string) => `\`\`\`sql ${name}\n${body}\n\`\`\`\n`;

/** Work that ends when it is told to, by the cell's name. */
export function gated(work: Work = sum) {
  const gates = new Map<string, (() => void)[]>();
  const wait: Work = async (cell, environment, options, runtime) => {
    const answer = await work(cell, environment, options, runtime);
    if (cell.kind !== 'input') {
      await new Promise<void>((resolve) => {
        const name = cell.name ?? cell.kind;
        gates.set(name, [...(gates.get(name) ?? []), resolve]);
      });
    }
    return answer;
  };
  const release = async (name: string, which = 0) => {
    gates.get(name)?.[which]?.();
    await settle();
  };
  return { wait, release, started: (name: string) => gates.get(name)?.length ?? 0 };
}
