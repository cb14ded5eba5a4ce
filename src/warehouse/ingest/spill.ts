import type { IngestSetup } from './messages.ts';
import type { Spill, SpillFile } from './page-store.ts';

/** Workers have it; the page's types do not know it. */
interface WritableHandle extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SpillFile>;
}

const KINDS = ['rows', 'items'] as const;
type Kind = (typeof KINDS)[number];

const nameOf = (file: string, kind: Kind) => `${file}.${kind}`;

/** Names of the files that a part's waiting rows may lie in. */
export const spillFiles = (spill: IngestSetup['spill']): string[] =>
  spill ? KINDS.map((kind) => nameOf(spill.file, kind)) : [];

/** A file of the OPFS for rows that wait; null where they must stay in memory. */
export function spillTo({ spill }: Pick<IngestSetup, 'spill'>, kind: Kind): Spill | null {
  if (!spill) return null;
  const name = nameOf(spill.file, kind);
  return {
    limit: spill.limit,
    async open() {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle(name, { create: true });
      return (handle as WritableHandle).createSyncAccessHandle();
    },
    async remove() {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry(name);
    },
  };
}
