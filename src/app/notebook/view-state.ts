import type { Eagerness } from '../../notebook/runtime/node.ts';

/** How a notebook is looked at on this machine; no part of the document. By the cells' anchors. */
export interface ViewState {
  readonly folded: readonly string[];
  /** When cells run, where it was set by hand. */
  readonly eagerness: Readonly<Record<string, Eagerness>>;
}

const PREFIX = 'tabhouse.view.';
const NOTHING: ViewState = { folded: [], eagerness: {} };

/** What is remembered of the notebook `id`; storage that is forbidden or broken is as good as none. */
export function viewState(id: string, storage: () => Storage = () => localStorage): ViewState {
  try {
    const known: unknown = JSON.parse(storage().getItem(PREFIX + id) ?? 'null');
    if (known === null || typeof known !== 'object') return NOTHING;
    return { ...NOTHING, ...known };
  } catch {
    return NOTHING;
  }
}

export function rememberView(
  id: string,
  state: ViewState,
  storage: () => Storage = () => localStorage,
): void {
  try {
    if (state.folded.length + Object.keys(state.eagerness).length === 0) {
      storage().removeItem(PREFIX + id);
    } else storage().setItem(PREFIX + id, JSON.stringify(state));
  } catch {
    // It lasts as long as the page then.
  }
}
