import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { locale, t } from '../../i18n/index.ts';
import {
  checkNeeds,
  type GalleryEntry,
  type GalleryText,
  galleryEntries,
  galleryText,
} from '../../notebook/index.ts';
import { needsOf } from '../../notebook/needs/needs.ts';
import { base } from '../../ui/base.ts';
import { Watching } from '../../ui/watching.ts';
import type { Workspace } from '../workspace.ts';
import { available } from './needed.ts';
import { openFromGallery } from './open-asked.ts';
import '../../ui/chip.ts';
import '../../ui/icon.ts';

/** The notebooks that were published with the page, as cards. Emits `th-chosen` when one is opened. */
@customElement('th-gallery')
export class Gallery extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private entries: readonly GalleryEntry[] | null = null;

  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(250px, 100%), 1fr));
        gap: 12px;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
      }
      button {
        display: grid;
        grid-template-rows: auto 1fr auto;
        gap: 6px;
        padding: 14px 16px;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-3);
        background: var(--th-surface);
        color: var(--th-text);
        font: inherit;
        text-align: start;
        cursor: pointer;
        transition: border-color var(--th-fast);
      }
      button:hover {
        border-color: var(--th-strong);
        background: var(--th-sunken);
      }
      button[aria-current='page'] {
        border-color: var(--th-accent);
      }
      .title {
        font-weight: 600;
      }
      .line {
        color: var(--th-muted);
        font-size: var(--th-size-13);
      }
      .needs {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
        margin-block-start: 4px;
        color: var(--th-muted);
        font-size: var(--th-size-12);
      }
    `,
  ];

  protected override firstUpdated(): void {
    void galleryEntries().then((entries) => {
      this.entries = entries;
    });
  }

  protected override render() {
    const { entries } = this;
    if (!entries) return nothing;
    if (entries.length === 0) return html`<p class="line">${t('share.gallery.none')}</p>`;
    return html`<ul>${entries.map((entry) => this.#card(entry))}</ul>`;
  }

  #card(entry: GalleryEntry) {
    const text = galleryText(entry, locale.value);
    if (!text) return nothing;
    const current = this.workspace.notebooks.current.value;
    const here =
      this.workspace.shows.value &&
      (current?.path === text.path ||
        (current?.origin === 'built-in' && current.id === entry.name));
    return html`<li>
      <button aria-current=${here ? 'page' : 'false'} @click=${() => this.#open(entry, text)}>
        <span class="title">${text.title}</span>
        <span class="line">${text.description}</span>
        <span class="needs">${this.#needs(text)}</span>
      </button>
    </li>`;
  }

  #needs(text: GalleryText) {
    const frontMatter = { needs: text.needs };
    const needs = needsOf(frontMatter);
    if (text.data !== undefined)
      return html`<th-chip tone="good" icon="database">${t('share.gallery.data')}</th-chip>`;
    if (!needs || needs.size === 0)
      return html`<th-chip tone="good" icon="check">${t('share.gallery.free')}</th-chip>`;
    const has = available(this.workspace).value;
    const wants = html`<span>${t('share.gallery.needs', { names: named(needs) })}</span>`;
    if (!has) return wants;
    const { met } = checkNeeds(frontMatter, has);
    return html`${wants}<th-chip tone=${met ? 'good' : 'warn'} icon=${met ? 'check' : 'triangle-alert'}>${t(met ? 'share.gallery.met' : 'share.gallery.unmet')}</th-chip>`;
  }

  #open(entry: GalleryEntry, text: GalleryText): void {
    this.dispatchEvent(new CustomEvent('th-chosen', { bubbles: true, composed: true }));
    openFromGallery(this.workspace, entry, text).catch((error) => this.workspace.fail(error));
  }
}

/** What a notebook needs, in one line. */
const named = (needs: ReadonlyMap<string, readonly string[]>): string =>
  [...needs]
    .map(([relation, columns]) =>
      relation === 'events' && columns.length > 0
        ? columns.join(t('charts.comma'))
        : [relation, columns.length > 0 ? ` (${columns.join(t('charts.comma'))})` : ''].join(''),
    )
    .join(t('charts.comma'));

declare global {
  interface HTMLElementTagNameMap {
    'th-gallery': Gallery;
  }
}
