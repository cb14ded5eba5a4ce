/** One worker of the ingest pool: see `src/warehouse/ingest/ingestor.ts`. */
import * as Comlink from 'comlink';
import { transferErrors } from '../src/engine/index.ts';
import { Ingestor } from '../src/warehouse/ingest/ingestor.ts';

transferErrors();
Comlink.expose(new Ingestor());
