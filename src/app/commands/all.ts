import { aspectsOf, DRAWN, hasRows } from '../../cells/frame/menu.ts';
import { LOCALES, locale, t } from '../../i18n/index.ts';
import type { IconName } from '../../ui/icons.ts';
import { keysText } from '../../ui/keys.ts';
import { emitApp, type Panel } from '../events.ts';
import { handsOnScreen } from '../notebook/hands.ts';
import { queryTable } from '../notebook/query-table.ts';
import { starters } from '../notebook/starters.ts';
import { documentCommands } from '../notebooks/commands.ts';
import { setLanguage, THEMES, theme } from '../settings.ts';
import { isQueryable } from '../table-kinds.ts';
import type { Workspace } from '../workspace.ts';
import { type Command, FILES } from './command.ts';
import { dataCommands } from './data-commands.ts';
import { NOTEBOOK_COMMANDS } from './notebook-commands.ts';

/** Everything that can be done now, in the order of the palette. `from` is where what is asked of the shell starts. */
export function allCommands(workspace: Workspace, from: EventTarget): readonly Command[] {
  return [
    ...notebook(workspace, from),
    ...cell(),
    ...behind(workspace, from),
    ...places(workspace, from),
    ...tables(workspace, from),
    ...dataCommands(workspace, from),
    ...page(from),
    ...additions(workspace),
  ];
}

/** Those that a search finds; words can stand in any order, and those that begin a title come first. */
export function matching(all: readonly Command[], search: string): readonly Command[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return all;
  const rank = ({ title, group, hint = '' }: Command): number => {
    const own = title.toLowerCase();
    const whole = `${title} ${t(`palette.group.${group}`)} ${hint}`.toLowerCase();
    if (!words.every((word) => whole.includes(word))) return -1;
    return own.startsWith(words.join(' ')) ? 2 : words.every((word) => own.includes(word)) ? 1 : 0;
  };
  return all
    .map((command) => ({ command, rank: rank(command) }))
    .filter((one) => one.rank >= 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ command }) => command);
}

function notebook(workspace: Workspace, from: EventTarget): Command[] {
  return documentCommands(workspace).map(({ id, label, icon, keys }) => ({
    id: `document.${id}`,
    group: 'notebook',
    title: label,
    icon,
    ...(keys === undefined ? {} : { keys }),
    run: () => emitApp(from, 'th-document', { command: id }),
  }));
}

function cell(): Command[] {
  const hands = handsOnScreen.peek();
  if (!hands) return [];
  return NOTEBOOK_COMMANDS.filter(({ when }) => when(hands)).map(
    ({ id, title, icon, keys, run }) => ({
      id,
      group: 'cell',
      title: t(title),
      icon,
      ...(keys[0] === undefined ? {} : { keys: keysText(keys[0]) }),
      run: () => run(hands),
    }),
  );
}

/** What stands behind the selected cell, its drawing as a picture and its rows as a file. */
function behind({ runtime }: Workspace, from: EventTarget): Command[] {
  const hands = handsOnScreen.peek();
  const selected = hands?.cell();
  const result = selected && runtime.result(selected.id).peek();
  if (!hands || !selected || !result) return [];
  const rows: Command = {
    id: 'cell.export',
    group: 'cell',
    title: t('export.menu'),
    icon: 'download',
    hint: FILES,
    run: () => emitApp(from, 'th-export-data', { kind: 'cell', id: selected.id }),
  };
  const aspects = aspectsOf(selected, result).map(
    ({ aspect, label, icon }): Command => ({
      id: `cell.${aspect}`,
      group: 'cell',
      title: label,
      icon,
      run: () => emitApp(from, 'th-behind', { id: selected.id, aspect }),
    }),
  );
  const pictures = (['png', 'svg'] as const).map(
    (kind): Command => ({
      id: `cell.${kind}`,
      group: 'cell',
      title: t(`cells.${kind}`),
      icon: 'image',
      run: () => hands.savePictures(kind),
    }),
  );
  return [
    ...aspects,
    ...(DRAWN.has(selected.kind) ? pictures : []),
    ...(hasRows(selected, result) ? [rows] : []),
  ];
}

function additions(workspace: Workspace): Command[] {
  const hands = handsOnScreen.peek();
  if (!hands) return [];
  const { cells } = hands;
  const selected = cells.findIndex(({ id }) => id === hands.selected.peek());
  const at = selected < 0 ? cells.length : selected + 1;
  const open = workspace.dataset.peek();
  const result = (id: string) => workspace.runtime.result(id).peek();
  return starters({ cells, at, open, result }).map(({ id, title, icon, text }) => ({
    id: `add.${id}`,
    group: 'add',
    title,
    icon,
    run: () => hands.insert(at, text),
  }));
}

function places(workspace: Workspace, from: EventTarget): Command[] {
  const { runtime, notebooks, datasets, dataset } = workspace;
  const go = (id: string) =>
    from.dispatchEvent(
      new CustomEvent('th-go-to', { detail: { id }, bubbles: true, composed: true }),
    );
  const cells = runtime.document.peek().cells.flatMap((one): Command[] => {
    const heading = one.kind === 'text' ? /^#{1,3}\s+(.+?)\s*#*$/m.exec(one.body)?.[1] : one.name;
    if (!heading) return [];
    return [
      {
        id: `go.${one.id}`,
        group: 'go',
        title: heading,
        icon: 'arrow-down',
        run: () => go(one.id),
      },
    ];
  });
  const recent = notebooks.recent.peek().map(
    ({ id, title }): Command => ({
      id: `notebook.${id}`,
      group: 'go',
      title: title || t('documents.untitled'),
      icon: 'book-open',
      run: () => emitApp(from, 'th-notebook', { notebook: id }),
    }),
  );
  const others = datasets
    .peek()
    .filter(({ id }) => id !== dataset.peek()?.context.id)
    .map(
      ({ id, name }): Command => ({
        id: `dataset.${id}`,
        group: 'go',
        title: name,
        icon: 'layout-dashboard',
        run: () => emitApp(from, 'th-switch', { id }),
      }),
    );
  return [...cells, ...recent, ...others];
}

function tables(workspace: Workspace, from: EventTarget): Command[] {
  const all = workspace.dataset.peek()?.report.tables.filter(isQueryable) ?? [];
  return all.flatMap(({ name }): Command[] => [
    {
      id: `look.${name}`,
      group: 'table',
      title: t('app.table.look', { name }),
      icon: 'table-2',
      run: () => emitApp(from, 'th-look', { table: name }),
    },
    {
      id: `query.${name}`,
      group: 'table',
      title: t('palette.query', { name }),
      icon: 'code-xml',
      hint: 'SQL',
      run: () => queryTable(name),
    },
    {
      id: `export.${name}`,
      group: 'table',
      title: t('palette.export.table', { name }),
      icon: 'download',
      hint: FILES,
      run: () => emitApp(from, 'th-export-data', { kind: 'table', name }),
    },
  ]);
}

function page(from: EventTarget): Command[] {
  const panel = (shown: Panel, title: string, icon: IconName): Command => ({
    id: `page.${shown}`,
    group: 'page',
    title,
    icon,
    run: () => emitApp(from, 'th-show', { panel: shown }),
  });
  const themes = THEMES.filter((one) => one !== theme.peek()).map(
    (one): Command => ({
      id: `theme.${one}`,
      group: 'page',
      title: t('palette.theme', { name: t(`app.theme.${one}`) }),
      icon: 'layout-dashboard',
      run: () => {
        theme.value = one;
      },
    }),
  );
  const languages = LOCALES.filter((one) => one !== locale.peek()).map(
    (one): Command => ({
      id: `language.${one}`,
      group: 'page',
      title: t('palette.language', { name: t(`app.language.${one}`) }),
      icon: 'type',
      run: () => setLanguage(one),
    }),
  );
  return [
    { ...panel('keys', t('palette.keys'), 'info'), keys: '?' },
    { ...panel('gallery', t('share.gallery'), 'book-open'), hint: t('palette.hint.gallery') },
    { ...panel('share', t('share.title'), 'share-2'), hint: t('palette.hint.share') },
    panel('settings', t('app.bar.settings'), 'settings'),
    panel('engine', t('palette.engine'), 'gauge'),
    ...themes,
    ...languages,
  ];
}
