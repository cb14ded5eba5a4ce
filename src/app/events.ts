import type { Aspect, CellEvents } from '../cells/types.ts';
import type { ExportWish } from './export/wish.ts';
import type { DocumentCommand } from './notebooks/commands.ts';

/** What the shell's elements ask for; `tabhouse-app` answers. All bubble and cross shadow roots. */
export interface AppEvents {
  'th-pick-files': { readonly folder: boolean; readonly append?: boolean };
  'th-sample': { readonly shape: 'taobao' | 'rees46'; readonly events: number };
  'th-switch': { readonly id: string };
  'th-notebook': { readonly notebook: string };
  'th-rename': { readonly id: string; readonly name: string };
  'th-delete': { readonly id: string };
  'th-reset': Record<string, never>;
  'th-show': { readonly panel: Panel | null };
  'th-again': Record<string, never>;
  'th-look': { readonly table: string };
  'th-document': { readonly command: DocumentCommand; readonly line?: number };
  'th-export-data': ExportWish;
  'th-behind': { readonly id: string; readonly aspect: Aspect };
  'th-members': Members;
}

/** A mark of a cell of which the users or items are to be shown. */
export type Members = CellEvents['th-pick']['detail'];

export type Panel = 'settings' | 'engine' | 'commands' | 'keys' | 'share' | 'gallery';

export function emitApp<K extends keyof AppEvents>(
  from: EventTarget,
  type: K,
  detail: AppEvents[K],
): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
