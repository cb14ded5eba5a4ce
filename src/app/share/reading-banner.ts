import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { columnLabel } from '../../charts/values.ts';
import { isKey, locale, t } from '../../i18n/index.ts';
import type { NotebookDocument } from '../../notebook/index.ts';
import type { Reads } from '../../notebook/share/reads.ts';
import { base } from '../../ui/base.ts';
import { Watching } from '../../ui/watching.ts';
import type { Workspace } from '../workspace.ts';
import { cardStyles } from './card-styles.ts';
import { makeMine } from './make-mine.ts';
import '../../ui/button.ts';
import '../../ui/icon.ts';

/** Names in a line before the rest is counted. */
const NAMED = 12;

/** Says of a notebook from elsewhere where it is from and what it reads, and offers to make it one's own. */
@customElement('th-reading-banner')
export class ReadingBanner extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private reads: Reads | null = null;
  #of: NotebookDocument | null = null;

  static override styles = [base, cardStyles];

  protected override willUpdate(): void {
    const document = this.workspace.runtime.document.value;
    if (document === this.#of) return;
    this.#of = document;
    // The SQL parser comes with what asks for it.
    void import('../../notebook/share/reads.ts').then(({ readsOf }) => {
      if (this.#of === document) this.reads = readsOf(document);
    });
  }

  protected override render() {
    const current = this.workspace.notebooks.current.value;
    if (!current) return nothing;
    const key = `share.from.${current.origin}`;
    const from = isKey(key) ? t(key, { path: current.path ?? '', title: current.title }) : '';
    return html`<section aria-labelledby="from">
      <th-icon name="eye"></th-icon>
      <div class="what">
        <h2 id="from">${from}</h2>
        <p>${t('share.reading')}</p>
        ${this.reads ? this.#reads(this.reads) : nothing}
      </div>
      <div class="actions">
        <th-button size="small" variant="primary" @click=${this.#adopt}>${t('share.mine')}</th-button>
      </div>
    </section>`;
  }

  #reads({ metrics, tables, columns, files, refused }: Reads) {
    const analyses = metrics.map((kind) => {
      const key = `cells.metric.${kind}`;
      return isKey(key) ? t(key) : kind;
    });
    const lines = [
      { key: 'share.reads.analyses', names: analyses },
      { key: 'share.reads.tables', names: tables },
      { key: 'share.reads.columns', names: columns.map((name) => columnLabel(name, locale.value)) },
    ] as const;
    const all = lines.filter(({ names }) => names.length > 0);
    return html`${
      all.length > 0
        ? html`<dl>${all.map(({ key, names }) => html`<dt>${t(key)}</dt><dd>${listed(names)}</dd>`)}</dl>`
        : html`<p>${t('share.reads.nothing')}</p>`
    }
    ${files.length > 0 ? html`<p class="refused">${t('share.reads.files', { names: listed(files) })}</p>` : nothing}
    ${
      refused.length > 0
        ? html`<p class="refused">${t('share.reads.refused', { names: listed([...new Set(refused.map(({ statement }) => statement))]) })}</p>`
        : nothing
    }`;
  }

  #adopt = () => {
    makeMine(this.workspace).catch((error) => this.workspace.fail(error));
  };
}

function listed(names: readonly string[]): string {
  const comma = t('charts.comma');
  const shown = names.slice(0, NAMED).join(comma);
  return names.length > NAMED
    ? t('share.reads.more', { names: shown, n: names.length - NAMED })
    : shown;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-reading-banner': ReadingBanner;
  }
}
