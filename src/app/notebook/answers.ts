import type { CellCommand, CellEvents } from '../../cells/types.ts';
import { columnLabel } from '../../charts/values.ts';
import { locale, t } from '../../i18n/index.ts';
import type { Eagerness } from '../../notebook/index.ts';
import { toast } from '../../ui/toast.ts';
import { emitApp } from '../events.ts';
import { giveRows } from '../grid/rows-of-cell.ts';
import { pickForInput, selectForInput } from '../input-pick.ts';
import { offerMembers } from '../segments/offer.ts';
import { brush, goesNowhere, pick } from '../selection/answer.ts';
import { pickForParameter } from '../selection/own-parameter.ts';
import { isPart, saveWhole } from '../whole.ts';
import type { Workspace } from '../workspace.ts';
import { chartOf } from './chart-of.ts';
import type { NotebookHands } from './hands.ts';

/** Answers what cells ask for; again on the same element changes nothing. */
export function answerCells(target: HTMLElement, workspace: Workspace, hands: NotebookHands): void {
  if (answered.has(target)) return;
  answered.add(target);
  const on = <K extends keyof CellEvents>(type: K, answer: (event: CellEvents[K]) => void) =>
    target.addEventListener(type, answer as EventListener);
  on('th-input', ({ detail }) => {
    if (detail.name === null) return;
    if (detail.moving) void move(detail.name, detail.value, workspace);
    else {
      workspace.document.setValue(detail.name, detail.value);
      void rest(workspace);
    }
  });
  on('th-edit', ({ detail }) => void hands.apply(detail));
  on('th-command', ({ detail: { id, command } }) => {
    if (isDoing(command)) DOINGS[command](hands, id);
    else hands.viewed.setEagerness(id, command);
  });
  on('th-export', (event) => save(event, workspace));
  on('th-pick', ({ detail }) => {
    const apply: NotebookHands['apply'] = (operation) => hands.apply(operation);
    if (!pickForInput(detail, workspace) && !pickForParameter(detail, workspace, apply)) {
      pick(detail, workspace);
      sayNowhere(detail, workspace);
    }
    offerMembers(target, detail, workspace);
  });
  on('th-select', ({ detail }) => {
    const taken = selectForInput(detail, workspace);
    if (!detail.moving) void rest(workspace);
    else if (taken) void move(taken.name, taken.value, workspace, true);
  });
  prepareFor(target, workspace);
  on('th-brush', ({ detail }) => void follow(detail, workspace));
  on('th-rows', ({ detail }) => void giveRows(detail, workspace));
  on('th-inspect', (event) => {
    event.preventDefault();
    emitApp(target, 'th-behind', event.detail);
  });
}

/** Before a change: as soon as somebody takes hold of something. */
function prepareFor(target: HTMLElement, workspace: Workspace): void {
  const prepare = async () => {
    const [{ atOnce }, { recallChoices }] = await Promise.all([
      import('../selection/live.ts'),
      import('../input-value.ts'),
    ]);
    atOnce(workspace).prepareAll();
    const context = workspace.dataset.peek()?.context;
    const { runtime } = workspace;
    if (!context) return;
    for (const cell of runtime.document.peek().cells)
      recallChoices(cell, runtime.result(cell.id).peek(), context);
  };
  for (const type of ['pointerdown', 'focusin'])
    target.addEventListener(type, () => void prepare().catch(() => undefined), { passive: true });
}

/**
 * While a slider or a range of rows is dragged, what can follows it; the notebook follows when the hand lets go. `shown`:
 * the input itself follows too, since it is dragged elsewhere.
 */
async function move(
  name: string,
  value: unknown,
  workspace: Workspace,
  shown = false,
): Promise<void> {
  const own = Symbol();
  moves.set(workspace, own);
  const { atOnce } = await import('../selection/live.ts');
  if (moves.get(workspace) === own) atOnce(workspace).move(name, value, shown);
}

async function rest(workspace: Workspace): Promise<void> {
  if (!moves.delete(workspace)) return;
  const { atOnce } = await import('../selection/live.ts');
  if (!moves.has(workspace)) atOnce(workspace).drop();
}

/** The newest move of an input that is being dragged. */
const moves = new WeakMap<Workspace, symbol>();

/** While a brush is dragged, what can follows it; the notebook follows when the hand lets go. */
async function follow(detail: CellEvents['th-brush']['detail'], workspace: Workspace) {
  if (detail.done) {
    brush(detail, workspace);
    if (detail.from !== null) sayNowhere(detail, workspace, true);
  }
  const { atOnce } = await import('../selection/live.ts');
  if (detail.done) atOnce(workspace).drop();
  else await atOnce(workspace).drag(detail);
}

/** A click or a brush that filters nothing is not passed over without a word. */
function sayNowhere(
  { id, column }: { readonly id: string; readonly column: string },
  { runtime }: Workspace,
  range = false,
): void {
  if (!goesNowhere(id, column, runtime.document.value.cells, range)) return;
  toast(t('selection.nowhere', { column: columnLabel(column, locale.value) }));
}

const answered = new WeakSet<HTMLElement>();

type Doing = (hands: NotebookHands, id: string) => unknown;

const DOINGS: Readonly<Record<Exclude<CellCommand, Eagerness>, Doing>> = {
  run: ({ workspace }, id) => workspace.runtime.run(id),
  cancel: (hands, id) => hands.cancel(id),
  edit: (hands, id) => hands.edit(id),
  'edit-end': (hands, id) => hands.endEdit(id),
  fold: (hands, id) => hands.fold(id),
  up: (hands, id) => hands.move(-1, id),
  down: (hands, id) => hands.move(1, id),
  'add-above': (hands, id) => hands.offer(0, id),
  'add-below': (hands, id) => hands.offer(1, id),
  duplicate: (hands, id) => hands.duplicate(id),
  delete: (hands, id) => hands.delete(id),
  link: (hands, id) => hands.link(id),
  chart: (hands, id) => chartOf(hands, id),
  show: (hands, id) => hands.show(id),
};

const isDoing = (command: CellCommand): command is Exclude<CellCommand, Eagerness> =>
  Object.hasOwn(DOINGS, command);

function save(event: CellEvents['th-export'], workspace: Workspace): void {
  if (event.detail.format === 'ask') {
    event.preventDefault();
    emitApp(event.currentTarget ?? document, 'th-export-data', {
      kind: 'cell',
      id: event.detail.id,
    });
    return;
  }
  const cell = workspace.runtime.document.value.cells.find(({ id }) => id === event.detail.id);
  if (!cell || !isPart(cell, workspace.runtime.result(cell.id).value)) return;
  event.preventDefault();
  saveWhole(workspace, cell).catch((error) => workspace.fail(error));
}
