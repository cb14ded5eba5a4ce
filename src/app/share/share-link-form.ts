import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { headingOf } from '../../cells/read.ts';
import { t } from '../../i18n/index.ts';
import { notebookText } from '../../notebook/index.ts';
import { control } from '../../ui/control.ts';
import { Watching } from '../../ui/watching.ts';
import { anchorOf } from '../notebook/link.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { hostedPath } from './origin.ts';
import { reachOf, shareLink } from './share-link.ts';
import '../../ui/button.ts';
import '../../ui/chip.ts';
import '../../ui/error.ts';
import '../../ui/select.ts';
import '../../ui/toggle.ts';

/** Milliseconds for which the button says that the link was copied. */
const SAID = 3000;
const TONES = { everywhere: 'good', most: 'neutral', few: 'warn' } as const;

/** The link that opens this notebook elsewhere. Emits `th-as-file` where the reader prefers the file. */
@customElement('th-share-link')
export class ShareLink extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @property() cell = '';
  @state() private withValues = true;
  /** The link names a hosted notebook instead of holding it. */
  @state() private named = false;
  @state() private link: string | null = null;
  @state() private problem: unknown = null;
  @state() private copied: 'yes' | 'no' | null = null;
  @query('input') private field!: HTMLInputElement | null;
  /** What the link on screen was made of. */
  #made = '';

  static override styles = [
    shared,
    control,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      .link {
        display: flex;
        gap: 8px;
      }
      .link input {
        flex: 1;
        min-width: 0;
        font-family: var(--th-mono);
        font-size: var(--th-size-12);
        text-overflow: ellipsis;
      }
      .length {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }
      .field {
        display: grid;
        gap: 4px;
        font-size: var(--th-size-13);
        color: var(--th-muted);
      }
      p {
        max-width: 68ch;
      }
      @media (max-width: 480px) {
        .link {
          flex-wrap: wrap;
        }
        .link input {
          flex-basis: 100%;
        }
      }
    `,
  ];

  protected override render() {
    const { link, problem } = this;
    const set = this.workspace.document.editor.value?.state.value.values.size ?? 0;
    return html`
      ${this.#cells()}
      ${
        set > 0
          ? html`<th-toggle label=${t('share.link.values')} .checked=${this.withValues} @change=${(
              event: CustomEvent<boolean>,
            ) => {
              this.withValues = event.detail;
            }}>${t('share.link.values')}</th-toggle>`
          : nothing
      }
      ${
        hostedPath(this.workspace) === null || (set > 0 && this.withValues)
          ? nothing
          : html`<th-toggle label=${t('share.link.named')} .checked=${this.named} @change=${(
              event: CustomEvent<boolean>,
            ) => {
              this.named = event.detail;
            }}>${t('share.link.named')}</th-toggle>`
      }
      ${
        problem
          ? html`<th-error .error=${problem}></th-error>${this.#file('primary')}`
          : html`
        <div class="link">
          <input class="control" type="text" readonly aria-label=${t('share.link.field')} .value=${link ?? ''} @focus=${() => this.field?.select()} />
          <th-button variant="primary" icon=${this.copied === 'yes' ? 'check' : 'copy'} ?disabled=${link === null} @click=${this.#copy}>
            ${t(this.copied === 'yes' ? 'share.copied' : 'share.copy')}
          </th-button>
        </div>
        ${link === null ? nothing : this.#length(link)}`
      }
      <p class="muted small">${t(link?.includes('#notebook=') === false ? 'share.link.by-name' : 'share.link.private')} ${this.#data()}</p>
      <div class="sr-only" role="status" aria-live="polite">${this.copied === 'yes' ? t('share.copied') : ''}</div>`;
  }

  #cells() {
    const { runtime } = this.workspace;
    const { cells } = runtime.document.value;
    const options = cells.flatMap((cell) => {
      const label = headingOf(cell, runtime.result(cell.id).value);
      const named = label !== '' && cell.kind !== 'input';
      return named ? [{ value: anchorOf(cell, cells), label }] : [];
    });
    if (options.length === 0) return nothing;
    return html`<div class="field"><span>${t('share.link.cell')}</span>
      <th-select label=${t('share.link.cell')} .clearable=${false} .options=${[{ value: '', label: t('share.link.top') }, ...options]} .value=${this.cell} @change=${(
        event: CustomEvent<string | null>,
      ) => {
        this.cell = event.detail ?? '';
      }}></th-select></div>`;
  }

  #length(link: string) {
    const reach = reachOf(link.length);
    return html`<div class="length">
      <th-chip tone=${TONES[reach]} icon=${reach === 'few' ? 'triangle-alert' : 'link'}>${t('share.link.length', { n: link.length })}</th-chip>
      <span class="small">${t(`share.link.${reach}`)}</span>
      ${reach === 'few' ? this.#file('plain') : nothing}
      ${this.copied === 'no' ? html`<span class="small" role="alert">${t('share.copy.failed')}</span>` : nothing}
    </div>`;
  }

  #file(variant: 'primary' | 'plain') {
    return html`<th-button size="small" variant=${variant} icon="file-text" @click=${() => this.dispatchEvent(new CustomEvent('th-as-file'))}>${t('share.link.file')}</th-button>`;
  }

  #data() {
    const name = this.workspace.dataset.value?.context.name;
    if (name === undefined) return '';
    const hosted = new URL(location.href).searchParams.has('data');
    return t(hosted ? 'share.link.data-hosted' : 'share.link.data', { name });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('cell')) this.copied = null;
    void this.#make();
  }

  async #make(): Promise<void> {
    const state = this.workspace.document.editor.peek()?.state.peek();
    if (!state) return;
    const wanted = {
      text: notebookText(state.document),
      values: this.withValues ? state.values : new Map<string, unknown>(),
      cell: this.cell || null,
      hosted: this.named ? hostedPath(this.workspace) : null,
    };
    const made = JSON.stringify(
      [wanted.text, wanted.cell, wanted.hosted, this.withValues, [...wanted.values]],
      (_, one) => (typeof one === 'bigint' ? String(one) : one),
    );
    if (made === this.#made) return;
    this.#made = made;
    this.copied = null;
    try {
      const link = await shareLink(wanted);
      if (made !== this.#made) return;
      this.link = link;
      this.problem = null;
    } catch (error) {
      if (made === this.#made) this.problem = error;
    }
  }

  #copy = async () => {
    const { link } = this;
    if (link === null) return;
    try {
      await navigator.clipboard.writeText(link);
      this.copied = 'yes';
    } catch {
      // Where the clipboard is not given, the reader copies by hand.
      this.field?.focus();
      this.field?.select();
      this.copied = 'no';
    }
    setTimeout(() => {
      if (this.link === link) this.copied = null;
    }, SAID);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-share-link': ShareLink;
  }
}
