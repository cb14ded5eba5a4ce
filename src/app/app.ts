import { effect } from '@preact/signals-core';
import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Aspect } from '../cells/types.ts';
import { TabhouseError } from '../engine/index.ts';
import { locale, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { appStyles } from './app-styles.ts';
import { Arriving } from './arriving.ts';
import { PageKeys } from './commands/page-keys.ts';
import type { AppEvents, Panel } from './events.ts';
import { areLayers, openLayers } from './export/import-layers.ts';
import type { ExportWish } from './export/wish.ts';
import type { NotebookView } from './notebook-view.ts';
import { isNotebookFile } from './notebooks/notebook-files.ts';
import { fetchNotebook } from './parts.ts';
import { pickFiles } from './picking.ts';
import type { Workspace } from './workspace.ts';
import '../ui/icon.ts';
import './load-view.ts';
import './notebooks/desk.ts';
import './problem.ts';
import './rail.ts';
import './share/notices.ts';
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
  readonly #narrow = matchMedia(NARROW);
  @state() private railOpen = !this.#narrow.matches;
  @state() private panel: Panel | null = null;
  @state() private picked: Picked | null = null;
  /** True while files of the data set on screen are asked for by name. */
  @state() private asking = false;
  @state() private behind: { id: string; aspect: Aspect } | null = null;
  @state() private members: AppEvents['th-members'] | null = null;
  @state() private exporting: ExportWish | null = null;
  @state() private table: string | null = null;
  @query('th-notebook') private notebook!: NotebookView | null;
  #stopLanguage: (() => void) | null = null;
  readonly #arriving = new Arriving(this, (files) =>
    this.#attempt(files.then((some) => this.#pick(some))),
  );

  static override styles = appStyles;

  constructor() {
    super();
    this.addController(
      new PageKeys((panel) => {
        this.panel = panel;
      }),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#narrow.addEventListener('change', this.#closeRail);
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
    this.#narrow.removeEventListener('change', this.#closeRail);
    this.#stopLanguage?.();
  }

  /** What only comes up with data or on request is fetched then; the element draws itself when it is there. */
  protected override willUpdate(): void {
    if (this.workspace?.shows.value || this.workspace?.loading.value) void fetchNotebook();
    if (this.picked) void import('./open-dialog.ts');
    if (this.panel ?? this.picked ?? this.table ?? this.exporting ?? this.behind) this.#closeRail();
    if (this.asking) void import('./again-dialog.ts');
    if (this.table !== null) void import('./table-view.ts');
    if (this.exporting) void import('./export/export-dialog.ts');
    if (this.behind) void import('./behind-drawer.ts');
    if (this.members) void import('./segments/members-drawer.ts');
    if (this.panel === 'commands') void import('./commands/palette.ts');
    if (this.panel === 'keys') void import('./commands/key-sheet.ts');
    if (this.panel === 'engine') void import('./engine-panel.ts');
    if (this.panel === 'share') void import('./share/share-dialog.ts');
    if (this.panel === 'gallery') void import('./share/gallery-dialog.ts');
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
      <th-top-bar role="banner" .workspace=${workspace} .railOpen=${this.railOpen} @th-show=${this.#onShow} @th-document=${this.#closeRail}
        @th-toggle-rail=${() => {
          this.railOpen = !this.railOpen;
        }}></th-top-bar>
      <div class="body" @th-again=${this.#onAgain} @th-pick-files=${this.#onPickFiles} @th-sample=${this.#onSample} @th-switch=${this.#onSwitch} @th-notebook=${this.#onNotebook} @th-document=${this.#closeRail} @th-show=${this.#onShow}
        @th-rename=${this.#onRename} @th-delete=${this.#onDelete} @th-go-to=${this.#onGoTo} @th-behind=${this.#onBehind} @th-members=${this.#onMembers} @th-export-data=${this.#onExport} @th-look=${this.#onLook}>
        ${
          workspace.shows.value && this.railOpen
            ? html`<th-rail .workspace=${workspace}></th-rail>
          <button class="scrim" aria-label=${t('frame.rail.close')} @click=${this.#closeRail}></button>`
            : nothing
        }
        ${
          this.panel === 'commands'
            ? html`<th-palette .workspace=${workspace}
                @close=${() => {
                  if (this.panel === 'commands') this.panel = null;
                }}></th-palette>`
            : nothing
        }
        <div class="scroll" tabindex="-1">
          ${
            loading
              ? html`<th-load-view .workspace=${workspace}></th-load-view>`
              : workspace.shows.value
                ? html`${
                    workspace.notebooks.wanted.value === 'overview'
                      ? nothing
                      : html`<nav class="back"><div><button @click=${() => this.#attempt(workspace.choose('overview'))}>
                          <th-icon name="arrow-left"></th-icon>${t(open ? 'app.notebook.back' : 'app.notebook.start')}
                        </button></div></nav>`
                  }
                  <th-notices .workspace=${workspace}></th-notices>
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
      ${this.#arriving.over ? html`<div class="over">${t('app.drop.release')}</div>` : nothing}
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
      ${this.panel === 'share' ? html`<th-share-dialog .workspace=${workspace} @close=${close}></th-share-dialog>` : nothing}
      ${this.panel === 'gallery' ? html`<th-gallery-dialog .workspace=${workspace} @close=${close}></th-gallery-dialog>` : nothing}
      ${this.panel === 'keys' ? html`<th-key-sheet .workspace=${workspace} @close=${close}></th-key-sheet>` : nothing}
      ${this.panel === 'engine' ? html`<th-engine-panel .workspace=${workspace} @close=${close}></th-engine-panel>` : nothing}
      ${
        this.behind
          ? html`<th-behind-drawer .workspace=${workspace} @th-again=${this.#onAgain} .cellId=${this.behind.id} .aspect=${this.behind.aspect}
              @close=${() => {
                this.behind = null;
              }}></th-behind-drawer>`
          : nothing
      }
      ${
        this.members
          ? html`<th-members-drawer .workspace=${workspace} .cellId=${this.members.id} .picked=${this.members} @th-export-data=${this.#onExport}
              @close=${() => {
                this.members = null;
              }}></th-members-drawer>`
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
      ${
        this.exporting
          ? html`<th-export-dialog .workspace=${workspace} .wish=${this.exporting}
              @close=${() => {
                this.exporting = null;
              }}></th-export-dialog>`
          : nothing
      }
      <th-desk .workspace=${workspace}></th-desk>
      <th-problem .workspace=${workspace}></th-problem>
    `;
  }

  #attempt(work: Promise<unknown> | undefined): void {
    work?.catch((error) => this.workspace?.fail(error));
  }

  #pick(all: readonly File[], append = false): void {
    const [notebook] = all.filter(isNotebookFile);
    const files = all.filter((file) => !isNotebookFile(file));
    if (notebook) this.#attempt(this.workspace?.notebooks.openFile(notebook));
    if (areLayers(files))
      this.#attempt(this.workspace ? openLayers(this.workspace, files) : undefined);
    else if (files.length > 0) this.picked = { files, append, again: false };
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

  #onPickFiles = ({ detail }: CustomEvent<AppEvents['th-pick-files']>) => {
    this.#attempt(pickFiles(detail.folder).then((files) => this.#pick(files, detail.append)));
  };

  #onSample = ({ detail }: CustomEvent<AppEvents['th-sample']>) => {
    this.#attempt(this.workspace?.openSample(detail));
  };

  #onSwitch = ({ detail }: CustomEvent<AppEvents['th-switch']>) => {
    this.#closeRail();
    this.#attempt(this.workspace?.switchTo(detail.id));
  };

  /** On a narrow page the rail lies over the notebook and goes once it has served. */
  #closeRail = () => {
    if (this.#narrow.matches) this.railOpen = false;
  };

  #onNotebook = ({ detail }: CustomEvent<AppEvents['th-notebook']>) => {
    this.#closeRail();
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
    this.#closeRail();
  };

  #onAgain = () => {
    if (this.workspace) this.#attempt(this.#readAgain(this.workspace));
  };

  #onLook = ({ detail }: CustomEvent<AppEvents['th-look']>) => {
    this.table = detail.table;
  };

  #onExport = ({ detail }: CustomEvent<AppEvents['th-export-data']>) => {
    this.exporting = detail;
  };

  #onMembers = ({ detail }: CustomEvent<AppEvents['th-members']>) => {
    this.members = detail;
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
