import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { notebookText, type Version } from '../../notebook/index.ts';
import { toast } from '../../ui/toast.ts';
import { Watching } from '../../ui/watching.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { moment } from './moment.ts';
import '../../ui/button.ts';
import '../../ui/drawer.ts';
import '../../ui/segmented.ts';
import './differences-view.ts';

/** The texts that were kept of the notebook on screen: when, what differs, and a way back. */
@customElement('th-versions-drawer')
export class VersionsDrawer extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  /** From the newest to the oldest; null while they are read. */
  @state() private versions: readonly Version[] | null = null;
  @state() private chosen = 0;
  @state() private against: 'now' | 'before' = 'now';

  static override styles = [
    shared,
    css`
      .panes {
        display: grid;
        grid-template-columns: 220px minmax(0, 1fr);
        gap: 20px;
        align-items: start;
      }
      .list {
        position: sticky;
        top: 0;
        max-height: 70vh;
        overflow: auto;
      }
      .list button {
        display: grid;
        width: 100%;
        padding: 8px 10px;
        text-align: start;
        line-height: 1.35;
      }
      .list button[aria-current='true'] {
        background: var(--th-accent-soft);
        font-weight: 600;
      }
      .list small {
        font-size: 12px;
        font-weight: 400;
        color: var(--th-muted);
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        margin-bottom: 16px;
      }
      @media (max-width: 640px) {
        .panes {
          grid-template-columns: minmax(0, 1fr);
        }
        .list {
          position: static;
          max-height: 28vh;
          border: 1px solid var(--th-border);
          border-radius: 8px;
        }
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.#read();
  }

  async #read(): Promise<void> {
    const { keeper } = this.workspace.notebooks;
    await keeper.flush();
    const id = keeper.record.peek()?.id;
    const all = id === undefined ? [] : await keeper.versions.all(id);
    this.versions = all.toReversed();
    // The newest is most often what is on screen: the first that differs says more.
    const now = this.text();
    this.chosen = Math.max(
      0,
      this.versions.findIndex(({ text }) => text !== now),
    );
  }

  protected override render() {
    const { versions } = this;
    return html`<th-drawer open size="large" heading=${t('documents.versions')}>
      ${
        versions === null
          ? html`<div class="skeleton" style="block-size: 120px"></div>`
          : versions.length === 0
            ? html`<p class="muted">${t('documents.versions.none')}</p>`
            : this.panes(versions)
      }
    </th-drawer>`;
  }

  private panes(versions: readonly Version[]) {
    const now = this.text();
    const version = versions[this.chosen];
    const older = versions[this.chosen + 1];
    if (!version) return nothing;
    const ofNow = this.against === 'now' || !older;
    const [from, to] = ofNow ? [version.text, now] : [older.text, version.text];
    return html`<div class="panes">
      <ul class="list" aria-label=${t('documents.versions.list')}>
        ${versions.map(
          ({ at, reason, text }, index) => html`<li>
            <button class="quiet" aria-current=${index === this.chosen ? 'true' : 'false'}
              @click=${() => {
                this.chosen = index;
              }}>
              <span>${moment(at)}</span>
              <small>${t(`documents.versions.reason.${reason}`)}${text === now ? ` · ${t('documents.versions.now')}` : ''}</small>
            </button>
          </li>`,
        )}
      </ul>
      <div>
        <div class="tools">
          ${
            older
              ? html`<th-segmented label=${t('documents.versions.against')} value=${this.against}
                  .options=${[
                    { value: 'now', label: t('documents.versions.against.now') },
                    { value: 'before', label: t('documents.versions.against.before') },
                  ]}
                  @change=${(event: CustomEvent<'now' | 'before'>) => {
                    this.against = event.detail;
                  }}></th-segmented>`
              : html`<span></span>`
          }
          <th-button icon="history" .disabled=${version.text === now} @click=${() => this.#restore(version)}>
            ${t('documents.versions.restore')}
          </th-button>
        </div>
        <th-differences .older=${from} .newer=${to}></th-differences>
      </div>
    </div>`;
  }

  private text(): string {
    const editor = this.workspace.document.editor.value;
    return editor ? notebookText(editor.state.value.document) : '';
  }

  async #restore({ text, at }: Version): Promise<void> {
    const { document, notebooks } = this.workspace;
    await notebooks.restore(text);
    const run = () => void document.editor.peek()?.undo();
    const action = { label: t('documents.undo'), run };
    toast(t('documents.restored', { time: moment(at) }), action);
    this.dispatchEvent(new CustomEvent('close'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-versions-drawer': VersionsDrawer;
  }
}
