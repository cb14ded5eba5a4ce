import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../i18n/index.ts';
import type { MenuItem } from '../../ui/menu.ts';
import { toast } from '../../ui/toast.ts';
import { Watching } from '../../ui/watching.ts';
import { emitApp } from '../events.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { moment } from './moment.ts';
import type { NotebookSummary } from './record.ts';
import '../../ui/button.ts';
import '../../ui/chip.ts';
import '../../ui/dialog.ts';
import '../../ui/menu.ts';

/** The notebooks that the browser keeps, to be found, opened, renamed, duplicated and deleted; and files. */
@customElement('th-open-notebooks')
export class OpenNotebooks extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private wanted = '';
  /** Id of the notebook whose title is being written. */
  @state() private renaming: string | null = null;
  @query('input.search') private search!: HTMLInputElement;

  static override styles = [
    shared,
    css`
      .search {
        width: 100%;
        min-height: 40px;
      }
      ul {
        display: grid;
        gap: 2px;
        margin-block: 12px;
        max-height: 46vh;
        overflow: auto;
      }
      li {
        display: flex;
        align-items: center;
        gap: 4px;
        border-radius: 8px;
      }
      li.current {
        background: var(--th-accent-soft);
      }
      .open {
        flex: 1;
        display: grid;
        min-width: 0;
        padding: 8px 10px;
        text-align: start;
        line-height: 1.4;
      }
      .open > * {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .open strong {
        font-weight: 600;
      }
      .open small {
        font-size: 12px;
        color: var(--th-muted);
      }
      li input {
        flex: 1;
        margin: 6px;
      }
      .none {
        margin-block: 16px;
        color: var(--th-muted);
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.updateComplete.then(() => this.search?.focus());
  }

  protected override render() {
    const found = this.found();
    return html`<th-dialog open heading=${t('documents.dialog.title')}>
      <input class="search" type="text" role="searchbox" placeholder=${t('documents.dialog.search')} aria-label=${t('documents.dialog.search')}
        .value=${this.wanted}
        @input=${(event: Event) => {
          this.wanted = (event.target as HTMLInputElement).value;
        }}
        @keydown=${(event: KeyboardEvent) => {
          const [first] = found;
          if (event.key === 'Enter' && !event.isComposing && first) this.#open(first.id);
        }} />
      ${
        found.length === 0
          ? html`<p class="none">${this.wanted ? t('documents.dialog.none', { query: this.wanted }) : t('documents.dialog.empty')}</p>`
          : html`<ul>${repeat(
              found,
              ({ id }) => id,
              (one) => this.row(one),
            )}</ul>`
      }
      <th-button slot="actions" icon="file-plus" @click=${() => this.#leaveFor('new')}>${t('documents.new')}</th-button>
      <th-button slot="actions" variant="primary" icon="folder-open" @click=${() => this.#leaveFor('open-file')}>${t('documents.open-file')}</th-button>
    </th-dialog>`;
  }

  private found(): readonly NotebookSummary[] {
    const words = this.wanted.toLowerCase().split(/\s+/).filter(Boolean);
    return this.workspace.notebooks.recent.value.filter(({ title, fileName, path }) => {
      const text = `${title} ${fileName ?? ''} ${path ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  private row(one: NotebookSummary) {
    const current = this.workspace.notebooks.current.value?.id === one.id;
    const title = one.title || t('documents.untitled');
    const facts = [
      t(`documents.origin.${one.origin}`),
      ...(one.fileName ? [one.fileName] : []),
      ...(one.edited && one.origin !== 'mine' ? [t('documents.edited')] : []),
      moment(one.changed),
    ];
    if (this.renaming === one.id) {
      return html`<li><input type="text" maxlength="200" aria-label=${t('documents.dialog.name')} .value=${title}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Escape') event.stopPropagation();
          if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          event.preventDefault();
          this.#rename(one, event.key === 'Enter' ? (event.target as HTMLInputElement).value : '');
        }}
        @blur=${(event: Event) => this.#rename(one, (event.target as HTMLInputElement).value)} /></li>`;
    }
    return html`<li class=${current ? 'current' : ''}>
      <button class="quiet open" aria-current=${current ? 'true' : 'false'} @click=${() => this.#open(one.id)}>
        <strong>${title}</strong><small>${facts.join(' · ')}</small>
      </button>
      <th-menu label=${t('documents.dialog.more', { title })} .items=${itemsOf(one)}
        @choose=${(event: CustomEvent<string>) => this.#do(event.detail, one)}></th-menu>
    </li>`;
  }

  #open(id: string): void {
    this.#close();
    this.#attempt(this.workspace.notebooks.open(id));
  }

  #do(command: string, one: NotebookSummary): void {
    const { notebooks } = this.workspace;
    const title = one.title || t('documents.untitled');
    if (command === 'duplicate') {
      this.#close();
      this.#attempt(notebooks.duplicate(one.id));
    }
    if (command === 'rename') {
      this.renaming = one.id;
      void this.updateComplete.then(() => {
        const input = this.renderRoot.querySelector<HTMLInputElement>('li input');
        input?.focus();
        input?.select();
      });
    }
    if (command === 'delete') {
      const run = () => this.#attempt(notebooks.undelete(one.id));
      const said = () =>
        toast(t('documents.deleted', { title }), { label: t('documents.undo'), run });
      this.#attempt(notebooks.delete(one.id).then(said));
    }
  }

  #rename(one: NotebookSummary, title: string): void {
    if (this.renaming !== one.id) return;
    this.renaming = null;
    const now = title.trim();
    if (now && now !== one.title) this.#attempt(this.workspace.notebooks.rename(one.id, now));
  }

  #leaveFor(command: 'new' | 'open-file'): void {
    this.#close();
    emitApp(window, 'th-document', { command });
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  #attempt(work: Promise<unknown>): void {
    work.catch((error) => this.workspace.fail(error));
  }
}

function itemsOf({ origin, edited }: NotebookSummary): readonly MenuItem[] {
  const duplicate: MenuItem = { id: 'duplicate', label: t('documents.duplicate'), icon: 'copy' };
  if (origin === 'built-in' && !edited) return [duplicate];
  const rename: MenuItem = { id: 'rename', label: t('documents.rename'), icon: 'pencil' };
  if (origin === 'built-in') return [rename, duplicate];
  const own: MenuItem = { id: 'delete', label: t('documents.delete'), icon: 'trash-2' };
  return [rename, duplicate, { ...own, separate: true }];
}

declare global {
  interface HTMLElementTagNameMap {
    'th-open-notebooks': OpenNotebooks;
  }
}
