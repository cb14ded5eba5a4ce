import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toast.ts';
import type { Workspace } from '../workspace.ts';

/** Makes the notebook on screen, which came from elsewhere, one's own. */
export async function makeMine({ notebooks }: Workspace): Promise<void> {
  await notebooks.keeper.change({ origin: 'mine' });
  // Another visit goes on with one's own, not with what the address held.
  if (/[#&]notebook=/.test(location.hash))
    history.replaceState(null, '', location.pathname + location.search);
  toast(t('share.mine.done'));
}
