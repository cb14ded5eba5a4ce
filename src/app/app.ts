import { effect } from '@preact/signals-core';
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Aspect } from '../cells/types.ts';
import { TabhouseError } from '../engine/index.ts';
import { locale, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import type { AppEvents, Panel } from './events.ts';
import type { NotebookView } from './notebook-view.ts';
import { fetchNotebook } from './parts.ts';
import { filesOf, pastedFile, pickFiles } from './picking.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/icon.ts';
import './load-view.ts';
import './problem.ts';
import './rail.ts';
import './start-page.ts';
import './status-bar.ts';
import './top-bar.ts';
import './waiting-page.ts';

const NARROW = '(max-width: 900px)';

interface Picked {
  readonly files: readonly File[];
  readonly append: boolean;
  /** The files are those of the data set on screen. */
  readonly again: boolean;
}

/** The shell: it lays out the page and answers what its parts ask for. */
@customElement('tabhouse-app')
export class TabhouseApp extends Watching {
  @property({ attribute: false }) workspace: Workspace | null = null;
  @state() private dragging = false;
  @state() private railOpen = !matchMedia(NARROW).matches;
  @state() private panel: Panel | null = null;
  @state() private picked: Picked | null = null;
  /** True while files of the data set on screen are asked for by name. */
  @state() private asking = false;
  @state() private behind: { id: string; aspect: Aspect } | null = null;
  @state() private table: string | null = null;
  @query('th-notebook') private notebook!: NotebookView | null;
  #stopLanguage: (() => void) | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr auto;
        height: 100dvh;
        font-size: 14px;
        line-height: 1.5;
        color: var(--th-text);
        background: var(--th-page);
        overflow: hidden;
      }
      .body {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        min-height: 0;
      }
      th-rail {
        width: 248px;
        min-height: 0;
      }
      .scroll {
        grid-column: 2;
        min-width: 0;
        overflow-y: auto;
      }
      .back {
        padding: 16px clamp(12px, 3vw, 48px) 0;
      }
      .back div {
        max-width: 1180px;
        margin: 0 auto;
      }
      .back button {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        color: var(--th-muted);
      }
      .over {
        position: fixed;
        inset: 12px;
        z-index: 20;
        display: grid;
        place-items: center;
        border: 2px dashed var(--th-accent);
        border-radius: 20px;
        background: color-mix(in srgb, var(--th-accent-soft) 88%, transparent);
        font-size: 28px;
        font-weight: 600;
        pointer-events: none;
      }
      .skip {
        position: absolute;
        inset-inline-start: 8px;
        inset-block-start: -80px;
        z-index: 30;
      }
      .skip:focus {
        inset-block-start: 8px;
      }
      @media (max-width: 900px) {
        th-rail {
          position: absolute;
          inset: 0 auto 0 0;
          z-index: 10;
          width: min(300px, 86vw);
          box-shadow: 0 8px 40px rgb(0 0 0 / 25%);
        }
        .body {
          grid-template-columns: minmax(0, 1fr);
        }
        .scroll {
          grid-column: 1;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('dragover', this.#onDragOver);
    window.addEventListener('dragleave', this.#onDragLeave);
    window.addEventListener('drop', this.#onDrop);
    window.addEventListener('paste', this.#onPaste);
    let first = true;
    this.#stopLanguage = effect(() => {
      locale.value;
      if (!first && this.workspace?.shows.peek()) {
        void this.workspace.showNotebook().catch((error) => this.workspace?.fail(error));
      }
      first = false;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('dragover', this.#onDragOver);
    window.removeEventListener('dragleave', this.#onDragLeave);
    window.removeEventListener('drop', this.#onDrop);
    window.removeEventListener('paste', this.#onPaste);
    this.#stopLanguage?.();
  }

  /** What only comes up with data or on request is fetched then; the element draws itself when it is there. */
  protected override willUpdate(): void {
    if (this.workspace?.shows.value || this.workspace?.loading.value) void fetchNotebook();
    if (this.picked) void import('./open-dialog.ts');
    if (this.asking) void import('./again-dialog.ts');
    if (this.table !== null) void import('./table-view.ts');
    if (this.behind) void import('./behind-drawer.ts');
    if (this.panel === 'engine') void import('./engine-panel.ts');
    if (this.panel === 'settings') void import('./settings-dialog.ts');
  }

  protected override render() {
    const { workspace } = this;
    if (!workspace) return nothing;
    const open = workspace.dataset.value;
    const loading = workspace.loading.value;
    return html`
      <button class="skip" @click=${() => this.renderRoot.querySelector<HTMLElement>('.scroll')?.focus()}>
        ${t('app.skip')}
      </button>
      <th-top-bar .workspace=${workspace} .railOpen=${this.railOpen} @th-show=${this.#onShow}
        @th-toggle-rail=${() => {
          this.railOpen = !this.railOpen;
        }}></th-top-bar>
      <div class="body" @th-pick-files=${this.#onPickFiles} @th-sample=${this.#onSample} @th-switch=${this.#onSwitch} @th-notebook=${this.#onNotebook}
        @th-rename=${this.#onRename} @th-delete=${this.#onDelete} @th-go-to=${this.#onGoTo} @th-behind=${this.#onBehind} @th-look=${this.#onLook}>
        ${open && this.railOpen ? html`<th-rail .workspace=${workspace}></th-rail>` : nothing}
        <div class="scroll" tabindex="-1">
          ${
            loading
              ? html`<th-load-view .workspace=${workspace}></th-load-view>`
              : workspace.shows.value
                ? html`${
                    workspace.notebook.value === 'overview'
                      ? nothing
                      : html`<nav class="back"><div><button @click=${() => this.#attempt(workspace.choose('overview'))}>
                          <th-icon name="arrow-left"></th-icon>${t(open ? 'app.notebook.back' : 'app.notebook.start')}
                        </button></div></nav>`
                  }
                  <th-notebook .workspace=${workspace}></th-notebook>`
                : workspace.waiting.value
                  ? html`<th-waiting-page></th-waiting-page>`
                  : workspace.started.value
                    ? html`<th-start-page .workspace=${workspace}></th-start-page>`
                    : nothing
          }
        </div>
      </div>
      <th-status-bar .workspace=${workspace} @th-show=${this.#onShow}></th-status-bar>
      ${this.panels(workspace)}
      ${this.dragging ? html`<div class="over">${t('app.drop.release')}</div>` : nothing}
    `;
  }

  private panels(workspace: Workspace) {
    const close = () => {
      this.panel = null;
    };
    return html`
      ${
        this.picked
          ? html`<th-open-dialog .workspace=${workspace} .files=${this.picked.files} .adding=${this.picked.append} .again=${this.picked.again}
              @close=${() => {
                this.picked = null;
              }}></th-open-dialog>`
          : nothing
      }
      ${this.panel === 'settings' ? html`<th-settings-dialog .workspace=${workspace} @close=${close} @th-reset=${this.#onReset} @th-again=${this.#onAgain}></th-settings-dialog>` : nothing}
      ${this.panel === 'engine' ? html`<th-engine-panel .workspace=${workspace} @close=${close}></th-engine-panel>` : nothing}
      ${
        this.behind
          ? html`<th-behind-drawer .workspace=${workspace} .cellId=${this.behind.id} .aspect=${this.behind.aspect}
              @close=${() => {
                this.behind = null;
              }}></th-behind-drawer>`
          : nothing
      }
      ${
        this.table === null
          ? nothing
          : html`<th-table-view .workspace=${workspace} name=${this.table}
              @close=${() => {
                this.table = null;
              }}></th-table-view>`
      }
      ${
        this.asking
          ? html`<th-again-dialog .workspace=${workspace} @th-found=${this.#onAgain}
              @close=${() => {
                this.asking = false;
              }}></th-again-dialog>`
          : nothing
      }
      <th-problem .workspace=${workspace}></th-problem>
    `;
  }

  #attempt(work: Promise<unknown> | undefined): void {
    work?.catch((error) => this.workspace?.fail(error));
  }

  #pick(files: readonly File[], append = false): void {
    if (files.length > 0) this.picked = { files, append, again: false };
  }

  /** Offers the files of the data set on screen to be read in another way; asks for those that are not at hand. */
  async #readAgain(workspace: Workspace): Promise<void> {
    this.panel = null;
    this.asking = false;
    try {
      this.picked = { files: await workspace.warehouse.files(), append: false, again: true };
    } catch (error) {
      if (!(error instanceof TabhouseError) || error.code !== 'file-missing') throw error;
      this.asking = true;
    }
  }

  #onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = true;
  };

  #onDragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) this.dragging = false;
  };

  #onDrop = (event: DragEvent) => {
    event.preventDefault();
    this.dragging = false;
    if (event.dataTransfer)
      this.#attempt(filesOf(event.dataTransfer).then((files) => this.#pick(files)));
  };

  #onPaste = (event: ClipboardEvent) => {
    const file = event.clipboardData && pastedFile(event.clipboardData, event.composedPath());
    if (file) this.#pick(file);
  };

  #onPickFiles = ({ detail }: CustomEvent<AppEvents['th-pick-files']>) => {
    this.#attempt(pickFiles(detail.folder).then((files) => this.#pick(files, detail.append)));
  };

  #onSample = ({ detail }: CustomEvent<AppEvents['th-sample']>) => {
    this.#attempt(this.workspace?.openSample(detail));
  };

  #onSwitch = ({ detail }: CustomEvent<AppEvents['th-switch']>) => {
    this.#attempt(this.workspace?.switchTo(detail.id));
  };

  #onNotebook = ({ detail }: CustomEvent<AppEvents['th-notebook']>) => {
    if (matchMedia(NARROW).matches) this.railOpen = false;
    this.#attempt(this.workspace?.choose(detail.notebook));
  };

  #onRename = ({ detail }: CustomEvent<AppEvents['th-rename']>) => {
    this.#attempt(this.workspace?.rename(detail.id, detail.name));
  };

  #onDelete = ({ detail }: CustomEvent<AppEvents['th-delete']>) => {
    this.#attempt(this.workspace?.delete(detail.id));
  };

  #onReset = () => {
    this.panel = null;
    this.#attempt(this.workspace?.reset());
  };

  #onShow = ({ detail }: CustomEvent<AppEvents['th-show']>) => {
    this.panel = detail.panel;
  };

  #onGoTo = ({ detail }: CustomEvent<{ id: string }>) => {
    this.notebook?.goTo(detail.id);
    if (matchMedia(NARROW).matches) this.railOpen = false;
  };

  #onAgain = () => {
    if (this.workspace) this.#attempt(this.#readAgain(this.workspace));
  };

  #onLook = ({ detail }: CustomEvent<AppEvents['th-look']>) => {
    this.table = detail.table;
  };

  #onBehind = ({ detail }: CustomEvent<AppEvents['th-behind']>) => {
    this.behind = detail;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tabhouse-app': TabhouseApp;
  }
}
