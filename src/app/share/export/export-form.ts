import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fileName } from '../../../cells/read.ts';
import { save } from '../../../charts/export.ts';
import { format, t } from '../../../i18n/index.ts';
import { Watching } from '../../../ui/watching.ts';
import { shared } from '../../styles.ts';
import type { Workspace } from '../../workspace.ts';
import type { ChoosableInput } from './choices.ts';
import { contentOf, inputsOf } from './content.ts';
import { affordable, MOST_COMBINATIONS, waysOf } from './working.ts';
import '../../../ui/button.ts';
import '../../../ui/progress.ts';

interface Under {
  readonly stage: 'working' | 'drawing';
  readonly done: number;
  readonly total: number;
  cancel(): void;
}

/** The notebook's results as one HTML file: which inputs work in it, what that takes, and its making. */
@customElement('th-export-form')
export class ExportForm extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  /** Names of the inputs that are to work; null until the reader has a wish. */
  @state() private working: ReadonlySet<string> | null = null;
  @state() private under: Under | null = null;
  @state() private saved: { readonly name: string; readonly bytes: number } | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      p {
        max-width: 68ch;
      }
      fieldset {
        display: grid;
        gap: 6px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        margin-block-end: 6px;
        font-weight: 600;
      }
      label {
        display: flex;
        gap: 8px;
        align-items: baseline;
      }
      label input {
        inline-size: 16px;
        block-size: 16px;
        accent-color: var(--th-accent);
        transform: translateY(2px);
      }
      .fixed {
        color: var(--th-muted);
      }
      .run {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: center;
      }
      .bad {
        color: var(--th-bad);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.under?.cancel();
  }

  protected override render() {
    const inputs = inputsOf(this.workspace);
    const working = this.working ?? affordable(this.workspace, inputs);
    const ways = waysOf(inputs, working);
    const tooMany = ways > MOST_COMBINATIONS;
    const { under } = this;
    return html`<p>${t('share.export.what')}</p>
      ${inputs.length > 0 ? this.#inputs(inputs, working) : nothing}
      ${ways > 1 ? html`<p class="small ${tooMany ? 'bad' : 'muted'}" role="status">${t(tooMany ? 'share.export.too-many' : 'share.export.ways', { n: ways, most: MOST_COMBINATIONS })}</p>` : nothing}
      ${
        under
          ? html`<th-progress
              label=${t(`share.export.${under.stage}`, { done: under.done, total: under.total })}
              .fraction=${under.total > 0 ? under.done / under.total : null}
              cancelable
              @cancel=${() => under.cancel()}
            ></th-progress>`
          : html`<div class="run">
              <th-button variant="primary" icon="download" ?disabled=${tooMany} @click=${() => this.#make(working)}>${t('share.export.save')}</th-button>
              ${this.saved ? html`<span class="small muted" role="status">${t('share.export.saved', { name: this.saved.name, size: format.bytes(this.saved.bytes) })}</span>` : nothing}
            </div>`
      }`;
  }

  #inputs(inputs: readonly ChoosableInput[], working: ReadonlySet<string>) {
    return html`<fieldset ?disabled=${this.under !== null}>
      <legend>${t('share.export.inputs')}</legend>
      ${inputs.map(({ name, label, value, choices }) =>
        choices.length > 1
          ? html`<label><input type="checkbox" .checked=${working.has(name)} @change=${(
              event: Event,
            ) => {
              const next = new Set(working);
              if ((event.target as HTMLInputElement).checked) next.add(name);
              else next.delete(name);
              this.working = next;
            }} /><span>${label} <span class="muted small">${t('share.export.choices', { n: choices.length })}</span></span></label>`
          : html`<div class="fixed small">${t('share.export.stays', { label, value })}</div>`,
      )}
    </fieldset>`;
  }

  async #make(working: ReadonlySet<string>): Promise<void> {
    const abort = new AbortController();
    const { signal } = abort;
    const show = (stage: Under['stage']) => (done: number, total: number) => {
      this.under = { stage, done, total, cancel: () => abort.abort() };
    };
    show('working')(0, 0);
    this.saved = null;
    try {
      const content = await contentOf(this.workspace, {
        working,
        signal,
        onProgress: show('working'),
      });
      const { reportPage } = await import('../../../report/index.ts');
      const page = await reportPage(content, { signal, onProgress: show('drawing') });
      const name = `${fileName(content.title)}.html`;
      const file = new Blob([page], { type: 'text/html;charset=utf-8' });
      save(file, name);
      this.saved = { name, bytes: file.size };
    } catch (error) {
      if (!signal.aborted) this.workspace.fail(error);
    } finally {
      this.under = null;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-export-form': ExportForm;
  }
}
