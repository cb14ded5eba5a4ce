import * as Comlink from 'comlink';
import { canKeepFiles } from '../src/engine/probe.ts';

Comlink.expose({ probe: canKeepFiles });
