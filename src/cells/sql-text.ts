import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import { base } from '../ui/base.ts';
import { toast } from '../ui/toast.ts';
import { tokens } from './sql-tokens.ts';
import '../ui/button.ts';

const FOLDED_LINES = 14;

/** SQL to read: coloured, folded where long, with a button that copies it. */
@customElement('th-sql')
export class SqlText extends LitElement {
  @property() sql = '';
  @property({ type: Boolean }) unfolded = false;
  @state() private whole = false;

  static override styles = [
    base,
    css`
      :host {
        position: relative;
        display: block;
        min-inline-size: 0;
      }
      pre {
        margin: 0;
        padding: 14px 56px 14px 16px;
        border-radius: var(--th-radius-2);
        background: var(--th-sunken);
        font: 400 var(--th-size-13) / 1.6 var(--th-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        tab-size: 2;
      }
      .word {
        color: var(--th-accent);
      }
      .string {
        color: var(--th-good);
      }
      .number {
        color: var(--th-warn);
      }
      .comment {
        color: var(--th-faint);
        font-style: italic;
      }
      .copy {
        position: absolute;
        inset: 8px 8px auto auto;
      }
      .more {
        margin-block-start: 6px;
      }
    `,
  ];

  protected override render() {
    const lines = this.sql.split('\n');
    const folds = !this.unfolded && lines.length > FOLDED_LINES;
    const shown = folds && !this.whole ? lines.slice(0, FOLDED_LINES - 2).join('\n') : this.sql;
    return html`<pre><code>${tokens(shown).map(({ text, role }) => (role ? html`<span class=${role}>${text}</span>` : text))}</code></pre>
      <th-button class="copy" variant="quiet" size="small" icon="copy" label=${t('cells.copy')} @click=${this.#copy}></th-button>
      ${
        folds
          ? html`<th-button class="more" variant="quiet" size="small" @click=${() => {
              this.whole = !this.whole;
            }}>${this.whole ? t('cells.sql.fold') : t('cells.sql.unfold', { n: lines.length })}</th-button>`
          : nothing
      }`;
  }

  #copy = async () => {
    await navigator.clipboard.writeText(this.sql);
    toast(t('cells.copied'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-sql': SqlText;
  }
}
