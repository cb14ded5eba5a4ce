import { TabhouseError } from '../../engine/errors.ts';
import { ByteWriter } from './bytes.ts';
import { Rees46Shop } from './rees46.ts';
import { TaobaoShop } from './taobao.ts';
import type { SampleOptions } from './types.ts';

const PIECE = 1 << 20;
/** Pieces between two pauses, in which a worker can hear that it should stop. */
const PAUSE = 8;

/**
 * A believable shop as the bytes of a file: visits with a daily rhythm, long-tailed items and categories, funnels
 * that lose people, repeat buyers, a promotion day, a few repeats and broken lines. Throws `cancelled`.
 */
export async function* generateSample(
  options: SampleOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { shape, seed, signal, onProgress } = options;
  const totalRows = Math.max(0, Math.floor(options.events));
  const out = new ByteWriter(PIECE + (1 << 17));
  const shop =
    shape === 'taobao'
      ? new TaobaoShop(totalRows, seed, out)
      : new Rees46Shop(totalRows, seed, out);
  let bytes = 0;
  let pieces = 0;
  let more = true;
  while (more) {
    if (signal?.aborted) throw new TabhouseError('cancelled', { cause: signal.reason });
    while (more && out.length < PIECE) more = shop.step();
    const piece = out.take();
    bytes += piece.length;
    if (piece.length > 0) yield piece;
    if (++pieces % PAUSE === 0) await new Promise((resume) => setTimeout(resume));
    onProgress?.({ rows: shop.rows, totalRows, bytes });
  }
}
