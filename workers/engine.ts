import * as Comlink from 'comlink';
import { engineCore } from '../src/engine/core.ts';
import { transferErrors } from '../src/engine/transfer.ts';

transferErrors();
// The page sees this worker end and starts the engine again.
Comlink.expose(engineCore(() => close()));
