import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { problemText } from '../../notebook/index.ts';
import { Watching } from '../../ui/watching.ts';
import { emitApp } from '../events.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import type { DocumentCommand } from './commands.ts';
import '../../ui/button.ts';
import '../../ui/icon.ts';
import '../../ui/segmented.ts';

/** Which copy of the notebook is on screen, and what must be said about it; nothing where there is nothing to say. */
@customElement('th-copies-bar')
export class CopiesBar extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        font-size: 13px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 12px;
        padding: 6px 16px;
        border-block-end: 1px solid var(--th-border);
        background: var(--th-surface);
      }
      .row p {
        flex: 1 1 240px;
        color: var(--th-muted);
      }
      .row.warn {
        background: var(--th-warn-soft);
      }
      .row.warn p {
        color: var(--th-text);
      }
      .row.warn > th-icon {
        color: var(--th-warn);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      @media (max-width: 640px) {
        .row {
          padding-inline: 12px;
        }
        .row p:empty {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    const clash = this.clash();
    return html`${clash === nothing ? this.copies() : clash} ${this.problems()}`;
  }

  private copies() {
    const { notebooks } = this.workspace;
    const current = notebooks.current.value;
    const file = notebooks.keeper.record.value?.file ?? null;
    if (!current || current.standing === 'published') return nothing;
    if (current.origin === 'mine' && !file) return nothing;
    const ofFile = current.origin === 'mine' || current.origin === 'file';
    const looking = current.standing === 'published-beside-mine';
    const said = looking
      ? t(ofFile ? 'documents.copies.looking.file' : 'documents.copies.looking')
      : current.movedOn
        ? t(ofFile ? 'documents.copies.moved-on.file' : 'documents.copies.moved-on')
        : '';
    return html`<div class="row" role="region" aria-label=${t('documents.copies')}>
      <th-segmented
        label=${t('documents.copies')}
        .options=${[
          {
            value: 'show-published',
            label: t(ofFile ? 'documents.copies.file' : 'documents.copies.published'),
          },
          { value: 'show-mine', label: t('documents.copies.mine') },
        ]}
        value=${looking ? 'show-published' : 'show-mine'}
        @change=${(event: CustomEvent<DocumentCommand>) => this.#do(event.detail)}
      ></th-segmented>
      <p>${said}</p>
      <div class="actions">
        <th-button size="small" icon="git-compare" @click=${() => this.#do('compare')}>${t('documents.compare')}</th-button>
        <th-button size="small" variant="quiet" @click=${() => this.#do('discard')}>${t('documents.discard')}</th-button>
      </div>
    </div>`;
  }

  private clash() {
    const { keeper, saver } = this.workspace.notebooks;
    const inTab = keeper.clash.value !== null;
    const inFile = saver.clash.value !== null;
    if (!inTab && !inFile) return nothing;
    const name = keeper.record.value?.file?.name ?? '';
    const settle = (take: 'mine' | 'theirs') =>
      this.#attempt(
        inTab
          ? keeper.settle(take)
          : take === 'mine'
            ? saver.save({ anyway: true })
            : saver.takeTheirs(),
      );
    return html`<div class="row warn" role="alert">
      <th-icon name="triangle-alert"></th-icon>
      <p>${inTab ? t('documents.clash.tab') : t('documents.clash.file', { name })}</p>
      <div class="actions">
        <th-button size="small" icon="git-compare" @click=${() => this.#do('compare')}>${t('documents.compare')}</th-button>
        <th-button size="small" @click=${() => settle('mine')}>${t(inTab ? 'documents.clash.mine' : 'documents.clash.over')}</th-button>
        <th-button size="small" @click=${() => settle('theirs')}>${t('documents.clash.theirs')}</th-button>
        ${
          inTab
            ? nothing
            : html`<th-button size="small" variant="quiet" @click=${() => saver.dismiss()}>${t('documents.clash.later')}</th-button>`
        }
      </div>
    </div>`;
  }

  private problems() {
    if (!this.workspace.notebooks.current.value) return nothing;
    const document = this.workspace.document.editor.value?.state.value.document;
    const head = document?.frontMatterError;
    const lines = document?.cells.flatMap(({ error }) => (error ? [error.line] : [])) ?? [];
    const row = (text: string, line: number) => html`<div class="row warn" role="status">
      <th-icon name="circle-alert"></th-icon>
      <p>${text}</p>
      <div class="actions">
        <th-button size="small" icon="code-xml" @click=${() => this.#do('source', line)}>${t('documents.problem.show')}</th-button>
      </div>
    </div>`;
    const [first = 1] = lines;
    return html`
      ${head ? row(t('documents.problem.head', { reason: problemText(head) }), head.line) : nothing}
      ${lines.length > 0 ? row(t('documents.problem.blocks', { n: lines.length, lines: lines.join(', ') }), first) : nothing}
    `;
  }

  #do(command: DocumentCommand, line?: number): void {
    emitApp(this, 'th-document', line === undefined ? { command } : { command, line });
  }

  #attempt(work: Promise<unknown>): void {
    work.catch((error) => this.workspace.fail(error));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-copies-bar': CopiesBar;
  }
}
