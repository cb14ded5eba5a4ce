import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { format, t } from '../i18n/index.ts';
import { Watching } from '../ui/watching.ts';
import { emitApp } from './events.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../ui/button.ts';
import './share/gallery.ts';

const SIZES = [100_000, 1_000_000, 10_000_000] as const;

/** What the page shows before there is data: a place to drop files, the sample, and what is kept here. */
@customElement('th-start-page')
export class StartPage extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private shape: 'taobao' | 'rees46' = 'rees46';
  @state() private events: number = SIZES[0];

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 40px;
        max-width: 880px;
        margin: 0 auto;
        padding: clamp(24px, 8vh, 96px) 24px 48px;
      }
      header {
        display: grid;
        gap: 12px;
      }
      h1 {
        font-size: clamp(28px, 4.4vw, 40px);
        line-height: 1.15;
        letter-spacing: -0.02em;
        font-weight: 650;
        text-wrap: balance;
      }
      .lead {
        font-size: 16px;
        color: var(--th-muted);
        max-width: 60ch;
      }
      .drop {
        display: grid;
        justify-items: center;
        gap: 16px;
        padding: 48px 24px;
        border: 1.5px dashed var(--th-strong);
        border-radius: 16px;
        background: var(--th-surface);
        text-align: center;
      }
      .drop h2 {
        font-size: 20px;
        font-weight: 600;
      }
      .drop p {
        max-width: 52ch;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: center;
        justify-content: center;
      }
      .drop button {
        min-height: 40px;
        padding: 8px 18px;
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(280px, 1fr));
        gap: 24px;
        align-items: start;
      }
      section h2 {
        font-size: 14px;
        font-weight: 600;
        color: var(--th-muted);
        margin-bottom: 12px;
      }
      .sample {
        display: grid;
        gap: 12px;
        justify-items: start;
      }
      .sample label {
        display: grid;
        gap: 4px;
        font-size: 13px;
        color: var(--th-muted);
      }
      .sample select {
        color: var(--th-text);
        font-size: 14px;
      }
      .recent button {
        display: flex;
        justify-content: space-between;
        gap: 16px;
        width: 100%;
        text-align: start;
        padding: 10px 12px;
      }
      .recent li + li {
        margin-top: 8px;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .count {
        color: var(--th-muted);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
    `,
  ];

  protected override render() {
    const kept = this.workspace.datasets.value;
    return html`
      <header>
        <h1>${t('app.tagline')}</h1>
        <p class="lead">${t('app.privacy')}</p>
      </header>
      <div class="drop">
        <h2>${t('app.drop.title')}</h2>
        <div class="row">
          <th-button variant="primary" @click=${() => emitApp(this, 'th-pick-files', { folder: false })}>
            ${t('app.drop.pick')}
          </th-button>
          <th-button @click=${() => emitApp(this, 'th-pick-files', { folder: true })}>
            ${t('app.drop.folder')}
          </th-button>
        </div>
        <p class="muted small">${t('app.drop.formats')}; ${t('app.drop.paste')}</p>
      </div>
      <div class="cards">
        ${this.sample()} ${kept.length > 0 ? this.recent() : nothing}
      </div>
      <section aria-labelledby="notebooks">
        <h2 id="notebooks">${t('share.gallery')}</h2>
        <th-gallery .workspace=${this.workspace}></th-gallery>
      </section>
    `;
  }

  private sample() {
    const option = (value: string, label: string, chosen: boolean) =>
      html`<option value=${value} ?selected=${chosen}>${label}</option>`;
    return html`<section class="sample" aria-labelledby="sample">
      <h2 id="sample">${t('app.sample.title')}</h2>
      <div class="row">
        <label>
          ${t('app.sample.shape')}
          <select @change=${(event: Event) => {
            this.shape =
              (event.target as HTMLSelectElement).value === 'taobao' ? 'taobao' : 'rees46';
          }}>
            ${option('rees46', t('app.sample.rees46'), this.shape === 'rees46')}
            ${option('taobao', t('app.sample.taobao'), this.shape === 'taobao')}
          </select>
        </label>
        <label>
          ${t('app.sample.events')}
          <select @change=${(event: Event) => {
            this.events = Number((event.target as HTMLSelectElement).value);
          }}>
            ${SIZES.map((size) => option(String(size), format.compact(size), this.events === size))}
          </select>
        </label>
      </div>
      <th-button @click=${() => emitApp(this, 'th-sample', { shape: this.shape, events: this.events })}>
        ${t('app.sample.try')}
      </th-button>
    </section>`;
  }

  private recent() {
    return html`<section class="recent" aria-labelledby="recent">
      <h2 id="recent">${t('app.recent.title')}</h2>
      <ul>
        ${this.workspace.datasets.value.map(
          (dataset) => html`<li>
            <button
              aria-label=${t('app.recent.open', { name: dataset.name })}
              @click=${() => emitApp(this, 'th-switch', { id: dataset.id })}
            >
              <span class="name">${dataset.name}</span>
              <span class="count">${t('app.recent.rows', { n: dataset.rows })}</span>
            </button>
          </li>`,
        )}
      </ul>
    </section>`;
  }
}
