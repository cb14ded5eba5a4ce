import type { ShapesFace } from '../../../workers/shapes.ts';
import shapesUrl from '../../../workers/shapes.ts?worker&url';
import { connectWorker, orDeath } from '../../engine/index.ts';
import type { Shapes } from './read-shapes.ts';

/**
 * `readShapes` of a file in a worker of its own, which is ended after it: the page answers meanwhile, and memory is given
 * back. Rejects where the file cannot be read, or where it does not fit into memory.
 */
export async function readShapesApart(file: File): Promise<Shapes | null> {
  const worker = await connectWorker<ShapesFace>(shapesUrl);
  try {
    return await orDeath(worker, worker.remote.read(file));
  } finally {
    worker.terminate();
  }
}
