import { createEngine, type Engine, loadBinary } from '../../engine/index.ts';
import { Warehouse } from '../../warehouse/index.ts';
import type { Lead, WarehouseFace } from './remote.ts';
import { switchedEngine, switchedWarehouse } from './switched.ts';

interface Leading {
  readonly takesOver: boolean;
  readonly first: Promise<void>;
}

/** Engine and warehouse as the page uses them, whichever tab they are of. */
export class Ways {
  readonly #engine = switchedEngine();
  readonly #warehouse = switchedWarehouse();

  get engine(): Engine {
    return this.#engine.face;
  }

  get warehouse(): WarehouseFace {
    return this.#warehouse.face;
  }

  /**
   * This tab has the data. Resolves when what was open is open again; where this tab takes over, what it asked
   * meanwhile waits for that. The engine is unpacked after `first`.
   */
  lead({ takesOver, first }: Leading): Promise<void> {
    const engine = createEngine({
      load: async (onProgress) => {
        await first;
        return loadBinary(onProgress);
      },
    });
    const warehouse = new Warehouse(engine);
    this.#warehouse.use(warehouse);
    this.#engine.use(takesOver ? null : engine);
    return warehouse.reopen().finally(() => {
      if (takesOver) this.#engine.use(engine);
    });
  }

  /** Another tab has it. */
  follow(lead: Lead): void {
    this.#engine.use(lead.engine);
    this.#warehouse.use(lead.warehouse);
  }

  /** Nobody answers; what is asked waits. */
  wait(): void {
    this.#engine.use(null);
    this.#warehouse.use(null);
  }
}
