import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { type MissingNeed, needsText } from '../../notebook/index.ts';
import { needsOf } from '../../notebook/needs/needs.ts';
import { base } from '../../ui/base.ts';
import { toast } from '../../ui/toast.ts';
import { Watching } from '../../ui/watching.ts';
import { emitApp } from '../events.ts';
import type { Workspace } from '../workspace.ts';
import { cardStyles } from './card-styles.ts';
import { available, missing } from './needed.ts';
import '../../ui/button.ts';
import '../../ui/icon.ts';

/** Offers for one missing thing. */
const OFFERS = 3;
const SAMPLE = { shape: 'rees46', events: 100_000 } as const;

/** What the notebook needs and the data does not have, with what could stand for it; without data, ways to some. */
@customElement('th-needs-card')
export class NeedsCard extends Watching {
  @property({ attribute: false }) workspace!: Workspace;

  static override styles = [base, cardStyles];

  protected override render() {
    return this.workspace.dataset.value ? this.#lacks() : this.#without();
  }

  #without() {
    const needs = needsOf(this.workspace.runtime.document.value.frontMatter) ?? new Map();
    const wanted = [...needs].map(([relation, columns]) =>
      columns.length > 0 ? `${relation} (${columns.join(', ')})` : relation,
    );
    return html`<section aria-labelledby="needs">
      <th-icon name="database"></th-icon>
      <div class="what">
        <h2 id="needs">${t('share.needs.none')}</h2>
        <p>${wanted.length > 0 ? t('share.needs.wants', { names: wanted.join(t('charts.comma')) }) : t('share.needs.any')}</p>
      </div>
      <div class="actions">
        <th-button size="small" @click=${() => emitApp(this, 'th-sample', SAMPLE)}>${t('app.sample.try')}</th-button>
        <th-button size="small" variant="primary" @click=${() => emitApp(this, 'th-pick-files', { folder: false })}>${t('app.drop.pick')}</th-button>
      </div>
    </section>`;
  }

  #lacks() {
    const answer = missing(this.workspace);
    if (!answer) return nothing;
    const texts = needsText(answer);
    const name = this.workspace.dataset.value?.context.name ?? '';
    return html`<section class="warn" aria-labelledby="needs">
      <th-icon name="triangle-alert"></th-icon>
      <div class="what">
        <h2 id="needs">${t('share.needs.lacks', { name })}</h2>
        <ul>${texts.map((text, at) => html`<li><span>${text}</span>${this.#offers(answer.missing[at])}</li>`)}</ul>
      </div>
      <div class="actions">
        <th-button size="small" @click=${() => emitApp(this, 'th-pick-files', { folder: false })}>${t('share.needs.other')}</th-button>
      </div>
    </section>`;
  }

  #offers(need: MissingNeed | undefined) {
    if (!need) return nothing;
    const own = available(this.workspace).value?.find(({ relation }) => relation === need.relation);
    return need.offers.slice(0, OFFERS).map((offer) => {
      const to = offer.column ?? offer.relation;
      // Columns that nothing was made of are not in the tables: the files have to be read once more.
      const unread = offer.column !== null && own?.columns.includes(offer.column) === false;
      return unread
        ? html`<th-button size="small" icon="refresh-cw" @click=${() => emitApp(this, 'th-again', {})}>${t('share.needs.again', { to })}</th-button>`
        : html`<th-button size="small" @click=${() => this.#take(need, to)}>${t('share.needs.take', { to })}</th-button>`;
    });
  }

  async #take({ relation, column }: MissingNeed, to: string): Promise<void> {
    const { mappedText } = await import('../../notebook/needs/mapped.ts');
    const { document } = this.workspace;
    const now = document.editor.peek()?.state.peek().document;
    if (!now) return;
    document.apply({ kind: 'text', text: mappedText(now, { relation, column, to }) });
    toast(t('share.needs.taken', { from: column ?? relation, to }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-needs-card': NeedsCard;
  }
}
