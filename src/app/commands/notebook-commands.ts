import { isEditable } from '../../cells/frame/editors.ts';
import { NAMED } from '../../cells/frame/kinds.ts';
import type { Key } from '../../i18n/index.ts';
import type { Cell } from '../../notebook/index.ts';
import type { IconName } from '../../ui/icons.ts';
import type { NotebookHands } from '../notebook/hands.ts';
import { hasPicked, showMembers } from '../segments/offer.ts';

/**
 * Where the focus is: on the page apart from any cell, on a cell or one of its buttons, or in the cell's editor.
 * Commands of `cell` are in the habit of Jupyter's command mode; none of them works while a reader types.
 */
export type Mode = 'page' | 'cell' | 'editor';

export interface NotebookCommand {
  readonly id: string;
  readonly title: Key;
  readonly icon: IconName;
  /** As `chordOf` writes them; two after one another with a blank between. */
  readonly keys: readonly string[];
  readonly modes: readonly Mode[];
  /** False where it can do nothing now. */
  when(hands: NotebookHands): boolean;
  run(hands: NotebookHands): void;
}

const selected = (hands: NotebookHands): boolean => hands.cell() !== null;
const always = (): boolean => true;
const where =
  (is: (cell: Cell, hands: NotebookHands) => boolean) =>
  (hands: NotebookHands): boolean => {
    const cell = hands.cell();
    return cell !== null && is(cell, hands);
  };
const isBusy = ({ id }: Cell, { workspace }: NotebookHands): boolean =>
  ['queued', 'running'].includes(workspace.runtime.state(id).value.phase);
const CELL: readonly Mode[] = ['cell'];
const LOOSE: readonly Mode[] = ['cell', 'page'];
const TYPING: readonly Mode[] = ['cell', 'editor'];

/** What can be done to the notebook by name or by keys; the palette and the sheet of keys show this table. */
export const NOTEBOOK_COMMANDS: readonly NotebookCommand[] = [
  {
    id: 'cell.members',
    title: 'command.members',
    icon: 'users',
    keys: ['u'],
    modes: LOOSE,
    when: hasPicked,
    run: showMembers,
  },
  {
    id: 'cell.next',
    title: 'command.next',
    icon: 'arrow-down',
    keys: ['j', 'ArrowDown'],
    modes: CELL,
    when: always,
    run: (hands) => hands.step(1),
  },
  {
    id: 'cell.previous',
    title: 'command.previous',
    icon: 'arrow-up',
    keys: ['k', 'ArrowUp'],
    modes: CELL,
    when: always,
    run: (hands) => hands.step(-1),
  },
  {
    id: 'cell.first',
    title: 'command.first',
    icon: 'arrow-down',
    keys: ['j', 'k'],
    modes: ['page'],
    when: (hands) => hands.cells.length > 0,
    run: (hands) => hands.step(0),
  },
  {
    id: 'cell.edit',
    title: 'frame.edit',
    icon: 'pencil',
    keys: ['Enter'],
    modes: CELL,
    when: where(({ kind }) => isEditable(kind)),
    run: (hands) => hands.edit(),
  },
  {
    id: 'cell.leave',
    title: 'command.leave',
    icon: 'check',
    keys: ['Escape'],
    modes: ['editor'],
    when: selected,
    run: (hands) => hands.leave(),
  },
  {
    id: 'cell.edit-end',
    title: 'frame.edit.end',
    icon: 'check',
    keys: ['Escape'],
    modes: CELL,
    when: where(({ id }, hands) => hands.editing.value.has(id)),
    run: (hands) => hands.endEdit(),
  },
  {
    id: 'cell.run-next',
    title: 'command.run-next',
    icon: 'play',
    keys: ['Shift+Enter'],
    modes: TYPING,
    when: selected,
    run: (hands) => hands.runAndNext(),
  },
  {
    id: 'cell.run',
    title: 'frame.run',
    icon: 'play',
    keys: ['Mod+Enter'],
    modes: TYPING,
    when: selected,
    run: (hands) => hands.run(),
  },
  {
    id: 'cell.run-add',
    title: 'command.run-add',
    icon: 'play',
    keys: ['Alt+Enter'],
    modes: TYPING,
    when: selected,
    run: (hands) => {
      const id = hands.selected.value;
      hands.run();
      hands.offer(1, id);
    },
  },
  {
    id: 'cell.cancel',
    title: 'command.cancel',
    icon: 'square',
    keys: ['i i'],
    modes: CELL,
    when: where(isBusy),
    run: (hands) => hands.cancel(),
  },
  {
    id: 'notebook.run-stale',
    title: 'command.run-stale',
    icon: 'play',
    keys: ['Mod+Shift+Enter'],
    modes: ['cell', 'editor', 'page'],
    when: ({ workspace }) => workspace.runtime.stale.value > 0,
    run: ({ workspace }) => workspace.runtime.runStale(),
  },
  {
    id: 'cell.add-above',
    title: 'frame.add.above',
    icon: 'plus',
    keys: ['a'],
    modes: CELL,
    when: selected,
    run: (hands) => hands.offer(0),
  },
  {
    id: 'cell.add-below',
    title: 'frame.add.below',
    icon: 'plus',
    keys: ['b'],
    modes: LOOSE,
    when: always,
    run: (hands) => hands.offer(1),
  },
  {
    id: 'cell.delete',
    title: 'frame.delete',
    icon: 'trash-2',
    keys: ['d d', 'Delete'],
    modes: CELL,
    when: selected,
    run: (hands) => hands.delete(),
  },
  {
    id: 'cell.up',
    title: 'frame.up',
    icon: 'arrow-up',
    keys: ['Alt+ArrowUp', 'Mod+Shift+ArrowUp'],
    modes: CELL,
    when: where((cell, { cells }) => cells[0] !== cell),
    run: (hands) => hands.move(-1),
  },
  {
    id: 'cell.down',
    title: 'frame.down',
    icon: 'arrow-down',
    keys: ['Alt+ArrowDown', 'Mod+Shift+ArrowDown'],
    modes: CELL,
    when: where((cell, { cells }) => cells.at(-1) !== cell),
    run: (hands) => hands.move(1),
  },
  {
    id: 'cell.duplicate',
    title: 'frame.duplicate',
    icon: 'copy',
    keys: ['Mod+Shift+d', 'Alt+Shift+ArrowDown'],
    modes: CELL,
    when: selected,
    run: (hands) => hands.duplicate(),
  },
  {
    id: 'cell.copy',
    title: 'command.copy',
    icon: 'copy',
    keys: ['c'],
    modes: CELL,
    when: selected,
    run: (hands) => void hands.take(),
  },
  {
    id: 'cell.cut',
    title: 'command.cut',
    icon: 'copy',
    keys: ['x'],
    modes: CELL,
    when: selected,
    run: (hands) => {
      void hands.take();
      hands.delete();
    },
  },
  {
    id: 'cell.paste',
    title: 'command.paste',
    icon: 'copy',
    keys: ['v'],
    modes: LOOSE,
    when: (hands) => hands.hasTaken,
    run: (hands) => hands.paste(),
  },
  {
    id: 'cell.fold',
    title: 'command.fold',
    icon: 'chevron-right',
    keys: ['o'],
    modes: CELL,
    when: selected,
    run: (hands) => hands.fold(),
  },
  {
    id: 'cell.rename',
    title: 'frame.rename',
    icon: 'type',
    keys: ['F2'],
    modes: CELL,
    when: where(({ kind }) => NAMED.has(kind)),
    run: (hands) => hands.rename(),
  },
  {
    id: 'cell.link',
    title: 'frame.link',
    icon: 'link',
    keys: ['l'],
    modes: CELL,
    when: selected,
    run: (hands) => void hands.link(),
  },
  {
    id: 'cell.text',
    title: 'command.text',
    icon: 'type',
    keys: ['m'],
    modes: CELL,
    when: where(({ kind }) => kind === 'sql' || kind === 'unknown'),
    run: (hands) => hands.convert('text'),
  },
  {
    id: 'cell.sql',
    title: 'command.sql',
    icon: 'code-xml',
    keys: ['y'],
    modes: CELL,
    when: where(({ kind }) => kind === 'text' || kind === 'unknown'),
    run: (hands) => hands.convert('sql'),
  },
  {
    id: 'notebook.undo',
    title: 'hands.undo',
    icon: 'undo-2',
    keys: ['z'],
    modes: CELL,
    when: ({ workspace }) => workspace.document.editor.value?.undoes.value != null,
    run: ({ workspace }) => void workspace.document.editor.value?.undo(),
  },
  {
    id: 'notebook.redo',
    title: 'command.redo',
    icon: 'undo-2',
    keys: ['Shift+z'],
    modes: CELL,
    when: ({ workspace }) => workspace.document.editor.value?.redoes.value != null,
    run: ({ workspace }) => void workspace.document.editor.value?.redo(),
  },
  {
    id: 'notebook.graph',
    title: 'graph.show',
    icon: 'workflow',
    keys: ['g'],
    modes: LOOSE,
    when: (hands) => hands.cells.length > 0,
    run: (hands) => hands.showGraph(),
  },
];
