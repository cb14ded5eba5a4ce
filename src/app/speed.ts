import { effect } from '@preact/signals-core';
import type { Engine } from '../engine/index.ts';
import { NotebookRuntime, parseNotebook } from '../notebook/index.ts';
import { SpeedLab } from '../scale/speed/lab.ts';
import type { OpenDataset } from '../warehouse/index.ts';
import { executor } from './execute.ts';
import { notebookFile } from './notebook-file.ts';

let lab: SpeedLab | null = null;

/** What measures this machine; one per page. */
export function speedLab(): SpeedLab {
  lab ??= new SpeedLab(overview);
  return lab;
}

/** Ends what is measured, with all that it made. */
export const endSpeed = (): Promise<void> => lab?.end() ?? Promise.resolve();

/** Nothing is answered from an earlier visit: the work itself is measured. */
const NOTHING_KEPT = { get: async () => null, put: async () => undefined };
const OVER = new Set(['done', 'failed', 'blocked', 'cancelled', 'stale']);

/** Works out every cell of the overview, as the page does; rejects with what made one fail. */
async function overview(engine: Engine, open: OpenDataset, signal: AbortSignal): Promise<void> {
  const notebook = parseNotebook(await notebookFile('overview'));
  const runtime = new NotebookRuntime({
    execute: executor(
      () => ({
        engine,
        ...open,
        mounted: Promise.resolve(),
        stands: () => true,
        value: (name) => runtime.value(name),
      }),
      NOTHING_KEPT,
    ),
  });
  try {
    runtime.open(notebook, 'speed');
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      const stop = effect(() => {
        const states = notebook.cells.map(({ id }) => runtime.state(id).value);
        const failed = states.find(({ phase }) => phase === 'failed');
        if (failed?.phase === 'failed') reject(failed.error);
        if (states.every(({ phase }) => OVER.has(phase))) {
          resolve();
          queueMicrotask(() => stop());
        }
      });
    });
  } finally {
    runtime.dispose();
  }
}
