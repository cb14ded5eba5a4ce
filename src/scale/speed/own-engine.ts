import { createEngine, type Engine, TabhouseError } from '../../engine/index.ts';
import { type Instance, startInstance } from '../../engine/instance.ts';

/** An engine beside the page's, which can be ended for good. */
export interface OwnEngine {
  readonly engine: Engine;
  end(): void;
}

export function ownEngine(): OwnEngine {
  let ended = false;
  let current: Instance | null = null;
  const engine = createEngine({
    start: async (wasm) => {
      if (ended) throw new TabhouseError('cancelled');
      current = await startInstance(wasm);
      if (ended) current.terminate();
      return current;
    },
  });
  engine.ready.catch(() => undefined);
  return {
    engine,
    end() {
      ended = true;
      current?.terminate();
    },
  };
}
