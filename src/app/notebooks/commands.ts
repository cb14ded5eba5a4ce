import { type Key, t } from '../../i18n/index.ts';
import type { IconName } from '../../ui/icons.ts';
import { keysText } from '../../ui/keys.ts';
import type { Workspace } from '../workspace.ts';
import { HOME } from './built-in.ts';
import { stepText } from './step-text.ts';

/** Everything that can be done to the notebook on screen as a whole. */
export type DocumentCommand =
  | 'new'
  | 'open'
  | 'open-file'
  | 'save'
  | 'save-as'
  | 'undo'
  | 'redo'
  | 'rename'
  | 'duplicate'
  | 'versions'
  | 'source'
  | 'compare'
  | 'show-published'
  | 'show-mine'
  | 'discard'
  | 'delete';

/** A command as a menu or a palette shows it. */
export interface CommandShown {
  readonly id: DocumentCommand;
  readonly label: string;
  readonly icon: IconName;
  /** Keys that do the same. */
  readonly keys?: string;
  readonly separate?: boolean;
}

/** What can be done now, in the order of a menu. Reads signals. */
export function documentCommands({ notebooks, document }: Workspace): readonly CommandShown[] {
  const current = notebooks.current.value;
  const editor = document.editor.value;
  const always: readonly CommandShown[] = [
    { id: 'new', label: t('documents.new'), icon: 'file-plus' },
    { id: 'open', label: t('documents.open'), icon: 'folder-open', keys: keysText('Mod+O') },
    { id: 'open-file', label: t('documents.open-file'), icon: 'file-text' },
  ];
  if (!current || !editor) return always;
  const [undo, redo] = [editor.undoes.value, editor.redoes.value];
  const edited = current.standing !== 'published';
  const hasPublished = current.origin !== 'mine' || notebooks.keeper.record.value?.file != null;
  const show = (when: boolean, shown: CommandShown) => (when ? [shown] : []);
  return [
    ...always,
    {
      id: 'save',
      label: t('documents.save'),
      icon: 'save',
      keys: keysText('Mod+S'),
      separate: true,
    },
    { id: 'save-as', label: t('documents.save-as'), icon: 'save' },
    ...show(undo !== null, {
      id: 'undo',
      label: t('documents.undo.what', { what: undo ? stepText(undo) : '' }),
      icon: 'undo-2',
      keys: keysText('Mod+Z'),
      separate: true,
    }),
    ...show(redo !== null, {
      id: 'redo',
      label: t('documents.redo.what', { what: redo ? stepText(redo) : '' }),
      icon: 'redo-2',
      keys: keysText('Mod+Shift+Z'),
      separate: undo === null,
    }),
    { id: 'versions', label: t('documents.versions'), icon: 'history', separate: true },
    { id: 'source', label: t('documents.source'), icon: 'code-xml' },
    ...show(edited && hasPublished, {
      id: 'compare',
      label: t('documents.compare.menu'),
      icon: 'git-compare',
    }),
    ...show(edited && hasPublished, { id: 'discard', label: t('documents.discard'), icon: 'x' }),
    { id: 'rename', label: t('documents.rename'), icon: 'pencil', separate: true },
    { id: 'duplicate', label: t('documents.duplicate'), icon: 'copy' },
    ...show(current.origin !== 'built-in', {
      id: 'delete',
      label: t('documents.delete'),
      icon: 'trash-2',
    }),
  ];
}

/** Says what became of a command, with what can be done about it. */
export type Say = (
  text: string,
  action?: { readonly label: string; readonly run: () => void },
) => void;

/** Does a command that needs no dialog; false for the others. Rejects as what it calls. */
export async function runCommand(
  { notebooks, document }: Workspace,
  command: DocumentCommand,
  say: Say,
): Promise<boolean> {
  const editor = document.editor.peek();
  const current = notebooks.current.peek();
  const undoing = (run: () => void) => ({ label: t('documents.undo'), run });
  switch (command) {
    case 'new':
      await notebooks.create();
      return true;
    case 'open-file': {
      const { pickNotebook } = await import('./notebook-files.ts');
      const file = await pickNotebook();
      if (file) await notebooks.openFile(file);
      return true;
    }
    case 'save':
    case 'save-as': {
      const saved = await notebooks.saver.save({ elsewhere: command === 'save-as' });
      const key: Key = saved.kind === 'downloaded' ? 'documents.downloaded' : 'documents.saved';
      if ('name' in saved) say(t(key, { name: saved.name }));
      return true;
    }
    case 'undo':
    case 'redo': {
      const step = command === 'undo' ? editor?.undo() : editor?.redo();
      const key: Key = command === 'undo' ? 'documents.undone' : 'documents.redone';
      if (step) say(t(key, { what: stepText(step) }));
      return true;
    }
    case 'duplicate':
      if (current) await notebooks.duplicate(current.id);
      return true;
    case 'show-published':
      editor?.showPublished();
      return true;
    case 'show-mine':
      editor?.showMine();
      return true;
    case 'discard':
      editor?.showMine();
      editor?.revert();
      say(
        t('documents.discarded'),
        undoing(() => void editor?.undo()),
      );
      return true;
    case 'delete':
      if (!current || current.id === HOME) return true;
      await notebooks.delete(current.id);
      say(
        t('documents.deleted', { title: current.title }),
        undoing(() => void notebooks.undelete(current.id)),
      );
      return true;
    default:
      return false;
  }
}
