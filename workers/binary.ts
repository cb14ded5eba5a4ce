import * as Comlink from 'comlink';
import { compiled } from '../src/engine/compile.ts';

const face = { compiled };

export type BinaryFace = typeof face;

Comlink.expose(face);
