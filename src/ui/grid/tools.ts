import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { save } from '../../charts/export.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../toast.ts';
import { Watching } from '../watching.ts';
import { csvOf, type Saved } from './csv.ts';
import { filterText } from './filter-text.ts';
import type { Grid } from './grid.ts';
import { filtered, ordered, toggled } from './layout.ts';
import type { GridMenu } from './menu-panel.ts';
import type { ProfilePanel } from './profile-panel.ts';
import { toolStyles } from './tool-styles.ts';
import '../icon.ts';
import '../progress.ts';
import './menu-panel.ts';

type Open = 'find' | 'go' | null;

/** The line above a grid: how many rows, which filters, and what can be done with all of them. */
@customElement('th-grid-tools')
export class GridTools extends Watching {
  @property({ attribute: false, hasChanged: () => true }) grid!: Grid;
  @state() private open: Open = null;
  @state() private column: string | null = null;
  @state() private said = '';
  @state() private saving: Saved | null = null;
  @query('input') private input!: HTMLInputElement | null;
  @query('th-grid-menu') private menu!: GridMenu;
  #finding: AbortController | null = null;
  #stopSaving: AbortController | null = null;

  static override styles = toolStyles;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#finding?.abort();
    this.#stopSaving?.abort();
  }

  async openFind(column?: string): Promise<void> {
    this.open = 'find';
    this.said = '';
    const { shown } = this.grid.layout;
    const known = shown.some(({ name }) => name === this.column);
    if (column !== undefined) this.column = column;
    else if (!known) this.column = shown[0]?.name ?? null;
    await this.updateComplete;
    this.input?.focus();
    this.input?.select();
  }

  async openGo(): Promise<void> {
    this.open = 'go';
    this.said = '';
    await this.updateComplete;
    this.input?.focus();
  }

  protected override render() {
    const { grid } = this;
    const hidden = grid.model.columns.filter(({ name }) => grid.state.hidden.includes(name)).length;
    const tool = (
      icon: 'search' | 'arrow-up-down' | 'sliders-horizontal' | 'sigma' | 'download',
      label: string,
      run: (event: MouseEvent) => void,
      pressed?: boolean,
    ) =>
      html`<button class="icon" type="button" aria-label=${label} title=${label} aria-pressed=${pressed ?? nothing} @click=${run}><th-icon name=${icon}></th-icon></button>`;
    return html`<div class="line">
        <span class="count" role="status">${grid.countText}</span>
        ${grid.state.filters.map(
          (
            filter,
          ) => html`<button class="chip" type="button" title=${t('grid.filter.drop', { column: filter.column })} aria-label=${`${filterText(filter)}. ${t('grid.filter.drop', { column: filter.column })}`}
            @click=${() => grid.set(filtered(grid.state, filter.column, null))}><span>${filterText(filter)}</span><th-icon name="x"></th-icon></button>`,
        )}
        ${grid.state.filters.length > 1 ? html`<button class="chip" type="button" @click=${() => grid.set({ ...grid.state, filters: [] })}>${t('grid.clear')}</button>` : nothing}
        <span class="space"></span>
        ${hidden > 0 ? html`<span class="count">${t('grid.columns.hidden', { n: hidden })}</span>` : nothing}
        ${tool('search', t('grid.find'), () => this.#toggle('find'), this.open === 'find')}
        ${tool('arrow-up-down', t('grid.go'), () => this.#toggle('go'), this.open === 'go')}
        ${tool('sliders-horizontal', t('grid.columns'), this.#onColumns)}
        ${tool('sigma', t('grid.profile'), this.#onProfile)}
        ${tool('download', t('grid.csv'), this.#onSave)}
      </div>
      ${this.open === 'find' ? this.#find() : this.open === 'go' ? this.#go() : nothing}
      ${this.saving ? html`<th-progress label=${t('grid.csv.saving')} .fraction=${this.saving.total > 0 ? this.saving.rows / this.saving.total : null} .rows=${this.saving.rows} cancelable @cancel=${() => this.#stopSaving?.abort()}></th-progress>` : nothing}
      <th-grid-menu></th-grid-menu>`;
  }

  #find() {
    return html`<form class="ask" @submit=${this.#onFind} @keydown=${this.#onEscape}>
      <select class="control" aria-label=${t('grid.find.in')} @change=${(event: Event) => {
        this.column = (event.target as HTMLSelectElement).value;
      }}>${this.grid.layout.shown.map(({ name }) => html`<option value=${name} ?selected=${name === this.column}>${name}</option>`)}</select>
      <input class="control" name="text" aria-label=${t('grid.find.text')} placeholder=${t('grid.find.text')} autocomplete="off" spellcheck="false">
      <th-button size="small" @click=${(event: Event) => (event.currentTarget as HTMLElement).closest('form')?.requestSubmit()}>${t('grid.find.next')}</th-button>
      <button hidden type="submit"></button>
      <span class="said" role="status">${this.said}</span>
    </form>`;
  }

  #go() {
    const n = this.grid.model.count ?? 0;
    return html`<form class="ask" @submit=${this.#onGo} @keydown=${this.#onEscape}>
      <input class="control" name="row" inputmode="numeric" aria-label=${t('grid.go.number', { n })} placeholder=${t('grid.go.number', { n })} autocomplete="off">
      <th-button size="small" @click=${(event: Event) => (event.currentTarget as HTMLElement).closest('form')?.requestSubmit()}>${t('grid.go')}</th-button>
      <button hidden type="submit"></button>
    </form>`;
  }

  #toggle(which: 'find' | 'go'): void {
    if (this.open === which) this.#close();
    else if (which === 'go') void this.openGo();
    else {
      const at = this.grid.selection?.cursor.column;
      void this.openFind(at === undefined ? undefined : this.grid.layout.shown[at]?.name);
    }
  }

  #close(): void {
    this.open = null;
    this.#finding?.abort();
    this.grid.scroller?.focus();
  }

  #onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  };

  #onGo = (event: SubmitEvent) => {
    event.preventDefault();
    const { grid } = this;
    const row = Number((this.input?.value ?? '').replaceAll(/[\s,._'’]/g, ''));
    const count = grid.model.count ?? 0;
    if (!Number.isFinite(row) || row < 1 || count === 0) return;
    grid.goTo(
      Math.min(count, Math.floor(row)) - 1,
      Math.max(0, grid.selection?.cursor.column ?? 0),
      true,
    );
    grid.scroller?.focus();
  };

  #onFind = async (event: SubmitEvent) => {
    event.preventDefault();
    const { grid, column } = this;
    const text = this.input?.value ?? '';
    if (!column || text === '' || !grid.rows) return;
    this.#finding?.abort();
    const abort = new AbortController();
    this.#finding = abort;
    const ask = (after: number) =>
      grid.rows?.find(grid.model.view, column, text, after, { signal: abort.signal }) ?? null;
    this.said = t('grid.find.busy');
    try {
      const after = Math.max(-1, grid.selection?.cursor.row ?? -1);
      const next = await ask(after);
      const found = next ?? (after >= 0 ? await ask(-1) : null);
      if (abort.signal.aborted) return;
      if (found === null) this.said = t('grid.find.none', { column, text });
      else {
        this.said = `${t('grid.find.at', { n: found + 1 })}${next === null ? ` · ${t('grid.find.around')}` : ''}`;
        grid.goTo(found, grid.layout.at({ name: column }), true);
      }
    } catch (error) {
      this.said = '';
      if (!abort.signal.aborted) grid.tell(error);
    }
  };

  #onColumns = (event: MouseEvent) => {
    const { grid } = this;
    const { state } = grid;
    const anchor = (event.currentTarget as Element).getBoundingClientRect();
    const commands = ordered(grid.model.columns, state.order).map(({ name }) => ({
      label: name,
      checked: !state.hidden.includes(name),
      run: () => grid.set({ ...state, hidden: toggled(state.hidden, name) }),
    }));
    const all = { label: t('grid.columns.all'), run: () => grid.set({ ...state, hidden: [] }) };
    void this.menu.show(t('grid.columns'), [all, ...commands], anchor, () =>
      grid.scroller?.focus(),
    );
  };

  #onProfile = async () => {
    await import('./profile-panel.ts');
    const { grid } = this;
    if (!grid.rows) return;
    const panel: ProfilePanel = document.createElement('th-grid-profile');
    panel.rows = grid.rows;
    panel.columns = grid.model.columns;
    panel.view = grid.model.view;
    panel.label = grid.label;
    panel.addEventListener('close', () => panel.remove());
    this.renderRoot.append(panel);
  };

  #onSave = async () => {
    const { grid } = this;
    if (this.saving || !grid.rows) return;
    const abort = new AbortController();
    this.#stopSaving = abort;
    const { signal } = abort;
    const total = grid.model.count ?? 0;
    this.saving = { rows: 0, total };
    try {
      const shown = grid.layout.shown.map(({ name }) => name);
      const blob = await csvOf(grid.rows.batches(grid.model.view, { signal }), shown, total, {
        signal,
        onProgress: (saved) => {
          this.saving = saved;
        },
      });
      save(blob, `${fileName(grid.label)}.csv`);
      toast(t('grid.rows', { n: this.saving.rows }));
    } catch (error) {
      if (!signal.aborted) grid.tell(error);
    } finally {
      this.saving = null;
    }
  };
}

const fileName = (name: string) =>
  name
    .trim()
    .replaceAll(/[\\/:*?"<>|\s]+/g, '-')
    .slice(0, 80) || 'tabhouse';

declare global {
  interface HTMLElementTagNameMap {
    'th-grid-tools': GridTools;
  }
}
