import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { toast } from '../../ui/toast.ts';
import { Watching } from '../../ui/watching.ts';
import type { AppEvents } from '../events.ts';
import type { Workspace } from '../workspace.ts';
import { type DocumentCommand, runCommand } from './commands.ts';
import { commandOf } from './keys.ts';

type Sheet = 'open' | 'versions' | 'source' | 'compare';

const SHEETS: Readonly<Record<Sheet, () => Promise<unknown>>> = {
  open: () => import('./open-notebooks.ts'),
  versions: () => import('./versions-drawer.ts'),
  source: () => import('./source-drawer.ts'),
  compare: () => import('./compare-drawer.ts'),
};

const isSheet = (command: DocumentCommand): command is Sheet => Object.hasOwn(SHEETS, command);

/** Answers every `th-document`, the keys of documents, and holds the dialogs that they open. One per page. */
@customElement('th-desk')
export class Desk extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private sheet: Sheet | null = null;
  /** Line of the source text to begin at. */
  @state() private line = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('th-document', this.#onCommand as EventListener);
    window.addEventListener('keydown', this.#onKey);
    window.addEventListener('pagehide', this.#onLeave);
    window.addEventListener('beforeunload', this.#onUnload);
    document.addEventListener('visibilitychange', this.#onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('th-document', this.#onCommand as EventListener);
    window.removeEventListener('keydown', this.#onKey);
    window.removeEventListener('pagehide', this.#onLeave);
    window.removeEventListener('beforeunload', this.#onUnload);
    document.removeEventListener('visibilitychange', this.#onLeave);
  }

  protected override render() {
    const close = () => {
      this.sheet = null;
    };
    const { workspace } = this;
    switch (this.sheet) {
      case 'open':
        return html`<th-open-notebooks .workspace=${workspace} @close=${close}></th-open-notebooks>`;
      case 'versions':
        return html`<th-versions-drawer .workspace=${workspace} @close=${close}></th-versions-drawer>`;
      case 'source':
        return html`<th-source-drawer .workspace=${workspace} .line=${this.line} @close=${close}></th-source-drawer>`;
      case 'compare':
        return html`<th-compare-drawer .workspace=${workspace} @close=${close}></th-compare-drawer>`;
      default:
        return nothing;
    }
  }

  async #run(command: DocumentCommand, line = 0): Promise<void> {
    try {
      if (isSheet(command)) {
        await SHEETS[command]();
        this.line = line;
        this.sheet = command;
        return;
      }
      await runCommand(this.workspace, command, toast);
    } catch (error) {
      this.workspace.fail(error);
    }
  }

  #onCommand = ({ detail }: CustomEvent<AppEvents['th-document']>) => {
    void this.#run(detail.command, detail.line);
  };

  #onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const command = commandOf(event);
    if (!command) return;
    const needs = command !== 'open' && !this.workspace.notebooks.current.peek();
    event.preventDefault();
    if (needs) return;
    const saves = command === 'save' || command === 'save-as';
    if (this.sheet && !(saves && this.sheet === 'source')) return;
    // The source text is applied as its drawer goes.
    this.sheet = null;
    void this.updateComplete.then(() => this.#run(command));
  };

  #onLeave = () => {
    if (document.visibilityState === 'hidden') void this.workspace.notebooks.keeper.flush();
  };

  /** Asks before edits are lost that the browser does not keep. */
  #onUnload = (event: BeforeUnloadEvent) => {
    const { kind } = this.workspace.notebooks.keeper.keeping.peek();
    if (kind === 'saving') void this.workspace.notebooks.keeper.flush();
    if (kind === 'failed') event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-desk': Desk;
  }
}
