import * as Comlink from 'comlink';
import { engineCore } from '../src/engine/core.ts';
import { transferErrors } from '../src/engine/transfer.ts';

transferErrors();
// The page sees this worker end and starts the engine again; what DuckDB said last goes out first.
Comlink.expose(engineCore(() => setTimeout(close, 20)));
