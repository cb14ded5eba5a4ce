import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { TabhouseError } from '../../engine/errors.ts';
import { format, t } from '../../i18n/index.ts';
import { base } from '../base.ts';
import { Watching } from '../watching.ts';
import { share } from './summary-figure.ts';
import { type GridColumn, type GridRows, type GridView, type Profile, WHOLE } from './types.ts';
import '../dialog.ts';
import '../error.ts';
import '../progress.ts';

/** What there is to know of every column, column by column as it is found. Emits `close`. */
@customElement('th-grid-profile')
export class ProfilePanel extends Watching {
  @property({ attribute: false }) rows!: GridRows;
  @property({ attribute: false }) columns: readonly GridColumn[] = [];
  @property({ attribute: false }) view: GridView = WHOLE;
  @property() label = '';
  @state() private found: ReadonlyMap<string, Profile> = new Map();
  @state() private working = true;
  @state() private problem: unknown = null;
  readonly #abort = new AbortController();

  static override styles = [
    base,
    css`
      .scroll {
        overflow: auto;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-2);
      }
      table {
        border-collapse: collapse;
        font-size: var(--th-size-13);
      }
      th,
      td {
        padding: 8px 14px;
        border-block-end: 1px solid var(--th-border);
        text-align: start;
        vertical-align: top;
        white-space: nowrap;
      }
      tr:last-child > * {
        border-block-end: 0;
      }
      thead th {
        color: var(--th-muted);
        font-size: var(--th-size-12);
        font-weight: 500;
      }
      tbody th {
        max-inline-size: 220px;
        font-weight: 600;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .figure {
        text-align: end;
      }
      td {
        max-inline-size: 260px;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      td.type {
        max-inline-size: 160px;
        color: var(--th-muted);
      }
      td.values {
        min-inline-size: 360px;
        max-inline-size: 420px;
        white-space: normal;
        overflow-wrap: anywhere;
      }
      small {
        color: var(--th-muted);
      }
      p {
        margin-block: 10px;
        color: var(--th-muted);
        font-size: var(--th-size-13);
      }
      .skeleton {
        display: block;
        inline-size: 80px;
        block-size: 12px;
      }
      th-progress {
        margin-block-end: 12px;
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.#work();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  async #work(): Promise<void> {
    const { signal } = this.#abort;
    try {
      for (const { name } of this.columns) {
        const profile = await this.rows.profile(this.view, name, { signal });
        this.found = new Map([...this.found, [name, profile]]);
      }
    } catch (error) {
      if (!(error instanceof TabhouseError && error.code === 'cancelled')) this.problem = error;
    } finally {
      this.working = false;
    }
  }

  protected override render() {
    const [done, total] = [this.found.size, this.columns.length];
    const [first] = this.found.values();
    return html`<th-dialog open size="wide" heading=${t('grid.profile.of', { name: this.label })} @close=${this.#onClose}>
      ${this.working ? html`<th-progress label=${t('grid.profile.working', { done, total })} .fraction=${total > 0 ? done / total : null} cancelable @cancel=${() => this.#abort.abort()}></th-progress>` : nothing}
      ${this.problem ? html`<th-error .error=${this.problem}></th-error>` : nothing}
      ${first ? html`<p>${t('grid.rows', { n: first.rows })}. ${this.view.filters.length > 0 ? t('grid.profile.filtered') : nothing} ${first.exact ? nothing : t('grid.profile.sample', { n: first.sample })}</p>` : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label=${t('grid.profile')}>
        <table>
          <thead><tr>
            <th scope="col">${t('grid.profile.column')}</th><th scope="col">${t('grid.profile.type')}</th>
            <th scope="col" class="figure">${t('grid.profile.nulls')}</th><th scope="col" class="figure">${t('grid.profile.distinct')}</th>
            <th scope="col" class="figure">${t('grid.profile.least')}</th><th scope="col" class="figure">${t('grid.profile.most')}</th><th scope="col" class="figure">${t('grid.profile.mean')}</th>
            <th scope="col">${t('grid.profile.quantiles')}</th><th scope="col">${t('grid.profile.top')}</th>
          </tr></thead>
          <tbody>${this.columns.map((column) => this.#row(column, this.found.get(column.name)))}</tbody>
        </table>
      </div>
    </th-dialog>`;
  }

  #row({ name, type }: GridColumn, profile: Profile | undefined) {
    const skeleton = this.working ? html`<span class="skeleton"></span>` : '—';
    const cell = (value: unknown, kind = 'figure') =>
      html`<td class=${kind} title=${typeof value === 'string' ? value : nothing}>${profile ? (value ?? '—') : skeleton}</td>`;
    const distinct = profile && format.integer(profile.distinct);
    return html`<tr>
      <th scope="row" title=${name}>${name}</th><td class="type" title=${type}>${type}</td>
      ${cell(profile && html`${format.integer(profile.nulls)} <small>${share(profile.nulls / Math.max(1, profile.rows))}</small>`)}
      ${cell(profile && (profile.exact ? distinct : t('grid.profile.about', { n: distinct ?? '' })))}
      ${cell(profile?.least)}${cell(profile?.most)}${cell(profile?.mean)}
      ${cell(profile && (profile.quantiles.join(' · ') || '—'), 'values')}
      ${cell(
        profile?.top.map(
          ({ text, count }, index) =>
            html`${index > 0 ? ', ' : ''}${short(text)} <small>${share(count / Math.max(1, Math.min(profile.rows, profile.sample)))}</small>`,
        ),
        'values',
      )}
    </tr>`;
  }

  #onClose = (event: Event) => {
    event.stopPropagation();
    this.#abort.abort();
    this.dispatchEvent(new CustomEvent('close'));
  };
}

const short = (text: string | null) =>
  text === null ? t('grid.null') : text.length > 40 ? `${text.slice(0, 40)}…` : text;

declare global {
  interface HTMLElementTagNameMap {
    'th-grid-profile': ProfilePanel;
  }
}
