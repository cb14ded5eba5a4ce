import * as Comlink from 'comlink';
import { canKeepFiles, canShareFiles } from '../src/engine/probe.ts';
import type { ProbeFace } from '../src/engine/storage.ts';

Comlink.expose({ keeps: canKeepFiles, shares: canShareFiles } satisfies ProbeFace);
