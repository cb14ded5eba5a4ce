import type { DecodePlan, FileShape } from '../../sources/types.ts';
import type { Rules, Storage } from '../types.ts';
import { digest } from './hash.ts';

/** What decides the figures of a load, apart from the files' names. */
export interface LoadIdentity {
  readonly files: readonly {
    readonly name: string;
    readonly size: number;
    readonly hash: string;
  }[];
  readonly plans: readonly DecodePlan[];
  /** Files that become tables as they are. */
  readonly tables?: readonly FileShape[];
  readonly rules: Partial<Rules>;
  readonly reportTimezone: string;
  readonly storage: Storage;
  /** Share of the users, where it is not all of them. */
  readonly sample?: number;
}

/** The same for loads that would give the same layers: such a load opens what is there. */
export function loadKey(identity: LoadIdentity): Promise<string> {
  const { files, plans, tables = [], rules, reportTimezone, storage, sample = 1 } = identity;
  const parts = {
    files: files.map(({ name, size, hash }) => [name, size, hash]),
    plans: plans.map(({ mapping, timezone, textual, source, shape }) => [
      mapping,
      timezone,
      textual,
      source,
      ...read(shape),
    ]),
    ...(tables.length > 0 ? { tables: tables.map(read) } : {}),
    rules,
    reportTimezone,
    storage,
    ...(sample < 1 ? { sample } : {}),
  };
  return digest([new TextEncoder().encode(stable(parts))]);
}

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
