import { t } from '../i18n/index.ts';
import { emitApp } from './events.ts';

/** A data set as far as it is named on screen. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** Asks for another name of a data set, and for it to be called so. */
export function renameDataset(from: EventTarget, { id, name: now }: Named): void {
  const name = window.prompt(t('app.rail.name'), now)?.trim();
  if (name) emitApp(from, 'th-rename', { id, name });
}

/** Asks whether a data set is to go, and for it to be deleted. */
export function deleteDataset(from: EventTarget, { id, name }: Named): void {
  if (window.confirm(t('app.rail.delete-sure', { name }))) emitApp(from, 'th-delete', { id });
}
