import { TabhouseError } from '../../engine/errors.ts';
import type { FileShape } from '../../sources/types.ts';
import type { Wanted } from './held.ts';
import { meansOf, planLoad, shortageOf } from './load-plan.ts';
import type { PreparedEvents } from './prepare.ts';
import type { Speed } from './records.ts';

/**
 * Throws `storage-small`, before any work, with what is needed, what the browser still gives and the sample that would
 * fit; `storage-small-any` where none would. In megabytes.
 */
export async function needSpace(
  shapes: readonly FileShape[],
  options: Wanted,
  events: PreparedEvents | null,
  speeds: readonly Speed[],
): Promise<void> {
  if (options.anyway) return;
  const means = await meansOf(speeds);
  const short = shortageOf(shapes, planLoad(shapes, options, means), means, namesUsers(events));
  if (!short) return;
  const parameters = {
    needed: Math.ceil(short.needed / 1e6),
    free: Math.floor(short.given / 1e6),
  };
  if (short.fits === null) throw new TabhouseError('storage-small-any', { parameters });
  const one_in = Math.round(1 / short.fits);
  throw new TabhouseError('storage-small', { parameters: { ...parameters, one_in } });
}

/** Throws `sample-without-users` where there is nobody to draw. */
export function needUsers(events: PreparedEvents): void {
  if (namesUsers(events)) return;
  const parameters = { file: events.files[0]?.shape.name ?? '' };
  throw new TabhouseError('sample-without-users', { parameters });
}

const namesUsers = (events: PreparedEvents | null) =>
  events?.plans.some(({ mapping }) => mapping.columns.user_id !== undefined) ?? false;
