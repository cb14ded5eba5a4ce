import { t } from '../../i18n/index.ts';
import type { IconName } from '../../ui/icons.ts';
import { deleteDataset, renameDataset } from '../datasets.ts';
import { emitApp } from '../events.ts';
import type { Workspace } from '../workspace.ts';
import { type Command, FILES } from './command.ts';

const SAMPLE_EVENTS = 1_000_000;

/** What can be done with data: opening some, and everything about the set that is open. */
export function dataCommands(workspace: Workspace, from: EventTarget): Command[] {
  const open = workspace.dataset.peek();
  const command = (id: string, title: string, icon: IconName, run: () => void): Command => ({
    id: `data.${id}`,
    group: 'data',
    title,
    icon,
    run,
  });
  const samples = (['taobao', 'rees46'] as const).map((shape) =>
    command(
      `sample.${shape}`,
      t('palette.sample', { name: t(`app.sample.name.${shape}`) }),
      'layout-dashboard',
      () => emitApp(from, 'th-sample', { shape, events: SAMPLE_EVENTS }),
    ),
  );
  return [
    command('open', t('app.rail.add'), 'folder-open', () =>
      emitApp(from, 'th-pick-files', { folder: false }),
    ),
    command('folder', t('app.drop.folder'), 'folder-open', () =>
      emitApp(from, 'th-pick-files', { folder: true }),
    ),
    ...(open
      ? [
          command('append', t('app.rail.append'), 'folder-open', () =>
            emitApp(from, 'th-pick-files', { folder: false, append: true }),
          ),
          command('again', t('palette.again'), 'refresh-cw', () => emitApp(from, 'th-again', {})),
          command('rename', t('palette.data.rename', { name: open.context.name }), 'pencil', () =>
            renameDataset(from, open.context),
          ),
          command('delete', t('palette.data.delete', { name: open.context.name }), 'trash-2', () =>
            deleteDataset(from, open.context),
          ),
          {
            ...command('layers', t('export.layers.title'), 'download', () =>
              emitApp(from, 'th-export-data', { kind: 'layers' }),
            ),
            hint: FILES,
          },
        ]
      : []),
    ...samples,
  ];
}
