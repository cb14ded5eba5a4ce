import type { CellEvents } from '../../cells/types.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toast.ts';
import { emitApp } from '../events.ts';
import type { Workspace } from '../workspace.ts';
import { proposed } from './propose.ts';

type Pick = CellEvents['th-pick']['detail'];

/** What was picked last, whose users or items can be asked for by a key. */
let last: { readonly target: EventTarget; readonly pick: Pick } | null = null;

/** Offers the users or items behind a mark that was picked, where the mark tells them. */
export function offerMembers(target: EventTarget, pick: Pick, workspace: Workspace): void {
  const { runtime, dataset } = workspace;
  const { cells } = runtime.document.value;
  const cell = cells.find(({ id }) => id === pick.id);
  const context = dataset.value?.context;
  if (!cell || !context) return;
  const found = proposed(cell, pick, cells, (id) => runtime.result(id).peek(), context);
  last = found && { target, pick };
  if (!found) return;
  toast(t('segments.picked'), {
    label: t(`segments.show.${found.of[0] ?? 'users'}`),
    run: showMembers,
  });
}

export const hasPicked = (): boolean => last !== null;

/** Shows the users or items behind the mark that was picked last. */
export function showMembers(): void {
  if (last) emitApp(last.target, 'th-members', last.pick);
}
