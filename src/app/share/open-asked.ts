import type { GalleryEntry, GalleryText } from '../../notebook/index.ts';
import type { Workspace } from '../workspace.ts';
import { askedNotebook } from './asked.ts';

const BUILT_IN = new Set(['overview', 'speed']);

/**
 * Shows the notebook that the address asks for; false where it asks for none. What cannot be opened is said, and the
 * page stays as it was.
 */
export async function openAsked(
  workspace: Workspace,
  address: string = location.href,
): Promise<boolean> {
  try {
    const asked = await askedNotebook(address);
    if (!asked) return false;
    if (asked.kind === 'built-in') await workspace.choose(asked.name);
    else if (asked.kind === 'hosted') {
      const { text, path, data } = asked;
      await workspace.notebooks.openText(text, { origin: 'hosted', path });
      // Files are opened when what was kept is open again.
      if (data !== undefined)
        void workspace.ready
          .then(() => openBeside(workspace, data))
          .catch((error) => workspace.fail(error));
    } else
      await workspace.notebooks.openText(asked.text, { origin: 'shared', values: asked.values });
    return true;
  } catch (error) {
    workspace.fail(error);
    return false;
  }
}

/** Opens what is asked for by an address that is put into the page while it is open, whatever it shows. */
export function followAddress(workspace: Workspace, page: EventTarget = window): void {
  page.addEventListener('hashchange', () => {
    if (/[#&]notebook=/.test(location.hash)) void openAsked(workspace);
  });
}

/** Opens a notebook of the gallery, with the data that lies beside it unless that is open. */
export async function openFromGallery(
  workspace: Workspace,
  { name }: GalleryEntry,
  { path, data }: GalleryText,
): Promise<void> {
  if (BUILT_IN.has(name)) {
    await workspace.choose(name);
    return;
  }
  const { hostedNotebook } = await import('../../notebook/index.ts');
  const text = await hostedNotebook(path);
  await workspace.notebooks.openText(text, { origin: 'hosted', path });
  if (data !== undefined) await openBeside(workspace, data);
}

/** Opens the file that a notebook comes with, unless it is open. */
async function openBeside(workspace: Workspace, data: string): Promise<void> {
  const { hostedFile } = await import('../hosted.ts');
  const file = await hostedFile(data);
  const names = workspace.dataset.peek()?.report.files.map((one) => one.name) ?? [];
  if (!names.includes(file.name)) await workspace.open([file]);
}
