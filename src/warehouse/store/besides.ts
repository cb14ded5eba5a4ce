import { deleteFiles } from './files.ts';
import { type Builder, type Held, isStored, mount, type Wanted } from './held.ts';
import { recorded } from './picked.ts';
import { plainTables } from './plain.ts';
import type { Prepared } from './prepare.ts';

/** Tables beside the events of a data set that stays as it is. */
export async function besides(
  builder: Builder,
  before: Held,
  { tables }: Prepared,
  { signal }: Wanted,
): Promise<Held> {
  const { record } = before;
  const made = await plainTables(tables, {
    dataset: record.id,
    storage: record.storage,
    taken: record.plain.map(({ name }) => name),
    ...(signal ? { signal } : {}),
  });
  const { attachment } = made;
  const next: Held = {
    memory: isStored(attachment) ? before.memory : [...before.memory, attachment],
    record: {
      ...record,
      files: [...record.files, ...(await recorded(tables.flat()))],
      attachments: isStored(attachment) ? [...record.attachments, attachment] : record.attachments,
      plain: [...record.plain, ...made.plain],
      report: { ...record.report, tables: [...record.report.tables, ...made.tables] },
    },
  };
  try {
    await mount(builder, next);
  } catch (error) {
    await mount(builder, before);
    if (isStored(attachment)) await deleteFiles([attachment.file]);
    throw error;
  }
  const atHand = builder.files.get(record.id) ?? [];
  builder.files.set(record.id, [...atHand, ...tables.flat().map(({ file }) => file)]);
  return next;
}
