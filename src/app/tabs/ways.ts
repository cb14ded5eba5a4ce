import { createEngine, type Engine } from '../../engine/index.ts';
import { Warehouse } from '../../warehouse/index.ts';
import type { Lead, WarehouseFace } from './remote.ts';
import { switchedEngine, switchedWarehouse } from './switched.ts';

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

  /** This tab has the data. */
  lead(): void {
    const engine = createEngine();
    this.#engine.use(engine);
    this.#warehouse.use(new Warehouse(engine));
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
