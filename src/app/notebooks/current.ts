import { t } from '../../i18n/index.ts';
import { hasMovedOn, standingOf } from '../../notebook/index.ts';
import type { Keeper } from './keeper.ts';
import type { OpenNotebook } from './open-notebook.ts';
import type { CurrentNotebook } from './types.ts';

/** The notebook on screen, and which copy of it; null where there is none. Reads signals. */
export function currentOf(keeper: Keeper, { editor }: OpenNotebook): CurrentNotebook | null {
  const record = keeper.record.value;
  const open = editor.value;
  if (!record || !open) return null;
  const { document } = open.state.value;
  const copies = open.copies.value;
  return {
    id: record.id,
    title: document.title || record.title || t('documents.untitled'),
    origin: record.origin,
    path: record.path,
    standing: standingOf(copies),
    movedOn: hasMovedOn(copies),
  };
}
