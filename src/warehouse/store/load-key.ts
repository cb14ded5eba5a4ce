import type { DecodePlan, FileShape } from '../../sources/types.ts';
import type { Storage } from '../types.ts';
import { digest, isHashedWhole } from './hash.ts';
import type { RecordedFile } from './records.ts';

/** What decides the rows of a load. Rules and report zone do too, but can change without the files. */
export interface LoadIdentity {
  readonly files: readonly Pick<RecordedFile, 'name' | 'size' | 'lastModified' | 'hash'>[];
  readonly plans: readonly DecodePlan[];
  /** Files that become tables as they are. */
  readonly tables?: readonly FileShape[];
  readonly storage: Storage;
  /** Share of the users, where it is not all of them. */
  readonly sample?: number;
}

/** The same for loads that would give the same layers under the same rules and report zone. */
export function loadKey(load: LoadIdentity): Promise<string> {
  const { files, plans, tables = [], storage, sample = 1 } = load;
  const parts = {
    files: files.map(identity),
    plans: plans.map(({ mapping, timezone, textual, source, shape }) => [
      mapping,
      timezone,
      textual,
      source,
      ...read(shape),
    ]),
    ...(tables.length > 0 ? { tables: tables.map(read) } : {}),
    storage,
    ...(sample < 1 ? { sample } : {}),
  };
  return digest([new TextEncoder().encode(stable(parts))]);
}

/** A file's time counts where its hash has not seen all of it. */
const identity = ({ name, size, lastModified, hash }: LoadIdentity['files'][number]) =>
  isHashedWhole(size) ? [name, size, hash] : [name, size, hash, lastModified];

/** How a file is read. */
const read = ({ encoding, dialect, member }: FileShape) => [
  encoding,
  dialect ?? null,
  member ?? null,
];

/** JSON with the keys of every object in order. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
