import { storageSpace } from '../../engine/storage.ts';
import { deleteFiles, filesOf, whileLoading } from './files.ts';
import { type Builder, type Held, mount, type Wanted } from './held.ts';
import type { DatasetRecord } from './records.ts';
import { restated, type Terms } from './restate.ts';

/**
 * A data set of the files of the open one, under other terms, made from a copy of its layers beside it. Null where that
 * takes the files themselves, or the copy has no room.
 */
export async function derived(
  builder: Builder,
  before: Held,
  terms: Terms,
  options: Wanted,
): Promise<Held | null> {
  const id = crypto.randomUUID().slice(0, 8);
  return whileLoading(id, async () => {
    try {
      if (!(await copiedFiles(before.record, id))) return null;
      const copy: Held = { memory: before.memory, record: renamed(before.record, id, options) };
      await mount(builder, copy);
      const made = await restated(builder, copy, terms, options, true);
      if (made) return made;
      await undone(builder, before, id);
      return null;
    } catch (error) {
      await undone(builder, before, id);
      throw error;
    }
  });
}

async function undone(builder: Builder, before: Held, id: string): Promise<void> {
  await mount(builder, before).catch(() => undefined);
  await deleteFiles(await filesOf(id)).catch(() => undefined);
}

function renamed(record: DatasetRecord, id: string, { name = record.name }: Wanted): DatasetRecord {
  return {
    ...record,
    id,
    name,
    created: Date.now(),
    context: { ...record.context, id, name },
    attachments: record.attachments.map((one) => ({
      ...one,
      file: fileOf(one.file, record.id, id),
    })),
    report: { ...record.report, dataset: id, name },
  };
}

const fileOf = (file: string, from: string, to: string) =>
  file.replace(`tabhouse-${from}-`, `tabhouse-${to}-`);

/** False where there is no room, or this browser's pages cannot write files. */
async function copiedFiles({ id: from, attachments }: DatasetRecord, to: string): Promise<boolean> {
  if (attachments.length === 0) return true;
  const root = await navigator.storage.getDirectory();
  const files = await Promise.all(
    attachments.map(async ({ file }) => (await root.getFileHandle(file)).getFile()),
  );
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const space = await storageSpace();
  if (space && space.quota > 0 && space.quota - space.used < bytes * ROOM) return false;
  for (const file of files) {
    const target = await root.getFileHandle(fileOf(file.name, from, to), { create: true });
    if (!('createWritable' in target)) return false;
    await file.stream().pipeTo(await target.createWritable());
  }
  return true;
}

/** A copy is written aside and then put in its place; layers may be built anew beside it. */
const ROOM = 2.2;
