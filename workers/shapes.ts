/** Reads files of shapes for maps: see `src/charts/places/read-shapes.ts`. */
import * as Comlink from 'comlink';
import { readShapes, type Shapes } from '../src/charts/places/read-shapes.ts';
import { transferErrors } from '../src/engine/transfer.ts';

transferErrors();

const face = {
  read: async (file: File): Promise<Shapes | null> => readShapes(file.name, await file.text()),
};

export type ShapesFace = typeof face;

Comlink.expose(face);
